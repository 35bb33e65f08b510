/**
 * What the background writes of levers bring: how much of it is promised, and which of them bring the same.
 *
 * A user's write is promised from the moment a lever takes it over until its user is told that it has failed. A repeat brings what
 * another message brings, its origin; of the two, whichever is applied second is a duplicate. Only plans with such levers need
 * these columns.
 */
import { APPLIED, REPEAT } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';

type Column = { readonly data: Int32Array };

export class Parcels {
  private readonly pool: RequestPool;
  /** Of a background row: the user writes it brings that nobody was told have failed. */
  private readonly promises: Column;
  /** Of a user's write: who took it over, and which one of that row's lives it was. */
  private readonly carrier: Column;
  private readonly carrierLife: Column;
  private readonly origin: Column;
  private readonly originLife: Column;
  /** Of an origin that has been applied: the message that did it first, and which one of that row's lives it was. */
  private readonly bringer: Column;
  private readonly bringerLife: Column;

  constructor(pool: RequestPool) {
    const column = () => pool.column((capacity) => new Int32Array(capacity));
    this.pool = pool;
    this.promises = column();
    this.carrier = column();
    this.carrierLife = column();
    this.origin = column();
    this.originLife = column();
    this.bringer = column();
    this.bringerLife = column();
  }

  /** A background row begins its life and brings nothing yet. */
  opened(r: number): void {
    this.pool.setExpected(r, 0);
    this.promises.data[r] = 0;
  }

  promised(content: number): number {
    return this.promises.data[content]!;
  }

  /** `into` takes over the write of a user. */
  take(into: number, from: number): void {
    const { pool } = this;
    pool.setExpected(into, pool.expected(into) + 1);
    this.promises.data[into]!++;
    this.carrier.data[from] = into;
    this.carrierLife.data[from] = pool.generation(into);
  }

  /** `into` takes over what a background row brings, unless that has been applied. */
  move(into: number, from: number): void {
    const { pool } = this;
    const content = this.contentOf(from);
    if (pool.flags(content) & APPLIED) return;
    pool.setExpected(into, pool.expected(into) + pool.expected(content));
    this.promises.data[into]! += this.promises.data[content]!;
    this.opened(content);
  }

  /** A user whose write was taken over is told that it has failed; whether that was still promised. */
  renounce(r: number): boolean {
    const into = this.carrier.data[r]!;
    const { pool, promises } = this;
    if (pool.generation(into) !== this.carrierLife.data[r] || pool.flags(into) & APPLIED) return false;
    if (promises.data[into] === 0) return false;
    promises.data[into]!--;
    return true;
  }

  /** `again` brings what `first` brings. */
  repeat(again: number, first: number): void {
    const { pool } = this;
    const content = this.contentOf(first);
    pool.raise(again, REPEAT);
    pool.setValue(again, pool.value(content));
    pool.hold(content, 1);
    this.origin.data[again] = content;
    this.originLife.data[again] = pool.generation(content);
  }

  /** A repeat is over, and its origin may go. */
  parted(again: number): void {
    this.pool.release(this.origin.data[again]!);
  }

  /**
   * The row that says what `owner` brings: the origin of a repeat, else itself. An origin goes when its last repeat is over, and then
   * somebody has brought what it held: what comes later brings nothing.
   */
  contentOf(owner: number): number {
    const { pool } = this;
    if (!(pool.flags(owner) & REPEAT)) return owner;
    const origin = this.origin.data[owner]!;
    return pool.generation(origin) === this.originLife.data[owner] ? origin : owner;
  }

  /** Whether nothing is left of it for `owner` to bring. */
  isSpent(content: number, owner: number): boolean {
    const { pool } = this;
    if (pool.expected(content) === 0) return true;
    if (!(pool.flags(content) & APPLIED)) return false;
    return this.bringer.data[content] !== owner || this.bringerLife.data[content] !== pool.generation(owner);
  }

  /** `owner` was the first to bring it. */
  brought(content: number, owner: number): void {
    this.bringer.data[content] = owner;
    this.bringerLife.data[content] = this.pool.generation(owner);
  }
}
