/**
 * A quantile of what was seen lately, for many counters at once: that of the last whole window, so it is up to a window
 * old, as in clients that sum up their latencies every so often.
 */
import { Histogram } from './histogram.ts';

export class RollingQuantiles {
  private readonly windowMs: number;
  private readonly p: number;
  /** Fewer values than this say nothing about the quantile. */
  private readonly least: number;
  private readonly filling: (Histogram | null)[];
  private readonly known: Float64Array;
  /** Number of the window that is being filled, by counter. */
  private readonly current: Float64Array;

  /** The p-quantile of each of `counters`. */
  constructor(counters: number, windowMs: number, p: number) {
    this.windowMs = windowMs;
    this.p = p;
    this.least = Math.ceil(1 / (1 - p));
    this.filling = new Array<Histogram | null>(counters).fill(null);
    this.known = new Float64Array(counters).fill(Number.NaN);
    this.current = new Float64Array(counters);
  }

  /** Counts a value at `nowMs`; times never fall. */
  record(counter: number, value: number, nowMs: number): void {
    this.turn(counter, nowMs);
    const histogram = this.filling[counter] ?? this.open(counter);
    histogram.record(value);
  }

  /** The quantile of the last whole window that had enough values; NaN before there was one. */
  at(counter: number, nowMs: number): number {
    this.turn(counter, nowMs);
    return this.known[counter]!;
  }

  private turn(counter: number, nowMs: number): void {
    const now = Math.floor(nowMs / this.windowMs);
    if (now === this.current[counter]) return;
    this.current[counter] = now;
    const seen = this.filling[counter]!;
    if (seen === null || seen.count < this.least) return;
    this.known[counter] = seen.quantile(this.p);
    this.filling[counter] = null;
  }

  private open(counter: number): Histogram {
    const histogram = new Histogram();
    this.filling[counter] = histogram;
    return histogram;
  }
}
