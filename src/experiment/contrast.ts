/**
 * Two comparisons, one made before and one after something changed: every plan that both have, metric by metric.
 *
 * Where both met the same requests (the same seed, version, workloads and service times) replications are paired; otherwise the
 * interval of a difference is Welch's, for two samples of their own spread.
 */
import { estimate, excludesZero, paired } from './estimate.ts';
import type { Comparison, Estimate } from './result.ts';
import { tQuantile975 } from './t-quantile.ts';

/** A saved comparison, and its scenario with every default filled in, as plain data. */
export interface Saved {
  readonly comparison: Comparison;
  readonly resolved: unknown;
}

export interface MetricContrast {
  readonly before: Estimate;
  readonly after: Estimate;
  readonly difference: Estimate;
  /** Whether the interval of the difference excludes 0. */
  readonly distinguishable: boolean;
}

export interface Contrast {
  readonly schemaVersion: 1;
  readonly scenario: string;
  /** Whether replications were paired, and if not, why. */
  readonly isPaired: boolean;
  /** What else differs between the two, in words. */
  readonly notes: readonly string[];
  readonly plans: readonly {
    readonly plan: string;
    readonly metrics: Readonly<Record<string, MetricContrast>>;
  }[];
  /** Plans that only one of them has. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/**
 * Holds two comparisons against each other.
 *
 * @throws RangeError where they have no plan, or no workload, in common.
 */
export function contrast(before: Saved, after: Saved): Contrast {
  const [a, b] = [before.comparison, after.comparison];
  const names = (of: Comparison) => of.plans.map(({ plan }) => plan);
  const shared = names(a).filter((plan) => names(b).includes(plan));
  if (shared.length === 0) {
    throw new RangeError(`they have no plan in common: ${names(a).join(', ')} there, ${names(b).join(', ')} here`);
  }
  if (!a.workloads.some((name) => b.workloads.includes(name))) {
    throw new RangeError(
      `they have no workload in common: ${a.workloads.join(', ')} there, ${b.workloads.join(', ')} here`,
    );
  }
  const obstacle = obstacleToPairing(before, after);
  const plans = shared.map((plan) => ({
    plan,
    metrics: metricsOf(runsOf(a, plan), runsOf(b, plan), obstacle === null),
  }));
  return {
    schemaVersion: 1,
    scenario: b.scenario.name,
    isPaired: obstacle === null,
    notes: [...(obstacle === null ? [] : [`not paired: ${obstacle}`]), ...notesOf(a, b)],
    plans,
    gone: names(a).filter((plan) => !shared.includes(plan)),
    added: names(b).filter((plan) => !shared.includes(plan)),
  };
}

type Runs = Comparison['plans'][number]['runs'];

function runsOf(comparison: Comparison, name: string): Runs {
  return comparison.plans.find(({ plan }) => plan === name)!.runs;
}

function metricsOf(before: Runs, after: Runs, isPaired: boolean): Record<string, MetricContrast> {
  const names = Object.keys(before[0]!).filter((name) => Object.hasOwn(after[0]!, name));
  const values = (runs: Runs, name: string) => runs.map((run) => run[name] ?? null);
  return Object.fromEntries(
    names.map((name) => {
      const [from, to] = [values(before, name), values(after, name)];
      const difference = isPaired ? paired(to, from).difference : welch(estimate(from), estimate(to), from, to);
      const distinguishable = difference.n > 1 && excludesZero(difference, estimate(from));
      return [name, { before: estimate(from), after: estimate(to), difference, distinguishable }];
    }),
  );
}

type Values = readonly (number | null)[];

/** Difference of two means of samples that have nothing to do with each other, with Welch's degrees of freedom. */
function welch(before: Estimate, after: Estimate, from: Values, to: Values): Estimate {
  const n = Math.min(before.n, after.n);
  if (before.mean === null || after.mean === null) return { mean: null, low: null, high: null, n };
  const mean = after.mean - before.mean;
  if (n < 2) return { mean, low: mean, high: mean, n };
  const [a, b] = [squaredError(from, before.mean), squaredError(to, after.mean)];
  if (a + b === 0) return { mean, low: mean, high: mean, n };
  const degrees = (a + b) ** 2 / (a ** 2 / (before.n - 1) + b ** 2 / (after.n - 1));
  const half = tQuantile975(Math.max(1, Math.floor(degrees))) * Math.sqrt(a + b);
  return { mean, low: mean - half, high: mean + half, n };
}

/** Squared standard error of a mean. */
function squaredError(values: Values, mean: number): number {
  const n = values.length;
  return values.reduce<number>((total, value) => total + (value! - mean) ** 2, 0) / (n - 1) / n;
}

interface Requests {
  readonly model?: {
    readonly workload?: unknown;
    readonly store?: { readonly partition?: { readonly service?: unknown } };
  };
}

/** Why replication k of one did not meet the requests of replication k of the other; null: it did. */
function obstacleToPairing(before: Saved, after: Saved): string | null {
  const [a, b] = [before.comparison, after.comparison];
  if (a.seed !== b.seed) return `seeds ${JSON.stringify(a.seed)} and ${JSON.stringify(b.seed)}`;
  if (a.tool.version !== b.tool.version) return `versions ${a.tool.version} and ${b.tool.version}`;
  if (a.replications !== b.replications) return `${a.replications} and ${b.replications} replications`;
  if (a.durationMs !== b.durationMs) return 'runs of different length';
  const requests = ({ resolved }: Saved) => {
    const { model } = resolved as Requests;
    return JSON.stringify([model?.workload, model?.store?.partition?.service]);
  };
  return requests(before) === requests(after) ? null : 'different workloads or service times';
}

function notesOf(a: Comparison, b: Comparison): string[] {
  const differs = (words: string, from: string | number, to: string | number): string[] =>
    from === to ? [] : [`${words}: ${from}, then ${to}`];
  return [
    ...differs('scenario', a.scenario.name, b.scenario.name),
    ...(a.scenario.hash === b.scenario.hash ? ['the scenario is the same'] : []),
    ...differs('warm-up, ms', a.warmupMs, b.warmupMs),
    ...differs('baseline', a.baseline, b.baseline),
    ...(a.interrupted === null ? [] : ['the one before was interrupted, and is partial']),
    ...(b.interrupted === null ? [] : ['the one after was interrupted, and is partial']),
  ];
}
