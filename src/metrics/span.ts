/** From the first to the last time that something happened. */
export class Span {
  private readonly bounds = Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);

  /** It happened at `time`; times never fall. */
  add(time: number): void {
    const { bounds } = this;
    if (time < bounds[0]!) bounds[0] = time;
    bounds[1] = time;
  }

  /** Both times, ms; null: it never happened. */
  get ends(): readonly [number, number] | null {
    return this.bounds[0]! <= this.bounds[1]! ? [this.bounds[0]!, this.bounds[1]!] : null;
  }
}
