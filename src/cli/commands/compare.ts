/** `hotshard compare`: every plan on the same requests; a results directory, and the table. */
import { dirname, relative, resolve } from 'node:path';
import { type Contrast, contrast } from '../../experiment/contrast.ts';
import type { Comparison } from '../../experiment/result.ts';
import { EXTRAS, type Extra, extrasAmong } from '../../report/extras.ts';
import { reportFiles } from '../../report/files.ts';
import { canonicalJson, summaryJson } from '../../report/json.ts';
import { junitXml } from '../../report/junit.ts';
import { comparisonMarkdown } from '../../report/markdown.ts';
import { comparisonText } from '../../report/text/comparison.ts';
import { contrastText } from '../../report/text/contrast.ts';
import { resolvedScenario } from '../../scenario/resolved.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { parseShare } from '../../units/share.ts';
import { coloursFor } from '../colours.ts';
import { defineCommand } from '../command.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import type { Io } from '../io.ts';
import { loadOptions, loadRequest } from '../load-options.ts';
import { manifestOf, manifestText, type Occasion } from '../manifest.ts';
import { extraOptions, outputOptions, positiveCount, simulationOptions } from '../options.ts';
import { loadPlugins, pluginHashes } from '../plugins.ts';
import { prepareParent, replaceFile, resultsName, writeResults } from '../results-directory.ts';
import { readResults } from '../saved-results.ts';
import { loadScenario } from '../scenario-file.ts';
import { codeOf, simulate } from '../simulate.ts';

export const compareCommand = defineCommand({
  usage: 'compare <scenario> [after]',
  summary: 'Run all plans of a scenario on the same requests and compare them',
  positionals: {
    scenario: {
      type: 'string',
      demandOption: true,
      describe: 'Scenario file; - reads standard input. Or a results directory, to hold another against it',
    },
    after: { type: 'string', describe: 'Results directory made after a change' },
  },
  options: {
    plan: { type: 'string', array: true, requiresArg: true, describe: 'Plan to run; may be repeated (default: all)' },
    baseline: { type: 'string', requiresArg: true, describe: "Plan to compare with (default: the scenario's)" },
    out: { type: 'string', requiresArg: true, default: 'results', describe: 'Where the results directory is made' },
    jobs: {
      type: 'string',
      requiresArg: true,
      coerce: positiveCount('jobs'),
      describe: 'Threads; the numbers do not depend on it (default: one a core)',
    },
    precision: {
      type: 'string',
      requiresArg: true,
      coerce: precisionOf,
      describe: 'Replicate until the first metric of the objective is known this well under every plan, as 5%',
    },
    'no-oracle': { type: 'boolean', describe: 'Leave out the row of perfect balance, and its runs' },
    ...loadOptions,
    junit: { type: 'string', requiresArg: true, describe: 'File for the expectations as JUnit XML' },
    markdown: { type: 'string', requiresArg: true, describe: 'File for the comparison as Markdown, for a CI summary' },
    ...extraOptions,
    ...simulationOptions,
    ...outputOptions,
  },
  examples: [
    ['all plans; the page is results/…/report.html', 'hotshard compare scenarios/black-friday.yaml'],
    [
      'two plans against a third',
      'hotshard compare scenarios/black-friday.yaml --plan cache --plan salting --baseline none',
    ],
    [
      'what if there were four times the partitions?',
      'hotshard compare scenarios/black-friday.yaml --set store.partitions=84',
    ],
    ['at what traffic does it break?', 'hotshard compare scenarios/quickstart.yaml --at 0.5x,1x,2x,4x'],
    ['what has a change done? (two results directories)', 'hotshard compare results/before results/after'],
    ['with a mitigation of your own', 'hotshard compare my-scenario.yaml --plugin ./my-mitigation.js'],
    ['for CI', 'hotshard compare scenarios/quickstart.yaml --junit junit.xml --markdown summary.md'],
    ['for a program', "hotshard compare scenarios/black-friday.yaml --json --quiet | jq '.ranking'"],
  ],
  async run(args, io) {
    const startedAt = io.now();
    const { set = [], quiet } = args;
    if (args.after !== undefined) {
      const idle = OF_SIMULATIONS.find((name) => args[name] !== undefined);
      if (idle !== undefined) throw new UsageError(`--${idle} does nothing to results that are already there`);
      return contrastDirectories(args.scenario, args.after, args, io);
    }
    const parent = resolve(io.cwd, args.out);
    const { urls: plugins, mitigations } = await loadPlugins(args.plugin, io);
    const { scenario, text } = await loadScenario(args.scenario, { set, quiet, mitigations }, io);
    await prepareParent(parent);
    for (const file of [args.junit, args.markdown])
      if (file !== undefined) await prepareParent(dirname(resolve(io.cwd, file)));
    const comparison = await simulate(
      scenario,
      {
        plans: args.plan,
        baseline: args.baseline,
        plugins,
        replications: args.replications,
        precision: args.precision,
        seed: args.seed,
        jobs: args.jobs,
        quiet,
        oracle: !args['no-oracle'],
        load: loadRequest(args, scenario),
      },
      io,
    );
    const extras = extrasAmong(Object.entries(args).flatMap(([name, value]) => (value === true ? [name] : [])));
    const path = await save(
      parent,
      {
        scenario,
        text,
        comparison,
        file: args.scenario,
        set,
        modules: await pluginHashes(args.plugin, io),
        extras,
        startedAt,
      },
      io,
    );
    if (args.junit !== undefined) await replaceFile(resolve(io.cwd, args.junit), junitXml(comparison));
    if (args.markdown !== undefined) await replaceFile(resolve(io.cwd, args.markdown), comparisonMarkdown(comparison));
    if (!quiet && comparison.interrupted) io.stderr.write('interrupted: what is finished is kept, and says so\n');
    if (!quiet) io.stderr.write(`results in ${relative(io.cwd, path) || '.'}\n`);
    io.stdout.write(
      args.json
        ? summaryJson(comparison)
        : comparisonText(comparison, { colours: coloursFor(io.stdout, io, args['no-color']) }),
    );
    return codeOf(comparison);
  },
});

