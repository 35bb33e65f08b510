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

const aws2026 = {
  throttledBaseMs: 1000,
  capMs: 20_000,
  jitter: 'full',
  quota: { tokens: 500, retryCost: 14, timeoutCost: 14, throttledCost: 5, refund: 1 },
} as const;

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
  /** Opted into with AWS_NEW_RETRIES_2026: soon after what passes by itself, late after a throttle, and fewer of them. */
  'aws-2026': { policy: { ...aws2026, attempts: 3, baseMs: 50 }, facts: ['F.R1', 'F.R2', 'F.R3'] },
  'aws-2026-dynamodb': { policy: { ...aws2026, attempts: 4, baseMs: 25 }, facts: ['F.R2', 'F.R3'] },
  /** The policy of the proposal's example; its throttle of retries is the preset `grpc` of `retry-budget`. */
  grpc: { policy: { attempts: 4, baseMs: 100, capMs: 1000, jitter: 'fifth', quota: null }, facts: ['F.R7'] },
  /** A producer tries until its delivery time is over: as often as can be here, so give clients a deadline. */
  kafka: { policy: { attempts: 200, baseMs: 100, capMs: 1000, jitter: 'fifth', quota: null }, facts: ['F.R11'] },
} as const satisfies Readonly<Record<string, RetryPreset>>;

/** Name of a retry policy. */
export type RetryPresetName = keyof typeof retryPresets;
