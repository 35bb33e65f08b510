/** Which partitions there are: some join while the store runs, and may leave again; their numbers are given to others then. */
export class Presence {
  /** Partitions there have been, numbered from 0. */
  count: number;
  /** How many more may join now. */
  room: number;
  private readonly isAway: Uint8Array;
  /** Time away up to `sinceMs`, ms. */
  private readonly awayMs: Float64Array;
  private readonly sinceMs: Float64Array;

  /** @param started how many there are at the start, of `most`. */
  constructor(started: number, most: number) {
    this.count = started;
    this.room = most - started;
    this.isAway = new Uint8Array(most).fill(1, started);
    this.awayMs = new Float64Array(most);
    this.sinceMs = new Float64Array(most);
  }

  has(p: number): boolean {
    return this.isAway[p] === 0;
  }

  /** One more; returns its number, the first that is free. */
  join(now: number): number {
    const p = this.isAway.indexOf(1);
    this.isAway[p] = 0;
    this.awayMs[p]! += now - this.sinceMs[p]!;
    this.count = Math.max(this.count, p + 1);
    this.room--;
    return p;
  }

  leave(p: number, now: number): void {
    this.isAway[p] = 1;
    this.sinceMs[p] = now;
    this.room++;
  }

  /** For how long partition `p` was not there, up to `now`, ms. */
  absentMs(p: number, now: number): number {
    return this.awayMs[p]! + (this.has(p) ? 0 : Math.max(0, now - this.sinceMs[p]!));
  }
}
