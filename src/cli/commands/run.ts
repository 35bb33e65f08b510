/** `hotshard run`: one plan, every number of it. */
import type { Comparison, PlanResult } from '../../experiment/result.ts';
import { canonicalJson } from '../../report/json.ts';
import { planText } from '../../report/text/plan.ts';
import { coloursFor } from '../colours.ts';
import { defineCommand } from '../command.ts';
import { outputOptions, simulationOptions } from '../options.ts';
import { loadPlugins } from '../plugins.ts';
import { loadScenario } from '../scenario-file.ts';
import { codeOf, simulate } from '../simulate.ts';

export const runCommand = defineCommand({
  usage: 'run <scenario>',
  summary: 'Run one plan and print every metric',
  positionals: {
    scenario: { type: 'string', demandOption: true, describe: 'Scenario file; - reads standard input' },
  },
  options: {
    plan: { type: 'string', requiresArg: true, describe: "Plan to run (default: the scenario's baseline)" },
    ...simulationOptions,
    ...outputOptions,
  },
  examples: [
    ['the baseline', 'hotshard run scenarios/black-friday.yaml'],
    ['one plan, once', 'hotshard run scenarios/black-friday.yaml --plan cache --replications 1'],
    ['one number', 'hotshard run scenarios/black-friday.yaml --json --quiet | jq \'.metrics["latencyMs.p99"]\''],
    ['a scenario from a pipe', 'cat scenarios/black-friday.yaml | hotshard run - --seed 7'],
  ],
  async run(args, io) {
    const { urls: plugins, mitigations } = await loadPlugins(args.plugin, io);
    const { scenario } = await loadScenario(args.scenario, { ...args, mitigations }, io);
    const plan = args.plan ?? scenario.baseline;
    const { seed, replications, quiet } = args;
    const comparison = await simulate(
      scenario,
      { plans: [plan], baseline: plan, plugins, seed, replications, quiet },
      io,
    );
    const text = () => planText(comparison, { colours: coloursFor(io.stdout, io, args['no-color']) });
    io.stdout.write(args.json ? canonicalJson(documentOf(comparison)) : text());
    return codeOf(comparison);
  },
});

/** The document of `--json`: the means under `metrics`, their intervals under `estimates`. */
function documentOf(comparison: Comparison) {
  const { schemaVersion, tool, scenario, seed, replications, expectations } = comparison;
  const [{ plan, mitigations, warnings, metrics, theory, runs }] = comparison.plans as readonly [PlanResult];
  const means = Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean]));
  return {
    schemaVersion,
    tool,
    scenario,
    plan,
    mitigations,
    seed,
    replications,
    warnings,
    metrics: means,
    estimates: metrics,
    expectations,
    theory,
    runs,
  };
}
