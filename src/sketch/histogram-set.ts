/*
 * Histograms by number, filled through one buffer: a value costs two array writes when it comes, and the buffer is
 * sorted into its histograms a thousand at a time, in a loop that has everything at hand. Nothing shows: whoever asks for
 * a histogram gets it up to date.
 */
import { Histogram } from './histogram.ts';

const ROOM = 1024;

/** `count` histograms of 256 buckets an octave, numbered from 0, each made with its first value. */
export class HistogramSet {
  private readonly histograms: (Histogram | null)[];
  private readonly values = new Float64Array(ROOM);
  private readonly numbers = new Int32Array(ROOM);
  private waiting = 0;

  constructor(count: number) {
    this.histograms = new Array<Histogram | null>(count).fill(null);
  }

  /** Counts a finite value in histogram `number`. */
  record(number: number, value: number): void {
    const slot = this.waiting;
    this.values[slot] = value;
    this.numbers[slot] = number;
    this.waiting = slot + 1;
    if (slot === ROOM - 1) this.sort();
  }

  /** Histogram `number`; null when it has no value. */
  at(number: number): Histogram | null {
    this.sort();
    return this.histograms[number] ?? null;
  }

  private sort(): void {
    const { values, numbers, waiting } = this;
    for (let from = 0; from < waiting; ) {
      const number = numbers[from]!;
      let to = from + 1;
      while (to < waiting && numbers[to] === number) to++;
      (this.histograms[number] ?? this.open(number)).recordAll(values, from, to);
      from = to;
    }
    this.waiting = 0;
  }

  private open(number: number): Histogram {
    const histogram = new Histogram();
    this.histograms[number] = histogram;
    return histogram;
  }
}
