/**
 * The scenario again at other loads: every plan's goodput, failures and tail against the traffic, and where it stops holding.
 *
 * All arrival rates are multiplied by one factor, so windows, steps and popularity stay as they are; requests at given
 * moments stay too. Between loads requests have nothing in common but their chance; at one load all plans get the same.
 */
import type { ArrivalConfig } from '../model/config.ts';
import type { Expectation, Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { estimate } from './estimate.ts';
import { judge } from './expectations.ts';
import type { LoadPoint, LoadStudy, PlanLoads, RunResult } from './result.ts';
import { type RunReport, runPlans } from './run-plans.ts';

/** What every plan is asked to hold, as an expectation without its plan. */
export type Goal = Pick<Expectation, 'that' | 'metric' | 'low' | 'high'>;

export interface LoadRequest {
  /** Factors of the scenario's load; `search`: wherever it takes to find where each plan stops holding. */
  readonly at: readonly number[] | 'search';
  readonly goal: Goal;
}

export interface LoadParts {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly plugins: readonly string[];
  readonly mitigations: Registry;
  readonly replications: number;
  readonly jobs: number;
  /** The runs at the scenario's own load, by plan. */
  readonly own: ReadonlyMap<string, readonly RunResult[]>;
  /** Aborted: the loads finished by then are the study. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: RunReport;
}

const KEPT = ['requests.failedShare', 'goodput.perSecond', 'outcomeMs.p99'] as const;
/** A search ends where the load that holds and the one that does not are so near, and gives up beyond the last. */
const NEAR = 1.05;
const FARTHEST = 64;

/** The scenario with all arrival rates multiplied. */
export function underLoad(scenario: Scenario, factor: number): Scenario {
  const { model } = scenario;
  const workload = model.workload.map((one) => ({ ...one, arrivals: one.arrivals && scaled(one.arrivals, factor) }));
  return { ...scenario, model: { ...model, workload } };
}

function scaled(arrivals: ArrivalConfig, factor: number): ArrivalConfig {
  const steps = arrivals.steps.map((step) => ({ ...step, ratePerSecond: step.ratePerSecond * factor }));
  return { ...arrivals, steps };
}

/** Runs the plans at other loads. */
export async function studyLoad({ at, goal }: LoadRequest, parts: LoadParts): Promise<LoadStudy> {
  const names = [...parts.own.keys()];
  const points = new Map(names.map((name) => [name, [pointOf(name, 1, parts.own.get(name)!, goal, parts.scenario)]]));
  if (at === 'search') {
    await limited(names, Math.max(1, parts.jobs), (name) => search(name, points.get(name)!, goal, parts)).catch(
      (error: unknown) => {
        if (!parts.signal?.aborted) throw error;
      },
    );
  } else {
    for (const factor of at.filter((one) => one !== 1)) {
      const scenario = underLoad(parts.scenario, factor);
      const runs = await runPlans(scenario, { ...parts, plans: names });
      if (parts.signal?.aborted) break;
      for (const [k, name] of names.entries()) points.get(name)!.push(pointOf(name, factor, runs[k]!, goal, scenario));
    }
  }
  const plans = names.map((plan) => planLoads(plan, points.get(plan)!));
  return { goal: goal.that, metric: goal.metric, plans };
}

/** Doubles or halves the load until the goal is lost or held, then closes in. */
async function search(plan: string, points: LoadPoint[], goal: Goal, parts: LoadParts): Promise<void> {
  const look = async (factor: number): Promise<boolean> => {
    const scenario = underLoad(parts.scenario, factor);
    const [runs] = await runPlans(scenario, { ...parts, plans: [plan], jobs: Math.min(1, parts.jobs) });
    if (parts.signal?.aborted) throw parts.signal.reason;
    const point = pointOf(plan, factor, runs!, goal, scenario);
    points.push(point);
    return point.verdict === 'held';
  };
  const holdsHere = points[0]!.verdict === 'held';
  const step = holdsHere ? 2 : 0.5;
  let near = 1;
  let far = step;
  while ((await look(far)) === holdsHere) {
    if (far >= FARTHEST || far <= 1 / FARTHEST) return;
    near = far;
    far *= step;
  }
  let [low, high] = holdsHere ? [near, far] : [far, near];
  while (high / low > NEAR) {
    const middle = Number(Math.sqrt(low * high).toPrecision(3));
    if (await look(middle)) low = middle;
    else high = middle;
  }
}

function pointOf(
  plan: string,
  factor: number,
  runs: readonly RunResult[],
  goal: Goal,
  { model, warmupMs }: Scenario,
): LoadPoint {
  const values = (metric: string) => runs.map((run) => run.metrics[metric] ?? null);
  const seconds = (model.durationMs - warmupMs) / 1000;
  const offered = values('requests.offered').map((count) => (count === null ? null : count / seconds));
  const { verdict } = judge({ ...goal, plan, during: null, why: null }, () => runs.map((run) => run.metrics));
  return {
    factor,
    offeredPerSecond: estimate(offered),
    metrics: Object.fromEntries(
      [...new Set([...KEPT, goal.metric])].map((metric) => [metric, estimate(values(metric))]),
    ),
    verdict,
  };
}

/** A plan's points in order of load; it carries the highest load below the first at which it does not hold. */
function planLoads(plan: string, found: readonly LoadPoint[]): PlanLoads {
  const points = [...found].sort((a, b) => a.factor - b.factor);
  const broken = points.findIndex(({ verdict }) => verdict !== 'held');
  const carried = broken < 0 ? points.length - 1 : broken - 1;
  return {
    plan,
    points,
    carries: points[carried]?.factor ?? null,
    breaksAt: points[broken]?.factor ?? null,
    isUndecided: points[broken]?.verdict === 'undecided',
  };
}

/** At most `most` at a time, in order. */
async function limited<T>(items: readonly T[], most: number, act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
