/**
 * All plans on the same requests: what is run, how often, and on how many threads.
 */
import type { Scenario } from '../scenario/scenario.ts';
import { comparisonOf, type Measured } from './comparison.ts';
import { finished, interruptionOf } from './interruption.ts';
import { type LoadRequest, studyLoad } from './load.ts';
import { ORACLE } from './oracle.ts';
import { mitigationsWith } from './plugins.ts';
import { replicate } from './precision.ts';
import { DEFAULT_OBJECTIVE } from './rank.ts';
import type { Comparison } from './result.ts';
import type { Progress, RunReport } from './run-plans.ts';
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
  return comparisonOf(given, await measured(given, options));
}

async function measured(given: Scenario, options: CompareOptions): Promise<Measured> {
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
  const how = { seed, plugins, mitigations, jobs, signal, onProgress };
  const runs = await replicate(
    scenario,
    { ...how, plans: asked, balanced, replications: fewest },
    precision === undefined ? null : { share: precision, metric: objective[0]!, baseline },
  );
  const { names, byPlan, spread, replications } = finished(asked, baseline, runs, signal);
  const load = options.load ? await studyLoad(options.load, { ...how, scenario, replications, own: byPlan }) : null;
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
  return {
    scenario,
    mitigations,
    baseline,
    seed,
    objective,
    precision: precision ?? null,
    replications,
    names,
    byPlan,
    spread,
    load,
    interrupted,
  };
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
