/** A rung of the ladder: buckets of equal width, each the head of a chain; those before `next` have been taken. */

const NONE = -1;

export class Rung {
  heads = new Int32Array(64);
  /** The first bucket that has not been taken. */
  next = 0;
  /** Events in its buckets. */
  count = 0;
  private last = 0;
  private start = -0;
  private perMs = -0;

  /** Has so many empty buckets for the times from `least` to `latest`, ms; false: these lie too close to be told apart. */
  open(buckets: number, least: number, latest: number): boolean {
    const perMs = buckets / (latest - least);
    if (!Number.isFinite(perMs)) return false;
    if (buckets > this.heads.length) this.heads = new Int32Array(2 * buckets);
    this.heads.fill(NONE, 0, buckets);
    this.next = 0;
    this.count = 0;
    this.last = buckets - 1;
    this.start = least;
    this.perMs = perMs;
    return true;
  }

  /** Bucket of `times[place]`: never of a later time a lower one. */
  bucketOf(times: Float64Array, place: number): number {
    const bucket = (times[place]! - this.start) * this.perMs;
    if (bucket < this.last) return bucket > 0 ? bucket | 0 : 0;
    return this.last;
  }

  /** The chain of the next bucket that has one; there must be one. */
  take(): number {
    const { heads } = this;
    let bucket = this.next;
    while (heads[bucket] === NONE) bucket++;
    this.next = bucket + 1;
    return heads[bucket]!;
  }
}
