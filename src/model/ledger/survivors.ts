/**
 * Which writes stand, by version: how many applications of each have not been taken back, and which were acknowledged.
 *
 * Kept only where a failover can take an application back; four bytes a write.
 */
const FIRST_ROOM = 1024;

export class Survivors {
  private applications: Uint16Array = new Uint16Array(FIRST_ROOM);
  private acknowledged: Uint16Array = new Uint16Array(FIRST_ROOM);

  /** One application more; true: it is the only one that stands. */
  applied(version: number): boolean {
    this.reserve(version);
    return this.applications[version]!++ === 0;
  }

  /** One application taken back; true: none stands any more. */
  undone(version: number): boolean {
    return --this.applications[version]! === 0;
  }

  acknowledge(version: number): void {
    this.reserve(version);
    this.acknowledged[version] = 1;
  }

  isAcknowledged(version: number): boolean {
    return this.acknowledged[version] === 1;
  }

  /** Whether some application of it stands. */
  stands(version: number): boolean {
    return (this.applications[version] ?? 0) > 0;
  }

  private reserve(version: number): void {
    if (version < this.applications.length) return;
    const room = Math.max(version + 1, 2 * this.applications.length);
    this.applications = grown(this.applications, room);
    this.acknowledged = grown(this.acknowledged, room);
  }
}

function grown(old: Uint16Array, room: number): Uint16Array {
  const fresh = new Uint16Array(room);
  fresh.set(old);
  return fresh;
}
