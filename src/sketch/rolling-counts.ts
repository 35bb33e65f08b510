/**
 * Counts over the last so long, for many counters at once: the window is cut into parts, and a part is forgotten as a whole, so that a
 * sum covers between nine tenths of the window and all of it.
 */

const PARTS = 10;

export class RollingCounts {
  private readonly partMs: number;
  private readonly counters: number;
  /** Row per part, column per counter. */
  private readonly parts: Float64Array;
  private readonly sums: Float64Array;
  /** Number of the part that is being filled. */
  private current = 0;

  constructor(counters: number, windowMs: number) {
    this.partMs = windowMs / PARTS;
    this.counters = counters;
    this.parts = new Float64Array(PARTS * counters);
    this.sums = new Float64Array(counters);
  }

  /** Counts once more at `nowMs`; times never fall. */
  add(counter: number, nowMs: number): void {
    this.turn(nowMs);
    this.parts[(this.current % PARTS) * this.counters + counter]! += 1;
    this.sums[counter]! += 1;
  }

  /** The sum of a counter at `nowMs`. */
  sum(counter: number, nowMs: number): number {
    this.turn(nowMs);
    return this.sums[counter]!;
  }

  /** Forgets all that a counter has counted. */
  clear(counter: number): void {
    for (let part = 0; part < PARTS; part++) this.parts[part * this.counters + counter] = 0;
    this.sums[counter] = 0;
  }

  private turn(nowMs: number): void {
    const now = Math.floor(nowMs / this.partMs);
    if (now === this.current) return;
    const gone = Math.min(PARTS, now - this.current);
    for (let k = 1; k <= gone; k++) this.forget((this.current + k) % PARTS);
    this.current = now;
  }

  private forget(part: number): void {
    const { counters, parts, sums } = this;
    for (let counter = 0; counter < counters; counter++) {
      const at = part * counters + counter;
      sums[counter]! -= parts[at]!;
      parts[at] = 0;
    }
  }
}
