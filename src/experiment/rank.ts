/**
 * Plans from best to worst, and the answer in one sentence.
 *
 * By expectations that failed, then by the scenario's objective, a list of metrics of which less is better. Values that
 * agree to two digits count as equal, so that noise does not decide before the next metric has been asked.
 */
import type { Interruption, PlanResult } from './result.ts';

/** What counts where a scenario does not say: failures and losses, then the tail, then the bill. */
export const DEFAULT_OBJECTIVE: readonly string[] = [
  'requests.failedShare',
  'ledger.lost',
  'outcomeMs.p99',
  'bill.usd',
];

/** @param failed how many expectations failed, by plan. */
export function rank(
  plans: readonly PlanResult[],
  objective: readonly string[],
  failed: ReadonlyMap<string, number>,
): string[] {
  const keys = plans.map((plan) => ({
    name: plan.plan,
    values: [failed.get(plan.plan) ?? 0, ...objective.map((metric) => coarse(plan.metrics[metric]?.mean))],
  }));
  keys.sort((a, b) => {
    const k = a.values.findIndex((value, index) => value !== b.values[index]);
    return k < 0 ? 0 : a.values[k]! - b.values[k]!;
  });
  return keys.map((key) => key.name);
}

/** What a verdict is made of. */
export interface Ranked {
  readonly plans: readonly PlanResult[];
  readonly ranking: readonly string[];
  readonly baseline: string;
  readonly objective: readonly string[];
  /** How many expectations failed, by plan. */
  readonly failed: ReadonlyMap<string, number>;
  readonly interrupted: Interruption | null;
}

/** The best plan beside the baseline, and what is missing where the comparison was interrupted. */
export function verdictSentence(ranked: Ranked): string {
  return ranked.interrupted === null ? answer(ranked) : `${shortfall(ranked, ranked.interrupted)} ${answer(ranked)}`;
}

function shortfall({ plans }: Ranked, { plans: missing, replications, lacksLoads }: Interruption): string {
  const asked = plans.length + missing.length;
  const done = plans[0]!.runs.length;
  const wanted = replications === null ? 'so far' : `of ${replications}`;
  const loads = lacksLoads ? '; not every load was run' : '';
  return `Interrupted, so partial: ${plans.length} of ${asked} plans, replications: ${done} ${wanted}${loads}.`;
}

/** By the first metric of the objective in which the best plan and the baseline are distinguishable. */
function answer({ plans, ranking, baseline, objective, failed }: Ranked): string {
  const best = plans.find((plan) => plan.plan === ranking[0])!;
  const base = plans.find((plan) => plan.plan === baseline)!;
  if (plans.length === 1) {
    return `Only ${baseline} was run: ${objective.map((name) => `${nameOf(name)} ${inWords(base, name)}`).join(', ')}.`;
  }
  if (best === base && plans.some(({ plan }) => (failed.get(plan) ?? 0) > (failed.get(baseline) ?? 0)))
    return `${baseline} ranks first, as fewer of its expectations failed.`;
  if (best === base)
    return `No plan does better than ${baseline} by the objective (${objective.map(nameOf).join(', then ')}).`;
  const fewer = (failed.get(best.plan) ?? 0) < (failed.get(baseline) ?? 0);
  const lead = fewer ? `${best.plan} ranks first, as fewer of its expectations failed` : `${best.plan} comes out best`;
  const metric = objective.find((name) => differs(best, base, name));
  if (metric === undefined) return `${lead}, but by the objective it is not distinguishable from ${baseline}.`;
  const doubt = best.runs.length === 1 ? ' One replication gives no interval.' : '';
  return `${lead}: ${nameOf(metric)} ${inWords(best, metric)}, against ${inWords(base, metric)} with ${baseline}${price(best)}.${doubt}`;
}

/** Whether two plans are distinguishable in a metric; a single replication can only show the difference itself. */
function differs(plan: PlanResult, base: PlanResult, metric: string): boolean {
  const own = plan.metrics[metric];
  const other = base.metrics[metric];
  if (own?.mean == null || other?.mean == null) return own?.mean !== other?.mean;
  return own.n === 1 ? own.mean !== other.mean : (plan.paired[metric]?.distinguishable ?? false);
}

const WORDS: Readonly<Record<string, string>> = {
  'requests.failedShare': 'failed share',
  'outcomeMs.p50': 'median outcome',
  'outcomeMs.p99': '99th percentile of outcomes',
  'latencyMs.p99': '99th percentile of latency',
  'attempts.throttledShare': 'throttled share',
  'recall.missingShare': 'share of messages missing',
  'ledger.lost': 'lost writes',
  'ledger.stale': 'stale reads',
  'bill.usd': 'list price in dollars',
};

/** `headset.requests.failedShare` as `failed share of headset`; the name itself where there are no words for it. */
function nameOf(metric: string): string {
  const known = WORDS[metric];
  if (known !== undefined) return known;
  const dot = metric.indexOf('.');
  const words = WORDS[metric.slice(dot + 1)];
  return words === undefined ? metric : `${words} of ${metric.slice(0, dot)}`;
}

function price({ metrics }: PlanResult): string {
  const parts = (
    [
      ['ledger.lost', 'acknowledged write lost', 'acknowledged writes lost'],
      ['ledger.duplicated', 'write applied twice', 'writes applied twice'],
      ['ledger.stale', 'stale read', 'stale reads'],
      ['ledger.missing', 'item missing from reads', 'items missing from reads'],
    ] as const
  ).flatMap(([name, one, many]) => {
    const value = Math.round(metrics[name]?.mean ?? 0);
    return value > 0 ? [`${value.toLocaleString('en-US')} ${value === 1 ? one : many}`] : [];
  });
  return parts.length === 0 ? ', with nothing lost, stale or duplicated' : `, at the price of ${parts.join(', ')}`;
}

function inWords(plan: PlanResult, metric: string): string {
  const value = plan.metrics[metric]?.mean;
  if (value == null) return isEndless(plan, metric) ? 'endless (more requests fail than it allows)' : 'not measured';
  if (/share$/i.test(metric)) return `${Number((100 * value).toPrecision(3))} %`;
  if (/Ms\b/.test(metric))
    return value >= 1000 ? `${Number((value / 1000).toPrecision(3))} s` : `${Number(value.toPrecision(3))} ms`;
  return String(Number(value.toPrecision(3)));
}

/** Whether a percentile of outcomes falls on a failure, rather than on too few samples. */
function isEndless({ metrics }: PlanResult, metric: string): boolean {
  const quantile = /^(.*)outcomeMs\.p(\d+)$/.exec(metric);
  if (quantile === null) return false;
  const failed = metrics[`${quantile[1]}requests.failedShare`]?.mean ?? 0;
  return failed > 1 - Number(`0.${quantile[2]}`);
}

function coarse(value: number | null | undefined): number {
  return value == null ? Number.POSITIVE_INFINITY : Number(value.toPrecision(2));
}
