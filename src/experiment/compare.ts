/**
 * All plans on the same requests: replications, intervals, paired differences, expectations, ranking.
 */
import type { FaultConfig } from '../model/config.ts';
import { scenarioHash } from '../scenario/resolved.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { judge } from './expectations.ts';
import { finished, interruptionOf } from './interruption.ts';
import { type LoadRequest, studyLoad } from './load.ts';
import { ORACLE, oracleOf } from './oracle.ts';
import { planResult } from './plan-result.ts';
import { mitigationsWith } from './plugins.ts';
import { reached, replicate } from './precision.ts';
import { DEFAULT_OBJECTIVE, rank, verdictSentence } from './rank.ts';
import type { Comparison, ExpectationResult, RunResult } from './result.ts';
import type { Progress, RunReport } from './run-plans.ts';
import { sweepsOf } from './sweeps.ts';
import { warmedUp } from './warmup.ts';

/** Loads that a search looks at for each plan, more or less. */
const USUAL_SEARCH = 8;

export interface CompareOptions {
  /** Plans to run, by name; all of them when left out. The baseline always runs. */
  readonly plans?: readonly string[] | undefined;
  readonly baseline?: string | undefined;
  readonly replications?: number | undefined;
  /** Replicate until the first metric of the objective is known to this share under every plan, at most 100 times. */
  readonly precision?: number | undefined;
  readonly seed?: string | undefined;
  /** Worker threads, each with one plan at a time; 0, the default, stays in this one. */
  readonly jobs?: number | undefined;
  /** URLs of modules with mitigations of one's own, see plugins.ts. */
  readonly plugins?: readonly string[] | undefined;
  /** Other loads to run the plans at as well. */
  readonly load?: LoadRequest | undefined;
  /** Run the baseline once more with its load spread evenly over all partitions, where there are several. */
  readonly oracle?: boolean | undefined;
  /** Once aborted, what is finished is compared. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Compares the plans of a scenario.
 *
 * @throws RangeError for a plan that the scenario does not have; UnsettledError where a warm-up is to be found and there is none; PluginError for a
 * module that has no mitigation; the signal's reason where it is aborted before the baseline has
 * run once.
 */
export async function compare(given: Scenario, options: CompareOptions = {}): Promise<Comparison> {
  const baseline = options.baseline ?? given.baseline;
  const asked = chosen(given, [baseline, ...(options.plans ?? [])], options.plans === undefined);
  const seed = options.seed ?? given.seed;
  const { plugins = [], jobs = 0, precision, signal } = options;
  const mitigations = await mitigationsWith(plugins);
  const scenario = await warmedUp(given, asked, { seed, plugins, mitigations, jobs, signal });
  const objective = scenario.objective ?? DEFAULT_OBJECTIVE;
  const fewest = options.replications ?? scenario.replications;
  const balanced = options.oracle && scenario.model.store.partitions > 1 ? baseline : undefined;
  const perLoad = asked.length * fewest;
  const runsOfOracle = balanced === undefined ? 0 : fewest;
  const onProgress = counted(perLoad * (1 + loadsOf(options.load)) + runsOfOracle, options.onProgress);
  const runs = await replicate(
    scenario,
    { plans: asked, balanced, plugins, mitigations, seed, replications: fewest, jobs, signal, onProgress },
    precision === undefined ? null : { share: precision, metric: objective[0]!, baseline },
  );
  const { names, byPlan, spread, replications } = finished(asked, baseline, runs, signal);
  const load = options.load
    ? await studyLoad(options.load, {
        scenario,
        seed,
        plugins,
        mitigations,
        replications,
        jobs,
        signal,
        own: byPlan,
        onProgress,
      })
    : null;
  const interrupted = interruptionOf({
    plans: [
      ...asked.filter((name) => !byPlan.has(name)),
      ...(balanced !== undefined && spread === null ? [ORACLE] : []),
    ],
    replications: precision === undefined ? fewest : null,
    done: replications,
    lacksLoads: options.load !== undefined,
    signal,
  });
  const base = byPlan.get(baseline)!;
  const plans = names.map((name) =>
    planResult(name, linesOf(scenario, name), byPlan.get(name)!, name === baseline ? null : base),
  );
  const expectations = judged(scenario, byPlan);
  const failed = failures(expectations);
  const ranking = rank(plans, objective, failed);
  const [first] = base;
  return {
    schemaVersion: 1,
    tool: first!.tool,
    scenario: { name: given.name, hash: scenarioHash(given) },
    question: scenario.question,
    baseline,
    seed,
    replications,
    precision:
      precision === undefined
        ? null
        : { asked: precision, reached: reached(objective[0]!, [...byPlan.values()], base) },
    durationMs: scenario.model.durationMs,
    warmupMs: scenario.warmupMs,
    warmupFound: given.findsWarmup,
    deadlineMs: scenario.model.clients.deadlineMs,
    windows: scenario.windows,
    faults: scenario.model.faults.map((fault) => ({
      name: faultName(fault),
      fromMs: fault.atMs,
      toMs: Math.min(fault.atMs + ('forMs' in fault ? fault.forMs : 0), scenario.model.durationMs),
    })),
    workloads: scenario.model.workload.map((workload) => workload.name),
    sliceMs: first!.sliceMs,
    objective,
    plans,
    oracle: spread === null ? null : oracleOf(spread, base, scenario.warmupMs),
    sweeps: sweepsOf(
      scenario.plans.filter(({ name }) => names.includes(name)),
      mitigations,
    ),
    load,
    interrupted,
    ranking,
    expectations,
    verdict: verdictSentence({ plans, ranking, baseline, objective, failed, interrupted }),
  };
}

function faultName(fault: FaultConfig): string {
  if (fault.kind === 'flush') return 'flush of caches';
  if (fault.kind === 'registry-crash') return 'crash of the registry';
  if (fault.kind === 'service-crash') {
    return fault.instance === null ? 'crash of the service' : `crash of instance ${fault.instance} of the service`;
  }
  if (fault.kind === 'app-crash') {
    return fault.process === null ? 'crash of all app servers' : `crash of app server ${fault.process}`;
  }
  if (fault.kind === 'crash' && fault.node !== null) return `crash of node ${fault.node}`;
  const place = fault.key ?? `partition ${fault.partition}`;
  return fault.kind === 'crash' ? `crash of the leader of ${place}` : `pause of ${place}`;
}

/** How many times more the plans are run for other loads; of a search, about. */
function loadsOf(load: LoadRequest | undefined): number {
  if (load === undefined) return 0;
  return load.at === 'search' ? USUAL_SEARCH : load.at.filter((factor) => factor !== 1).length;
}

/** Counts the runs of all that a comparison does. */
function counted(expected: number, tell: CompareOptions['onProgress']): RunReport {
  let done = 0;
  return ({ plan, requests }) => {
    done++;
    tell?.({ done, total: Math.max(expected, done), plan, requests });
  };
}

/** The scenario's plans in its own order, without repeats. */
function chosen(scenario: Scenario, wanted: readonly string[], all: boolean): string[] {
  const known = scenario.plans.map((plan) => plan.name);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`no plan is called ${JSON.stringify(unknown)}; the scenario has ${known.join(', ')}`);
  }
  return known.filter((name) => all || wanted.includes(name));
}

/** A plan's mitigations, as written. */
function linesOf({ plans }: Scenario, plan: string): string[] {
  return plans.find(({ name }) => name === plan)!.levers.map(({ text }) => text);
}

/** Every expectation whose plans were run. */
function judged(scenario: Scenario, byPlan: ReadonlyMap<string, readonly RunResult[]>): ExpectationResult[] {
  return scenario.expectations
    .filter(({ plan, low, high }) => [plan, low?.of, high?.of].every((name) => name == null || byPlan.has(name)))
    .map((expectation) => judge(expectation, (plan) => byPlan.get(plan)!.map((run) => run.metrics)));
}

function failures(expectations: readonly ExpectationResult[]): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const { plan, verdict } of expectations) {
    if (verdict === 'failed') failed.set(plan, (failed.get(plan) ?? 0) + 1);
  }
  return failed;
}
