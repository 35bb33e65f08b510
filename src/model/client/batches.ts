/**
 * Attempts that a client sends as one request: a list through the pool for each batch, behind its first.
 *
 * They reach their partition one right behind the other. What it has to do once for each request it does for the first of them only; they are
 * let in, served and applied one by one, as each is a write or a read of its own. The answer comes when the last of them is done, and tells each how
 * it ended. One that is dropped without a word is not waited for.
 */
import type { Batches, Req } from '../mitigation.ts';
import { BATCHED } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';

const NOBODY = -1;
/** The end of one that nobody will answer. */
const LOST = 255;

type Column = { readonly data: Int32Array };

interface BatchParts {
  readonly pool: RequestPool;
  /** An attempt leaves its client. */
  readonly leave: (attempt: Req) => void;
  /** An attempt's answer leaves its partition. */
  readonly answer: (attempt: Req, end: number) => void;
}

export class ClientBatches implements Batches {
  private readonly parts: BatchParts;
  /** What is left of the work of one that is not the first. */
  private readonly ownWork: number;
  private readonly first: Column;
  private readonly next: Column;
  private readonly last: Column;
  /** Of the first: how many there are, those that are not done yet once they are sent. */
  private readonly count: Column;

  constructor(parts: BatchParts, commonWork: number) {
    const column = () => parts.pool.column((capacity) => new Int32Array(capacity));
    this.parts = parts;
    this.ownWork = 1 - commonWork;
    this.first = column();
    this.next = column();
    this.last = column();
    this.count = column();
  }

  open(attempt: Req): void {
    this.parts.pool.raise(attempt, BATCHED);
    this.first.data[attempt] = attempt;
    this.next.data[attempt] = NOBODY;
    this.last.data[attempt] = attempt;
    this.count.data[attempt] = 1;
  }

  join(first: Req, attempt: Req): number {
    const { pool } = this.parts;
    pool.raise(attempt, BATCHED);
    pool.setDemand(attempt, this.ownWork * pool.demand(attempt));
    this.first.data[attempt] = first;
    this.next.data[attempt] = NOBODY;
    this.next.data[this.last.data[first]!] = attempt;
    this.last.data[first] = attempt;
    return ++this.count.data[first]!;
  }

  send(first: Req): void {
    for (let row = first; row !== NOBODY; ) {
      const next = this.next.data[row]!;
      this.parts.leave(row);
      row = next;
    }
  }

  /** An attempt's answer is ready; true: it waits for those of its batch. */
  keeps(attempt: Req, end: number): boolean {
    const { pool } = this.parts;
    if (!(pool.flags(attempt) & BATCHED)) return false;
    pool.end[attempt] = end;
    this.done(this.first.data[attempt]!);
    return true;
  }

  /** No answer will come for an attempt, whose row stays for the sake of its batch. */
  lost(attempt: Req): void {
    const { pool } = this.parts;
    if (!(pool.flags(attempt) & BATCHED)) return;
    pool.hold(attempt, 1);
    pool.end[attempt] = LOST;
    this.done(this.first.data[attempt]!);
  }

  private done(first: Req): void {
    if (--this.count.data[first]! > 0) return;
    const { pool, answer } = this.parts;
    for (let row = first; row !== NOBODY; ) {
      const next = this.next.data[row]!;
      const end = pool.end[row]!;
      if (end === LOST) pool.release(row);
      else answer(row, end);
      row = next;
    }
  }
}
