/** `hotshard explain`: what a mitigation does, costs and needs; what a preset fills in; what a metric or a fact says. */
import { penOf } from '../../report/text/pen.ts';
import type { Registry } from '../../scenario/shape/plan-shape.ts';
import { suggest } from '../../scenario/suggest.ts';
import { coloursFor } from '../colours.ts';
import { defineCommand } from '../command.ts';
import { EXIT, UsageError } from '../exit.ts';
import { explain, explainable, explanationText } from '../explanation.ts';
import { outputOptions } from '../options.ts';
import { loadPlugins, pluginOptions } from '../plugins.ts';
import { shippedScenarios } from '../shipped-scenarios.ts';

export const explainCommand = defineCommand({
  usage: 'explain <word>',
  summary: 'Explain a mitigation, a preset, a metric or a row of the fact table',
  positionals: {
    word: { type: 'string', demandOption: true, describe: 'As `hotshard list` shows it, or a row id such as F.D1' },
  },
  options: { ...pluginOptions, json: outputOptions.json, 'no-color': outputOptions['no-color'] },
  examples: [
    ['a lever: what it does, what it costs, when it backfires', 'hotshard explain salting'],
    ['what a preset fills in', 'hotshard explain raft'],
    ['a number', 'hotshard explain outcomeMs.p99'],
    ['where a default comes from', 'hotshard explain F.D1'],
  ],
  async run(args, io) {
    const { mitigations } = await loadPlugins(args.plugin, io);
    const isKind = Object.hasOwn(mitigations, args.word);
    const explanation = explain(args.word, mitigations, isKind ? await shippedScenarios() : []);
    if (explanation === undefined) throw unknown(args.word, mitigations);
    const pen = penOf(coloursFor(io.stdout, io, args['no-color']));
    const text = () => explanationText(explanation, pen);
    io.stdout.write(args.json ? `${JSON.stringify({ schemaVersion: 1, ...explanation }, null, 2)}\n` : text());
    return EXIT.ok;
  },
});

function unknown(word: string, mitigations: Registry): UsageError {
  const nearest = suggest(word, explainable(mitigations));
  const advice = nearest === undefined ? 'see `hotshard list`' : `did you mean ${nearest}?`;
  return new UsageError(`nothing is called ${JSON.stringify(word)}; ${advice}`);
}
