/**
 * Retry policies by name, as published SDKs ship them; a scenario and the `retry` mitigation read the same table.
 *
 * `naive` is the standard AWS policy without its token quota: what most hand-written retry loops amount to, and the
 * baseline of every retry story, because the quota alone already stops a retry storm.
 */
import type { RetryConfig } from '../config.ts';

/** A retry policy and the fact rows its numbers come from. */
export interface RetryPreset {
  readonly policy: RetryConfig;
  readonly facts: readonly string[];
}

/** Three attempts, the n-th retry after U(0, 1) · min(2^(n−1), 20) s. */
const standard = { attempts: 3, baseMs: 1000, capMs: 20_000, jitter: 'full' } as const;

export const retryPresets = {
  /** One attempt. */
  none: { policy: { attempts: 1, baseMs: 0, capMs: null, jitter: 'none', quota: null }, facts: [] },
  naive: { policy: { ...standard, quota: null }, facts: ['F.R1'] },
  'aws-standard': {
    policy: { ...standard, quota: { tokens: 500, retryCost: 5, timeoutCost: 10, refund: 1 } },
    facts: ['F.R1', 'F.R2'],
  },
  /** Ten attempts in all, 50 ms · 2^(n−1) between them: 50, 100, …, 12,800 ms. */
  'aws-legacy-dynamodb': {
    policy: { attempts: 10, baseMs: 50, capMs: null, jitter: 'none', quota: null },
    facts: ['F.R4'],
  },
} as const satisfies Readonly<Record<string, RetryPreset>>;

/** Name of a retry policy. */
export type RetryPresetName = keyof typeof retryPresets;
