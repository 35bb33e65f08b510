/**
 * Tokens of writes that were applied, by which a store knows a write that comes again and leaves it out.
 *
 * A token lies beside the item that its call wrote, and both in one transaction: whatever takes the write back takes the
 * token too, and the write that comes again is applied. When the time of a token is over its write is unknown.
 */
import type { DelayLine } from '../../engine/delay-line.ts';
import type { Engine } from '../../engine/engine.ts';
import { opOf, READ } from '../codes.ts';
import type { Lanes } from '../lanes.ts';
import { APPLIED } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';

export class WriteTokens {
  /** Most tokens held at a time. */
  most = 0;
  private held = 0;
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly ttlMs: number;
  private readonly expiry: DelayLine | null;
  /** When the token of a call was written, by call. */
  private readonly writtenAt: { readonly data: Float64Array };

  constructor(
    { engine, pool, lanes }: { readonly engine: Engine; readonly pool: RequestPool; readonly lanes: Lanes },
    ttlMs: number,
  ) {
    this.engine = engine;
    this.pool = pool;
    this.ttlMs = ttlMs;
    this.expiry = lanes.openLine(ttlMs, () => this.held--);
    this.writtenAt = pool.column((capacity) => new Float64Array(capacity));
  }

  /** Whether an attempt that was served is a write that is known; one that is not leaves its token. */
  knows(row: number): boolean {
    const { pool } = this;
    const { now } = this.engine;
    if (opOf(pool.kind(row)) === READ) return false;
    const call = pool.call(row);
    if (pool.flags(call) & APPLIED && now - this.writtenAt.data[call]! < this.ttlMs) return true;
    this.writtenAt.data[call] = now;
    if (this.expiry === null) return false;
    this.expiry.push(row, 0);
    this.most = Math.max(this.most, ++this.held);
    return false;
  }
}
