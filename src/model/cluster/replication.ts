/**
 * Writes that their leader has and that wait until enough followers have them too.
 *
 * When enough followers will have answered is known as soon as a write is applied; should one of them die meanwhile, the
 * write waits for the next, and for as long as too few are up or the leader stands still.
 */
import type { Engine } from '../../engine/engine.ts';
import { opOf, WRITE } from '../codes.ts';
import { REPLICATING } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import type { Group } from './group.ts';

/** Entries of a journal between two looks at what may be forgotten. */
const PRUNE_EVERY = 1024;

export class Replication {
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  /** Whether a write needs any follower at all. */
  private readonly isNeeded: boolean;
  /** Entry of the journal that a row waits for. */
  private readonly entries: { readonly data: Int32Array };
  private readonly acknowledge: (row: number) => void;

  /** @param acknowledge is told of every write that enough replicas have. */
  constructor(engine: Engine, pool: RequestPool, isNeeded: boolean, acknowledge: (row: number) => void) {
    this.engine = engine;
    this.pool = pool;
    this.isNeeded = isNeeded;
    this.entries = pool.column((capacity) => new Int32Array(capacity));
    this.acknowledge = acknowledge;
  }

  /** The leader of `group` has served an attempt; true: it is a write that waits for followers. */
  keeps(group: Group, row: number): boolean {
    const { engine, pool } = this;
    if (opOf(pool.kind(row)) !== WRITE) return false;
    const { end } = group.journal;
    if (end % PRUNE_EVERY === 0) group.prune(engine.now);
    if (!this.isNeeded) return false;
    this.entries.data[row] = end - 1;
    pool.raise(row, REPLICATING);
    this.await(group, row);
    return true;
  }

  /** A write's followers should have it by now. */
  heard(group: Group, row: number): void {
    if (group.isFrozen) return;
    if (!group.isHeld(this.entries.data[row]!, this.engine.now)) {
      this.await(group, row);
      return;
    }
    this.pool.lower(row, REPLICATING);
    this.acknowledge(row);
  }

  /** Writes that waited in vain wait for their followers again. */
  resume(group: Group, rows: readonly number[]): void {
    for (const row of rows) if (!this.engine.events.isPending(row)) this.await(group, row);
  }

  /** Writes that nobody will acknowledge any more. */
  giveUp(rows: readonly number[]): void {
    for (const row of rows) {
      this.pool.lower(row, REPLICATING);
      this.engine.events.cancel(row);
    }
  }

  /** Sets the event of a write for when enough followers will have answered, if enough are up. */
  private await(group: Group, row: number): void {
    if (group.ackMs < Number.POSITIVE_INFINITY) this.engine.schedule(row, this.engine.now + group.ackMs);
  }
}
