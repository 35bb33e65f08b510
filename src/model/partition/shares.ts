/**
 * Shares that differ from the configured one, by partition, and the account of what that has come to: the units by which a
 * partition could take more, or less, than it was configured for.
 */

interface Changed {
  ratePerSecond: number;
  /** Units up to `sinceMs`. */
  gained: number;
  sinceMs: number;
}

export class Shares {
  /** Of a partition whose share nobody has changed, units per second. */
  readonly configured: number;
  private readonly ceiling: number;
  private readonly changed = new Map<number, Changed>();

  /** @param ceiling what no share can lift a partition above, units per second; null: nothing. */
  constructor(ratePerSecond: number, ceiling: number | null) {
    this.configured = ratePerSecond;
    this.ceiling = ceiling ?? Number.POSITIVE_INFINITY;
  }

  /** Whether any has been changed. */
  get changes(): boolean {
    return this.changed.size > 0;
  }

  /** Share of partition `p`, units per second. */
  of(p: number): number {
    return this.changed.get(p)?.ratePerSecond ?? this.configured;
  }

  set(p: number, ratePerSecond: number, now: number): void {
    this.changed.set(p, { ratePerSecond, gained: this.gained(p, now), sinceMs: now });
  }

  /** Partition `p` has its configured share from `now` on, when it joins. */
  begin(p: number, now: number): void {
    this.set(p, this.configured, now);
  }

  /** Units by which `p` could take more than with the configured share, up to `now`. */
  gained(p: number, now: number): number {
    const changed = this.changed.get(p);
    if (changed === undefined) return 0;
    const { ratePerSecond, gained, sinceMs } = changed;
    const more = Math.min(this.ceiling, ratePerSecond) - Math.min(this.ceiling, this.configured);
    return gained + (more * (now - sinceMs)) / 1000;
  }
}
