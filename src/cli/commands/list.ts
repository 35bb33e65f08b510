/** `hotshard list`: what there is to choose from. */
import { relative } from 'node:path';
import { penOf } from '../../report/text/pen.ts';
import type { Registry } from '../../scenario/shape/plan-shape.ts';
import { suggest } from '../../scenario/suggest.ts';
import { coloursFor } from '../colours.ts';
import { defineCommand } from '../command.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { Io } from '../io.ts';
import { type Listing, listingData, listings, listingText, plansOf } from '../listing.ts';
import { outputOptions } from '../options.ts';
import { loadPlugins, pluginOptions } from '../plugins.ts';
import { loadScenario } from '../scenario-file.ts';
import { shippedScenarios } from '../shipped-scenarios.ts';

const WHAT = ['plans', 'metrics', 'mitigations', 'presets', 'scenarios'] as const;

export const listCommand = defineCommand({
  usage: 'list [what] [scenario]',
  summary: 'List mitigations, metrics, presets, scenarios, or the plans of a scenario',
  positionals: {
    what: { type: 'string', describe: `One of ${WHAT.join(', ')}; all but the plans when left out` },
    scenario: { type: 'string', describe: 'The file whose plans are meant; - reads standard input' },
  },
  options: { ...pluginOptions, json: outputOptions.json, 'no-color': outputOptions['no-color'] },
  examples: [
    ['the levers', 'hotshard list mitigations'],
    ['the plans of a scenario', 'hotshard list plans scenarios/black-friday.yaml'],
    ['every metric that is a time', 'hotshard list metrics --json | jq \'.metrics[] | select(.unit == "ms") | .name\''],
  ],
  async run(args, io) {
    const { scenario } = args;
    const what = args.what === undefined ? undefined : known(args.what);
    if (scenario !== undefined && what !== 'plans') throw new UsageError(`list ${what} takes no scenario`);
    const wanted = what === undefined ? WHAT.filter((word) => word !== 'plans') : [what];
    const { mitigations } = await loadPlugins(args.plugin, io);
    const found: Listing[] = [];
    for (const word of wanted) found.push(await listingOf(word, scenario, mitigations, io));
    const pen = penOf(coloursFor(io.stdout, io, args['no-color']));
    const data = () => ({ schemaVersion: 1, ...Object.fromEntries(found.map((one) => [one.title, listingData(one)])) });
    io.stdout.write(
      args.json ? `${JSON.stringify(data(), null, 2)}\n` : found.map((one) => listingText(one, pen)).join('\n'),
    );
    return EXIT.ok;
  },
});

function known(word: string): (typeof WHAT)[number] {
  const found = WHAT.find((candidate) => candidate === word);
  if (found !== undefined) return found;
  const nearest = suggest(word, WHAT);
  const advice = nearest === undefined ? `there are ${WHAT.join(', ')}` : `did you mean ${nearest}?`;
  throw new UsageError(`cannot list ${JSON.stringify(word)}; ${advice}`);
}

async function listingOf(
  what: (typeof WHAT)[number],
  scenario: string | undefined,
  mitigations: Registry,
  io: Io,
): Promise<Listing> {
  if (what === 'scenarios') return scenarioListing(io);
  if (what !== 'plans') return listings[what](mitigations);
  if (scenario === undefined) throw new UsageError('list plans needs a scenario: hotshard list plans <scenario>');
  return plansOf((await loadScenario(scenario, { quiet: true, mitigations }, io)).scenario);
}

async function scenarioListing(io: Io): Promise<Listing> {
  const rows = (await shippedScenarios()).map(({ path, question }) => [relative(io.cwd, path), question]);
  return { title: 'scenarios', columns: ['file', 'question'], rows };
}
