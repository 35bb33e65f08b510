/**
 * A scenario, parsed: frozen, fully defaulted, in base units; the stage between the YAML text and the build.
 */
import type { ModelConfig } from '../model/config.ts';

export interface PlanLever {
  readonly kind: string;
  /** Options by name, parsed into base units, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** As the scenario writes it, for tables: `cache(ttl 5s)`. */
  readonly text: string;
}

export interface Plan {
  readonly name: string;
  readonly levers: readonly PlanLever[];
}

export interface TimeWindow {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** `metric op bound`, where the bound is a number in base units or a multiple of another plan's value of the metric. */
export interface Expectation {
  readonly plan: string;
  readonly that: string;
  readonly metric: string;
  /** Inclusive unless `strict`; null: open on that side. `==` gives low = high. */
  readonly low: Bound | null;
  readonly high: Bound | null;
  readonly during: string | null;
  readonly why: string | null;
}

export interface Bound {
  /** Factor of the other plan's value, or the value itself. */
  readonly value: number;
  /** Plan whose value is multiplied; null: absolute. */
  readonly of: string | null;
  readonly strict: boolean;
}

export interface Scenario {
  readonly name: string;
  readonly question: string | null;
  readonly source: string | null;
  readonly warmupMs: number;
  /** Whether the warm-up is to be found by a pilot run; `warmupMs` is 0 then. */
  readonly findsWarmup: boolean;
  readonly windows: readonly TimeWindow[];
  readonly seed: string;
  readonly replications: number;
  readonly baseline: string;
  /** Metrics by which plans are ranked, less is better, the first that tells two apart decides; null: the default. */
  readonly objective: readonly string[] | null;
  /** Bytes a run may need at the most. */
  readonly memoryLimitBytes: number;
  readonly model: ModelConfig;
  readonly plans: readonly Plan[];
  readonly expectations: readonly Expectation[];
}
