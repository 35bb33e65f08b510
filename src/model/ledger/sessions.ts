/**
 * What every client process has written and read of every key: whether it sees its own writes, and never goes back in time.
 *
 * The two session guarantees of Terry et al. (PDIS 1994), of the sessions that the model knows: what one process does with
 * one key. The last million or so of them are remembered, in a table whose places are taken by whoever came last, so that
 * memory stays bounded; a session that lost its place starts afresh, which can only hide a breach.
 */
import { mix } from '../../random/jitter.ts';
import type { RequestPool } from '../request/pool.ts';

const MOST_SESSIONS = 2 ** 20;
/** Integers of a place: the key and the process that hold it, the newest version written and the newest read. */
const PLACE = 2;
const KEY = 0;
const PROCESS = 1;
const WRITTEN = 2;
const READ = 3;

interface SessionParts {
  readonly pool: RequestPool;
  /** Keys that users ask for; Infinity where they come up during the run. */
  readonly keys: number;
  readonly processes: number;
}

export class Sessions {
  /** Reads that missed what their own process had written. */
  unseenWrites = 0;
  /** Reads older than what their process had read before. */
  backwardReads = 0;
  private readonly pool: RequestPool;
  private readonly places: Int32Array;
  private readonly mask: number;
  /** What a read is entitled to, by row. */
  private readonly ownWrite: { readonly data: Int32Array };
  private readonly lastRead: { readonly data: Int32Array };

  constructor({ pool, keys, processes }: SessionParts) {
    const room = 2 ** Math.ceil(Math.log2(Math.min(MOST_SESSIONS, 2 * Math.max(1, keys) * processes)));
    this.pool = pool;
    this.mask = room - 1;
    this.places = new Int32Array(room << PLACE).fill(-1);
    this.ownWrite = pool.column((capacity) => new Int32Array(capacity));
    this.lastRead = pool.column((capacity) => new Int32Array(capacity));
  }

  /** A read is sent by a process. */
  sent(r: number, process: number): void {
    const place = this.placeOf(this.pool.key(r), process);
    this.ownWrite.data[r] = this.places[place + WRITTEN]!;
    this.lastRead.data[r] = this.places[place + READ]!;
  }

  /** A read is answered. */
  answered(r: number, process: number): void {
    const version = this.pool.value(r);
    if (version < this.ownWrite.data[r]!) this.unseenWrites++;
    if (version < this.lastRead.data[r]!) this.backwardReads++;
    this.raise(this.placeOf(this.pool.key(r), process) + READ, version);
  }

  /** A write is acknowledged. */
  acknowledged(r: number, process: number): void {
    this.raise(this.placeOf(this.pool.key(r), process) + WRITTEN, this.pool.value(r));
  }

  private raise(at: number, version: number): void {
    if (this.places[at]! < version) this.places[at] = version;
  }

  /** Where a session lies; whoever else lay there is forgotten. */
  private placeOf(key: number, process: number): number {
    const { places } = this;
    const place = Math.floor(mix(key, process) * (this.mask + 1)) << PLACE;
    if (places[place + KEY] !== key || places[place + PROCESS] !== process) {
      places[place + KEY] = key;
      places[place + PROCESS] = process;
      places[place + WRITTEN] = 0;
      places[place + READ] = 0;
    }
    return place;
  }
}
