/**
 * The messages of all conversations that may still be asked for, each conversation's in the order of their acknowledgement.
 *
 * One pool of rows and a list through it for every key, so that a million conversations with a message each take no more
 * room than one with a million.
 */

const FIRST_ROOM = 1024;
const NONE = -1;

/** What is kept: as long as it is younger than `sinceMs`, or among the `newest` of those acknowledged before `seenMs`. */
export interface Kept {
  readonly sinceMs: number;
  readonly newest: number;
  readonly seenMs: number;
}

export class MessageLog {
  acknowledgedAt = new Float64Array(FIRST_ROOM);
  sentAt = new Float64Array(FIRST_ROOM);
  /** Key under which it was first applied. */
  key = new Int32Array(FIRST_ROOM);
  version = new Int32Array(FIRST_ROOM);
  /** Whether a read that was entitled to it has missed it, and nobody has got it since. */
  missed = new Uint8Array(FIRST_ROOM);
  /** Further keys under which a message lies, by version. */
  readonly copies = new Map<number, readonly number[]>();
  private older = new Int32Array(FIRST_ROOM);
  private younger = new Int32Array(FIRST_ROOM);
  private used = 0;
  /** First of the rows that are free again, linked by `older`. */
  private free = NONE;
  private readonly newest: Int32Array;
  private readonly oldest: Int32Array;
  /** By key, the message that is `newest` places younger than the oldest one, where there is any. */
  private readonly anchor: Int32Array;
  private readonly count: Int32Array;

  /** @param keys how many keys there are that may be asked for. */
  constructor(keys: number) {
    this.newest = new Int32Array(keys).fill(NONE);
    this.oldest = new Int32Array(keys).fill(NONE);
    this.anchor = new Int32Array(keys).fill(NONE);
    this.count = new Int32Array(keys);
  }

  /** Rows of a conversation's messages from its newest on: the first, and what follows each; −1 at the end. */
  first(conversation: number): number {
    return this.newest[conversation]!;
  }

  next(row: number): number {
    return this.older[row]!;
  }

  /** Makes room for one more message of a conversation and returns its row, for the caller to fill. */
  append(conversation: number, kept: Kept): number {
    const row = this.take();
    const last = this.newest[conversation]!;
    this.missed[row] = 0;
    this.older[row] = last;
    this.younger[row] = NONE;
    if (last === NONE) this.oldest[conversation] = row;
    else this.younger[last] = row;
    this.newest[conversation] = row;
    this.count[conversation]!++;
    if (kept.newest > 0 && this.count[conversation] === kept.newest + 1) this.anchor[conversation] = row;
    this.trim(conversation, row, kept);
    return row;
  }

  private trim(conversation: number, upTo: number, { sinceMs, newest, seenMs }: Kept): void {
    for (;;) {
      const row = this.oldest[conversation]!;
      if (row === upTo || this.acknowledgedAt[row]! >= sinceMs) return;
      const anchor = this.anchor[conversation]!;
      if (newest > 0 && (anchor === NONE || anchor === upTo || this.acknowledgedAt[anchor]! >= seenMs)) return;
      if (newest > 0) this.anchor[conversation] = this.younger[anchor]!;
      this.oldest[conversation] = this.younger[row]!;
      this.older[this.younger[row]!] = NONE;
      this.count[conversation]!--;
      if (this.copies.size > 0) this.copies.delete(this.version[row]!);
      this.older[row] = this.free;
      this.free = row;
    }
  }

  private take(): number {
    if (this.free !== NONE) {
      const row = this.free;
      this.free = this.older[row]!;
      return row;
    }
    if (this.used === this.key.length) this.grow();
    return this.used++;
  }

  private grow(): void {
    const room = 2 * this.key.length;
    this.acknowledgedAt = grown(new Float64Array(room), this.acknowledgedAt);
    this.sentAt = grown(new Float64Array(room), this.sentAt);
    this.key = grown(new Int32Array(room), this.key);
    this.version = grown(new Int32Array(room), this.version);
    this.missed = grown(new Uint8Array(room), this.missed);
    this.older = grown(new Int32Array(room), this.older);
    this.younger = grown(new Int32Array(room), this.younger);
  }
}

function grown<A extends Float64Array | Int32Array | Uint8Array>(fresh: A, old: A): A {
  fresh.set(old);
  return fresh;
}
