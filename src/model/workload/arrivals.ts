/**
 * When requests come: an open loop, even or Poisson, at a rate that may step, or at given moments.
 *
 * A Poisson process with a stepped rate is drawn by using up unit-exponential gaps of "expected arrivals": a gap that
 * reaches past a step is spent at the old rate up to the step and at the new rate beyond it. Even arrivals spend gaps
 * of exactly one. The times do not depend on anything that happens in the store.
 */
import type { Stream } from '../../random/stream.ts';
import type { ArrivalConfig } from '../config.ts';

/** Arrival times worked out ahead, so that the hot path only reads an array. */
const BATCH = 256;

export class Arrivals {
  private readonly moments: readonly number[] | null;
  private given = 0;
  private readonly even: boolean;
  private readonly stream: Stream;
  private readonly froms: Float64Array;
  private readonly perMs: Float64Array;
  private readonly times = new Float64Array(BATCH);
  /** In expected arrivals. */
  private readonly gaps = new Float64Array(BATCH).fill(1);
  private next = BATCH - 1;
  private step = 0;
  /** Where the current step ends, ms. */
  private stepEndMs: number;

  constructor(config: ArrivalConfig, stream: Stream) {
    this.moments = config.kind === 'moments' ? (config.momentsMs ?? []) : null;
    this.even = config.kind === 'even';
    this.stream = stream;
    this.froms = Float64Array.from(config.steps, (step) => step.fromMs);
    this.perMs = Float64Array.from(config.steps, (step) => step.ratePerSecond / 1000);
    this.times[BATCH - 1] = this.froms[0] ?? Number.POSITIVE_INFINITY;
    this.stepEndMs = this.froms[1] ?? Number.POSITIVE_INFINITY;
  }

  /** Goes on to the next arrival. */
  advance(): void {
    if (++this.next === BATCH) this.fill();
  }

  /** When the arrival comes that `advance` has gone on to, ms; Infinity when none will. */
  get at(): number {
    return this.times[this.next]!;
  }

  private fill(): void {
    if (this.moments !== null) this.fillMoments(this.moments);
    else this.fillStream();
  }

  private fillMoments(moments: readonly number[]): void {
    this.next = 0;
    for (let k = 0; k < BATCH; k++) this.times[k] = moments[this.given++] ?? Number.POSITIVE_INFINITY;
  }

  private fillStream(): void {
    const { times, gaps, perMs } = this;
    this.next = 0;
    if (!this.even) this.stream.exponentials(gaps);
    let lastMs = times[BATCH - 1]!;
    let rate = perMs[this.step]!;
    let endMs = this.stepEndMs;
    for (let k = 0; k < BATCH; k++) {
      const nextMs = lastMs + gaps[k]! / rate;
      if (nextMs < endMs) {
        lastMs = nextMs;
      } else {
        lastMs = this.beyondStep(lastMs, gaps[k]!);
        rate = perMs[this.step]!;
        endMs = this.stepEndMs;
      }
      times[k] = lastMs;
    }
  }

  /** The moment at which `gap` more arrivals are expected after `lastMs`, in a later step. */
  private beyondStep(lastMs: number, gap: number): number {
    let left = gap;
    let fromMs = lastMs;
    while (this.step + 1 < this.froms.length) {
      const expected = (this.stepEndMs - fromMs) * this.perMs[this.step]!;
      if (expected > left) break;
      left -= expected;
      fromMs = this.stepEndMs;
      this.step++;
      this.stepEndMs = this.froms[this.step + 1] ?? Number.POSITIVE_INFINITY;
    }
    const rate = this.perMs[this.step]!;
    return rate > 0 ? fromMs + left / rate : Number.POSITIVE_INFINITY;
  }
}