/** Holds a saved comparison against an earlier one. */
async function contrastDirectories(
  before: string,
  after: string,
  options: { readonly json: boolean | undefined; readonly 'no-color': boolean | undefined },
  io: Io,
): Promise<ExitCode> {
  const saved = [await readResults(resolve(io.cwd, before), before), await readResults(resolve(io.cwd, after), after)];
  let found: Contrast;
  try {
    found = contrast(saved[0]!, saved[1]!);
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError(`${before} and ${after} cannot be compared: ${error.message}`);
    throw error;
  }
  const colours = coloursFor(io.stdout, io, options['no-color']);
  io.stdout.write(options.json ? canonicalJson(found) : contrastText(found, { colours }));
  return EXIT.ok;
}

/** Reads `--precision`. */
function precisionOf(written: unknown): number | undefined {
  if (written === undefined) return undefined;
  const parsed = parseShare(String(written));
  if (!parsed.ok) throw new UsageError(`--precision: ${parsed.problem}`);
  if (parsed.value < 0.001) throw new UsageError(`--precision: got ${String(written)}: at least 0.1%`);
  return parsed.value;
}

/** Options that say how to simulate, and what to make of that. */
const OF_SIMULATIONS = [
  'plan',
  'baseline',
  'jobs',
  'precision',
  'at',
  'until',
  'junit',
  'markdown',
  'plugin',
  'no-oracle',
  'set',
  'seed',
  'replications',
  ...(Object.keys(EXTRAS) as Extra[]),
] as const;

interface Work extends Omit<Occasion, 'endedAt'> {
  readonly scenario: Scenario;
  readonly text: string;
  readonly comparison: Comparison;
}

async function save(parent: string, { scenario, text, comparison, ...occasion }: Work, io: Io): Promise<string> {
  const texts = { scenarioText: text, resolved: resolvedScenario(scenario) };
  const files = await reportFiles(comparison, texts, occasion.extras);
  const manifest = manifestOf(comparison, files, { ...occasion, endedAt: io.now() });
  const all = new Map([...files, ['manifest.json', manifestText(manifest)]]);
  return writeResults(parent, resultsName(comparison.scenario, occasion.startedAt), all);
}
