/**
 * When each version was acknowledged and which one followed it on its key: how stale a stale read was.
 *
 * Kept only where reads can be answered from elsewhere than the store, as it grows with the writes.
 */
export class VersionLog {
  private acknowledgedAt = new Float64Array(1024);
  private next = new Int32Array(1024);
  private readonly first = new Map<number, number>();

  /** Version `version` of `key` was acknowledged after `previous` (0: it is the first). */
  acknowledged(key: number, version: number, previous: number, now: number): void {
    this.reserve(version);
    this.acknowledgedAt[version] = now;
    if (previous === 0) this.first.set(key, version);
    else this.next[previous] = version;
  }

  /**
   * When `version` of `key` was superseded by an acknowledged one; `latest` stands in where the chain is broken. 0: not
   * known, as of posts, which one acknowledgement makes visible on many keys.
   */
  supersededAt(key: number, version: number, latest: number): number {
    const successor = version === 0 ? (this.first.get(key) ?? 0) : version < this.next.length ? this.next[version]! : 0;
    return this.acknowledgedAt[successor === 0 ? latest : successor]!;
  }

  private reserve(version: number): void {
    if (version < this.next.length) return;
    const size = Math.max(version + 1, 2 * this.next.length);
    const acknowledgedAt = new Float64Array(size);
    acknowledgedAt.set(this.acknowledgedAt);
    this.acknowledgedAt = acknowledgedAt;
    const next = new Int32Array(size);
    next.set(this.next);
    this.next = next;
  }
}
