/**
 * The two results that everything downstream reads: of one run, and of a comparison of plans.
 *
 * Both are plain data that survive a JSON round trip unchanged: no class, no Map, no NaN or Infinity (null instead),
 * no wall-clock time. Arrays are in a defined order.
 */
import type { RunEvent } from '../metrics/events.ts';
import type { SparseHistogram } from '../sketch/histogram.ts';

export interface ToolId {
  readonly name: 'hotshard';
  readonly version: string;
}

export interface ScenarioId {
  readonly name: string;
  /** First 8 hex digits of the hash of the resolved scenario. */
  readonly hash: string;
}

/** Something that a reader must know before believing a number. */
export interface Warning {
  /** Stable word: `vacuous`, `unstable`, `unfinished`, `too-short`, `autocorrelated`, `few-samples`. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Values over the slices of a run; `null` where a slice has nothing to say. */
export interface Series {
  /** Dotted name: `latencyMs.p50`, `headset.latencyMs.p99`, `attempts.throttled`, `headset.requests.offered`, … */
  readonly name: string;
  readonly unit: string;
  readonly values: readonly (number | null)[];
}

/** Offered load over capacity, per partition and slice; 1 is the ceiling. */
export interface HeatMap {
  /** Partitions, hottest first, at most 40. */
  readonly partitions: readonly number[];
  /** One row per partition above: a value per slice. */
  readonly rows: readonly (readonly number[])[];
  /** Keys named outright in the scenario that live on the partition above, by index. */
  readonly keys: readonly (readonly string[])[];
}

/** Theory beside measurement, where the scenario meets the preconditions of a closed form. */
export interface TheoryRow {
  readonly metric: string;
  readonly formula: string;
  readonly source: string;
  readonly expected: number;
  readonly measured: number;
}

/** One scenario under one plan with one seed. */
export interface RunResult {
  readonly schemaVersion: 1;
  readonly tool: ToolId;
  readonly scenario: ScenarioId;
  readonly plan: string;
  readonly seed: string;
  readonly replication: number;
  readonly warnings: readonly Warning[];
  /** Every metric by its dotted name; windows under `window:name`, as `heat:latencyMs.p99`. null: not measurable. */
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly sliceMs: number;
  readonly series: readonly Series[];
  readonly heat: HeatMap;
  /** Latency of served requests in [warm-up, duration), by workload name, and `all`. */
  readonly histograms: Readonly<Record<string, SparseHistogram>>;
  readonly theory: readonly TheoryRow[];
  /** Up to the end of the load, in order; of frequent kinds the first ones. */
  readonly events: readonly RunEvent[];
}

/** Mean over replications with its 95 % Student-t interval; low = high = mean when n is 1. Infinity is written null. */
export interface Estimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** A plan's metric beside the baseline's, replication by replication. */
export interface PairedEstimate {
  readonly difference: Estimate;
  /** Ratio of the means with its 95 % interval, to first order; null where the baseline's is 0 or either is unknown. */
  readonly ratio: Estimate;
  /** Whether the interval of the difference excludes 0. */
  readonly distinguishable: boolean;
  /**
   * How many times wider the interval of the difference would be if the plans had not met the same requests, as far as these
   * replications tell: √(s₁² + s₂²) / s of the difference; null where the difference has no spread.
   */
  readonly narrowing: number | null;
}

export type Verdict = 'held' | 'failed' | 'undecided';

export interface ExpectationResult {
  readonly plan: string;
  /** As written in the scenario. */
  readonly that: string;
  readonly during: string | null;
  readonly why: string | null;
  readonly verdict: Verdict;
  /** The measured value with its interval. */
  readonly value: Estimate;
  /** What it was held against, in words: `≤ 30 s`. */
  readonly bound: string;
  /** For an undecided one: how many replications would decide, if that can be told. */
  readonly replicationsNeeded: number | null;
}

export interface PlanResult {
  readonly plan: string;
  /** The plan's mitigations as written, one line each. */
  readonly mitigations: readonly string[];
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Against the baseline; empty for the baseline itself. */
  readonly paired: Readonly<Record<string, PairedEstimate>>;
  readonly warnings: readonly Warning[];
  readonly series: readonly Series[];
  readonly heat: HeatMap;
  /** Latencies of all replications together. */
  readonly histograms: Readonly<Record<string, SparseHistogram>>;
  readonly theory: readonly TheoryRow[];
  /** Of the first replication. */
  readonly events: readonly RunEvent[];
  /** Every replication's metrics, for runs.csv. */
  readonly runs: readonly Readonly<Record<string, number | null>>[];
}

/** Plans that differ in the value of one option alone, by that value. */
export interface Sweep {
  readonly kind: string;
  readonly option: string;
  /** Values in base units, and as people write them. */
  readonly points: readonly { readonly plan: string; readonly value: number; readonly text: string }[];
}

/** A plan at one load. */
export interface LoadPoint {
  /** Factor of the scenario's own arrival rates. */
  readonly factor: number;
  readonly offeredPerSecond: Estimate;
  /** Goodput, failed share, tail of outcomes, and what the goal is about. */
  readonly metrics: Readonly<Record<string, Estimate>>;
  /** Whether the goal holds, judged on the interval. */
  readonly verdict: Verdict;
}

export interface PlanLoads {
  readonly plan: string;
  /** By ascending load; the scenario's own is among them. */
  readonly points: readonly LoadPoint[];
  /** Highest load below the first at which the goal does not hold; null: it holds nowhere that was looked. */
  readonly carries: number | null;
  /** That first one; null: it holds everywhere that was looked. */
  readonly breaksAt: number | null;
  /** Whether more replications might show that it holds there too. */
  readonly isUndecided: boolean;
}

/** The plans at several loads. */
export interface LoadStudy {
  /** What they are asked to hold, as written. */
  readonly goal: string;
  readonly metric: string;
  readonly plans: readonly PlanLoads[];
}

/** The baseline's plan with its load spread evenly over all partitions, whatever the keys: what is left to gain by moving them. */
export interface Oracle {
  /** The runs on the same requests, under a name of their own. */
  readonly result: PlanResult;
  /** Offered load over the capacity of all partitions together, retries included: over the run after warm-up, and in its busiest second. */
  readonly heat: number;
  readonly peakHeat: number;
}

/** What was asked for of a comparison that was interrupted. */
export interface Interruption {
  /** Plans that were asked for and are left out, perfect balance among them. */
  readonly plans: readonly string[];
  /** Replications asked for; null: as many as a precision takes. */
  readonly replications: number | null;
  /** Whether loads that were asked for are left out. */
  readonly lacksLoads: boolean;
}

export interface Comparison {
  readonly schemaVersion: 1;
  readonly tool: ToolId;
  readonly scenario: ScenarioId;
  readonly question: string | null;
  readonly baseline: string;
  readonly seed: string;
  readonly replications: number;
  /** What was asked for, half of the interval over the mean, and how near the least certain plan came; null: nothing was asked. */
  readonly precision: { readonly asked: number; readonly reached: number | null } | null;
  readonly durationMs: number;
  readonly warmupMs: number;
  /** Whether the warm-up was found by a pilot run of every plan (MSER-5) rather than given. */
  readonly warmupFound: boolean;
  /** Patience of the clients for a whole request; null: endless. */
  readonly deadlineMs: number | null;
  /** Named windows of the scenario, [from, to) in ms. */
  readonly windows: readonly { readonly name: string; readonly fromMs: number; readonly toMs: number }[];
  /** Faults of the scenario, [from, to) in ms. */
  readonly faults: readonly { readonly name: string; readonly fromMs: number; readonly toMs: number }[];
  readonly workloads: readonly string[];
  readonly sliceMs: number;
  /** Metrics by which the plans were ranked, less is better. */
  readonly objective: readonly string[];
  readonly plans: readonly PlanResult[];
  /** null: it was not asked for, or not reached. */
  readonly oracle: Oracle | null;
  readonly sweeps: readonly Sweep[];
  /** null: only the scenario's own load was run. */
  readonly load: LoadStudy | null;
  /** null: everything asked for is there. */
  readonly interrupted: Interruption | null;
  /** Plans from best to worst, by the scenario's objective. */
  readonly ranking: readonly string[];
  readonly expectations: readonly ExpectationResult[];
  /** The answer in one sentence. */
  readonly verdict: string;
}
