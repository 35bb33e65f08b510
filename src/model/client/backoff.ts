/**
 * How long a client waits before it tries again.
 *
 * With n failures so far and v = min(cap, base·2^(n−1)): none waits v; full U(0, v); equal v/2 + U(0, v/2); fifth
 * v·U(0.8, 1.2) (F.R7); decorrelated min(cap, U(base, 3·previous)), the previous wait starting at base (F.R6). The chance
 * comes from the call's own seed, so no state is shared between calls and two plans that fail alike wait alike.
 */
import { mix } from '../../random/jitter.ts';
import type { Jitter, RetryConfig } from '../config.ts';

/** Of the kinds whose wait is v·(low + U(0, 1)·span). */
const SPREAD: Readonly<Record<Jitter, { readonly low: number; readonly span: number }>> = {
  none: { low: 1, span: 0 },
  full: { low: 0, span: 1 },
  equal: { low: 0.5, span: 0.5 },
  fifth: { low: 0.8, span: 0.4 },
  decorrelated: { low: 0, span: 1 },
};

export class Backoff {
  private readonly decorrelated: boolean;
  private readonly baseMs: number;
  private readonly capMs: number;
  /** By number of failures: the wait is `low + U(0, 1) · span`. */
  private readonly low: Float64Array;
  private readonly span: Float64Array;

  constructor({ attempts, baseMs, capMs, jitter }: RetryConfig) {
    this.decorrelated = jitter === 'decorrelated';
    this.baseMs = baseMs;
    this.capMs = capMs ?? Number.MAX_VALUE;
    this.low = new Float64Array(attempts + 1);
    this.span = new Float64Array(attempts + 1);
    const { low, span } = SPREAD[jitter];
    for (let failures = 1; failures <= attempts; failures++) {
      const ceiling = Math.min(this.capMs, baseMs * 2 ** (failures - 1));
      this.low[failures] = low * ceiling;
      this.span[failures] = span * ceiling;
    }
  }

  /** Wait in ms after failure number `failures`, from 1 to the configured attempts, of a call with this jitter seed. */
  waitMs(failures: number, seed: number): number {
    if (this.decorrelated) return this.decorrelatedMs(failures, seed);
    return this.low[failures]! + mix(seed, failures) * this.span[failures]!;
  }

  private decorrelatedMs(failures: number, seed: number): number {
    const { baseMs, capMs } = this;
    let wait = baseMs;
    for (let n = 1; n <= failures; n++) wait = Math.min(capMs, baseMs + mix(seed, n) * (3 * wait - baseMs));
    return wait;
  }
}
