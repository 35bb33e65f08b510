/**
 * When requests come: an open loop, even or Poisson, at a rate that may step.
 *
 * A Poisson process with a stepped rate is drawn by using up unit-exponential gaps of "expected arrivals": a gap that
 * reaches past a step is spent at the old rate up to the step and at the new rate beyond it. Even arrivals spend gaps
 * of exactly one. The times do not depend on anything that happens in the store.
 */
import type { Stream } from '../../random/stream.ts';
import type { ArrivalConfig } from '../config.ts';

export class Arrivals {
  private readonly even: boolean;
  private readonly stream: Stream;
  private readonly froms: Float64Array;
  private readonly perMs: Float64Array;
  private step = 0;
  private readonly next = new Float64Array(1);

  constructor(config: ArrivalConfig, stream: Stream) {
    this.even = config.kind === 'even';
    this.stream = stream;
    this.froms = Float64Array.from(config.steps, (step) => step.fromMs);
    this.perMs = Float64Array.from(config.steps, (step) => step.ratePerSecond / 1000);
    this.next[0] = this.froms[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Time of the next arrival, ms; Infinity when there will be none. */
  advance(): number {
    const gap = this.even ? 1 : this.stream.exponential();
    const at = this.next[0]! + gap / this.perMs[this.step]!;
    if (this.step + 1 < this.froms.length && at >= this.froms[this.step + 1]!) return this.crossStep(gap);
    this.next[0] = at;
    return at;
  }

  private crossStep(gap: number): number {
    let left = gap;
    let from = this.next[0]!;
    while (this.step + 1 < this.froms.length) {
      const until = this.froms[this.step + 1]!;
      const used = (until - from) * this.perMs[this.step]!;
      if (used > left) break;
      left -= used;
      from = until;
      this.step++;
    }
    const rate = this.perMs[this.step]!;
    this.next[0] = rate > 0 ? from + left / rate : Number.POSITIVE_INFINITY;
    return this.next[0];
  }
}
