import { describe, expect, test } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import {
  kindOf,
  OUTCOME_DROPPED,
  OUTCOME_EXPIRED,
  OUTCOME_SERVED,
  opOf,
  READ,
  WRITE,
} from '../../../src/model/codes.ts';
import { Universe } from '../../../src/model/keys/universe.ts';
import { Ledger } from '../../../src/model/ledger/ledger.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';
import { BACKGROUND, IDENTIFIED } from '../../../src/model/request/flags.ts';
import { RequestPool } from '../../../src/model/request/pool.ts';
import { small } from '../../support/small.ts';

/** A ledger whose rows are moved by hand, on two keys; every call is at a moment of its own choosing. */
class Book {
  private readonly processes = new Map<number, number>();
  private readonly engine = new Engine(1024);
  private readonly pool = new RequestPool();
  readonly universe = new Universe(
    [
      { kind: 'single', key: 'x' },
      { kind: 'single', key: 'y' },
    ],
    createPlacement({ kind: 'hash' }, 1),
  );
  readonly ledger = new Ledger(
    {
      engine: this.engine,
      pool: this.pool,
      universe: this.universe,
      config: { workload: [], clients: { ...small().model.clients, processes: 2 } },
      processOf: (r) => this.processes.get(r) ?? 0,
    },
    { ages: true, sessions: true },
  );

  /** A user sends a request through a client process. */
  send(op: number, at: number, key = 0, process = 0): number {
    this.engine.advanceTo(at);
    const r = this.row(op, key, 0);
    this.processes.set(r, process);
    this.pool.setBorn(r, at);
    this.ledger.sent(r);
    return r;
  }

  /** A lever takes over `from`, a user's write or one of its own. */
  take(from: number, at: number): number {
    this.engine.advanceTo(at);
    const r = this.row(WRITE, this.pool.key(from), BACKGROUND);
    this.pool.setBorn(r, at);
    this.ledger.issued(r);
    this.ledger.carry(r, from);
    return r;
  }

  /** A lever sends again what `of` brings. */
  sendAgain(of: number, at: number): number {
    this.engine.advanceTo(at);
    const r = this.row(WRITE, this.pool.key(of), BACKGROUND);
    this.ledger.issued(r);
    this.ledger.repeat(r, of);
    return r;
  }

  raise(row: number, flags: number): void {
    this.pool.raise(row, flags);
  }

  /** A lever reads the key 0. */
  gather(at: number): number {
    this.engine.advanceTo(at);
    const r = this.row(READ, 0, BACKGROUND);
    this.ledger.served(r);
    return r;
  }

  /** A lever is to store on `key` what `sum` has gathered. */
  total(sum: number, key: number, at: number): number {
    this.engine.advanceTo(at);
    const r = this.row(WRITE, key, BACKGROUND);
    this.ledger.issued(r);
    this.ledger.total(r, sum);
    return r;
  }

  /** A leg of `owner` on `key`. */
  leg(owner: number, key: number): number {
    const row = this.row(opOf(this.pool.kind(owner)), key, this.pool.flags(owner) & BACKGROUND);
    this.pool.setOwner(row, owner);
    return row;
  }

  serve(row: number, at: number): void {
    this.engine.advanceTo(at);
    this.ledger.served(row);
  }

  settle(r: number, at: number, outcome = OUTCOME_SERVED): void {
    this.engine.advanceTo(at);
    this.ledger.settled(r, outcome);
  }

  /** A write that is sent, applied and acknowledged. */
  write(at: number, key = 0, process = 0): number {
    const r = this.send(WRITE, at, key, process);
    this.serve(r, at);
    this.settle(r, at);
    return r;
  }

  /** A read that is answered from the store. */
  read(at: number, key = 0): number {
    const r = this.send(READ, at, key);
    this.serve(r, at);
    this.settle(r, at);
    return r;
  }

  /** A read that is answered with what another read saw, as from a cache. */
  repeat(of: number, sentAt: number, answeredAt: number, process = 0): void {
    const r = this.send(READ, sentAt, 0, process);
    this.pool.setValue(r, this.pool.value(of));
    this.settle(r, answeredAt);
  }

  returned(r: number): number {
    return this.pool.returned(r);
  }

  items(key: number): number {
    return this.ledger.keys.items(key);
  }

  private row(op: number, key: number, flags: number): number {
    const { pool } = this;
    const row = pool.open(kindOf(0, op), key);
    pool.setBorn(row, this.engine.now);
    pool.setFlags(row, flags);
    return row;
  }
}

describe('stale', () => {
  test('a repeated answer is stale by the time since its successor was acknowledged', () => {
    const book = new Book();
    book.write(10);
    const old = book.read(15);
    book.write(20);
    book.write(24);
    book.repeat(old, 30, 50);
    expect([book.ledger.stale, book.ledger.readsChecked]).toEqual([1, 2]);
    expect([book.ledger.staleMs.min, book.ledger.staleMs.max]).toEqual([30, 30]);
  });

  test('an answer from before the first write is stale since that', () => {
    const book = new Book();
    const empty = book.read(5);
    book.write(10);
    book.repeat(empty, 11, 50);
    expect([book.ledger.stale, book.ledger.staleMs.max]).toEqual([1, 40]);
  });

  test('a write acknowledged after the read was sent makes no answer stale', () => {
    const book = new Book();
    book.write(10);
    const old = book.read(15);
    const racing = book.send(WRITE, 18);
    book.serve(racing, 19);
    const r = book.send(READ, 20);
    book.settle(racing, 21);
    book.serve(r, 22);
    book.settle(r, 23);
    book.repeat(old, 17, 60);
    expect(book.ledger.stale).toBe(1);
    const fresh = new Book();
    fresh.write(10);
    const same = fresh.read(15);
    fresh.repeat(same, 16, 17);
    expect(fresh.ledger.stale).toBe(0);
  });

  test('keys are apart', () => {
    const book = new Book();
    const empty = book.read(5);
    book.write(10, 1);
    book.repeat(empty, 20, 30);
    expect(book.ledger.stale).toBe(0);
  });

  test('a read that was not answered is not judged', () => {
    const book = new Book();
    book.write(10);
    book.settle(book.send(READ, 20), 30, OUTCOME_EXPIRED);
    expect([book.ledger.readsChecked, book.ledger.stale]).toEqual([0, 0]);
  });
});

describe('missing', () => {
  test('counts the acknowledged items that an answer lacks, and only those acknowledged before it was sent', () => {
    const book = new Book();
    book.write(1);
    book.write(2);
    const r = book.send(READ, 3);
    book.write(4);
    book.serve(r, 5);
    expect(book.returned(r)).toBe(3);
    book.settle(r, 6);
    expect(book.ledger.missing).toBe(0);
  });

  // The second of two buffered writes is applied first: the newest version is there, an item is not.
  test('sees a gap behind the newest version', () => {
    const book = new Book();
    const [first, second] = [book.send(WRITE, 1), book.send(WRITE, 2)];
    const [slow, fast] = [book.take(first, 1), book.take(second, 2)];
    book.settle(first, 3);
    book.settle(second, 3);
    book.serve(fast, 4);
    book.read(5);
    expect([book.ledger.missing, book.ledger.stale]).toEqual([1, 0]);
    book.serve(slow, 6);
    book.read(7);
    expect([book.ledger.missing, book.ledger.reordered]).toEqual([1, 1]);
  });
});

describe('sessions', () => {
  const breaches = ({ ledger }: Book) => [ledger.sessions!.unseenWrites, ledger.sessions!.backwardReads];

  test('a process that reads an older version than it wrote misses its own write; another one only gets a stale answer', () => {
    const book = new Book();
    book.write(10);
    const old = book.read(11);
    book.write(20);
    book.repeat(old, 30, 31, 1);
    expect([...breaches(book), book.ledger.stale]).toEqual([0, 0, 1]);
    book.repeat(old, 40, 41);
    expect([...breaches(book), book.ledger.stale]).toEqual([1, 0, 2]);
  });

  test('a process that reads an older version than it read before goes back in time, acknowledged or not', () => {
    const book = new Book();
    book.write(10, 0, 1);
    const old = book.read(11);
    book.serve(book.send(WRITE, 12, 0, 1), 13);
    const young = book.read(14);
    book.repeat(old, 15, 16);
    book.repeat(young, 17, 18);
    expect([...breaches(book), book.ledger.stale]).toEqual([0, 1, 0]);
  });

  test('what was answered after a read was sent binds it to nothing', () => {
    const book = new Book();
    book.write(10, 0, 1);
    const slow = book.send(READ, 11);
    book.serve(slow, 12);
    book.write(13);
    book.read(14);
    book.settle(slow, 15);
    expect(breaches(book)).toEqual([0, 0]);
  });

  test('keys are apart', () => {
    const book = new Book();
    const old = book.read(5);
    book.write(10, 1);
    book.repeat(old, 20, 30);
    expect(breaches(book)).toEqual([0, 0]);
  });
});

describe('duplicated and reordered', () => {
  test('a call that is served twice is a duplicate and one item', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    book.serve(r, 2);
    book.serve(r, 3);
    expect([book.ledger.duplicated, book.items(0)]).toEqual([1, 1]);
  });

  test('a write applied after a younger one of its key is reordered; keys are apart', () => {
    const book = new Book();
    const [old, young, other] = [book.send(WRITE, 1), book.send(WRITE, 2), book.send(WRITE, 0, 1)];
    for (const r of [young, old, other]) book.serve(r, 5);
    expect(book.ledger.reordered).toBe(1);
    const inOrder = new Book();
    for (const r of [inOrder.send(WRITE, 1), inOrder.send(WRITE, 1), inOrder.send(WRITE, 2)]) inOrder.serve(r, 5);
    expect(inOrder.ledger.reordered).toBe(0);
  });

  test('order is that of the key asked for, whatever salt a write lies under, and of its first copy', () => {
    const book = new Book();
    const first = book.universe.derive(0, 2);
    const [old, young] = [book.send(WRITE, 1), book.send(WRITE, 2)];
    book.serve(book.leg(young, first), 3);
    book.serve(book.leg(old, first + 1), 4);
    expect(book.ledger.reordered).toBe(1);
    const copies = new Book();
    const copy = copies.universe.derive(0, 2);
    const [one, two] = [copies.send(WRITE, 1), copies.send(WRITE, 2)];
    for (const r of [one, two]) copies.serve(copies.leg(r, copy), 3);
    for (const r of [two, one]) copies.serve(copies.leg(r, copy + 1), 4);
    expect(copies.ledger.reordered).toBe(0);
  });

  test('legs on different keys are one write each, and one acknowledgement', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const first = book.universe.derive(0, 2);
    for (const key of [first, first + 1]) book.serve(book.leg(r, key), 2);
    book.settle(r, 3);
    expect([book.items(first), book.items(first + 1), book.ledger.acknowledged, book.ledger.lost]).toEqual([
      1, 1, 1, 0,
    ]);
    expect(book.ledger.duplicated).toBe(0);
  });
});

describe('a message that repeats another', () => {
  test.each([
    ['the first one', 0],
    ['the repeat', 1],
  ])('brings the write once, whichever comes first: %s', (_, earlier) => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 1);
    book.settle(r, 2);
    const both = [message, book.sendAgain(message, 3)];
    book.serve(both[earlier]!, 4);
    expect([book.ledger.lost, book.items(0), book.ledger.duplicated]).toEqual([0, 1, 0]);
    book.serve(both[1 - earlier]!, 5);
    expect([book.ledger.lost, book.items(0), book.ledger.duplicated]).toEqual([0, 1, 1]);
    expect(book.ledger.applyDelayMs.max).toBe(3);
  });

  test('is no duplicate where the store knows it by its id', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 1);
    book.settle(r, 2);
    const again = book.sendAgain(message, 3);
    for (const row of [message, again]) book.raise(row, IDENTIFIED);
    book.serve(message, 4);
    book.serve(again, 5);
    expect([book.ledger.lost, book.items(0), book.ledger.duplicated]).toEqual([0, 1, 0]);
  });

  test('of a repeat brings what the first one brought', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 1);
    book.settle(r, 2);
    const again = book.sendAgain(book.sendAgain(message, 3), 4);
    book.serve(again, 5);
    expect([book.ledger.lost, book.items(0)]).toEqual([0, 1]);
  });
});

describe('a total', () => {
  test('sets its key to what was gathered, and counts nothing twice', () => {
    const book = new Book();
    book.write(1);
    book.write(2);
    const sum = book.gather(3);
    book.serve(book.total(sum, 1, 4), 4);
    book.serve(book.total(sum, 1, 5), 5);
    expect([book.items(1), book.ledger.duplicated, book.ledger.reordered, book.ledger.lost]).toEqual([2, 0, 0, 0]);
  });

  test('may be older than the one before, which is then gone', () => {
    const book = new Book();
    book.write(1);
    const old = book.gather(2);
    book.write(3);
    const young = book.gather(4);
    book.serve(book.total(young, 1, 5), 5);
    expect(book.items(1)).toBe(2);
    book.serve(book.total(old, 1, 6), 6);
    expect(book.items(1)).toBe(1);
  });
});

describe('lost', () => {
  test('what a lever took over is not, when its user was told that it failed; once applied it is an item all the same', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 2);
    book.settle(r, 3, OUTCOME_DROPPED);
    expect(book.ledger.lost).toBe(0);
    book.serve(message, 4);
    expect([book.ledger.lost, book.items(0)]).toEqual([0, 1]);
  });

  test('a write that the store applied is not lost, acknowledged or not', () => {
    const book = new Book();
    book.write(1);
    const late = book.send(WRITE, 2);
    book.settle(late, 3, OUTCOME_DROPPED);
    book.serve(late, 4);
    expect([book.ledger.lost, book.ledger.acknowledged, book.items(0)]).toEqual([0, 1, 2]);
  });

  test('an acknowledgement that nobody backs is a loss', () => {
    const book = new Book();
    book.settle(book.send(WRITE, 1), 2);
    expect(book.ledger.lost).toBe(1);
  });

  test('what a lever took over is lost until it is applied, and its delay runs from the user', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 2);
    book.settle(r, 3);
    expect(book.ledger.lost).toBe(1);
    book.serve(message, 41);
    expect([book.ledger.lost, book.items(0), book.ledger.applyDelayMs.max]).toEqual([0, 1, 40]);
  });

  test('a message that is put back hands on what it carried', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    book.settle(r, 2);
    const again = book.take(book.take(r, 2), 3);
    book.serve(again, 4);
    expect([book.items(0), book.ledger.duplicated]).toEqual([1, 0]);
  });

  // A message was applied, its client timed out and gave up: what goes back to the queue has nothing left to bring.
  test('a message applied before it is put back is applied twice, and one item', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 1);
    book.settle(r, 2);
    book.serve(message, 3);
    book.serve(book.take(message, 4), 5);
    expect([book.ledger.lost, book.items(0), book.ledger.duplicated]).toEqual([0, 1, 1]);
  });

  test('a message applied after it is put back is one of two applications, too', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 1);
    book.settle(r, 2);
    const again = book.take(message, 3);
    book.serve(message, 4);
    book.serve(again, 5);
    expect([book.ledger.lost, book.items(0), book.ledger.duplicated]).toEqual([0, 1, 1]);
  });

  test('a message written to several copies brings its write to each and is counted once', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    const message = book.take(r, 1);
    book.settle(r, 2);
    const first = book.universe.derive(0, 3);
    for (const key of [first, first + 1, first + 2]) book.serve(book.leg(message, key), 3);
    expect([book.ledger.lost, book.ledger.duplicated]).toEqual([0, 0]);
    expect([0, 1, 2].map((k) => book.items(first + k))).toEqual([1, 1, 1]);
  });

  test('a write applied while its acknowledgement is still under way is never less than not lost', () => {
    const book = new Book();
    const r = book.send(WRITE, 1);
    book.serve(book.take(r, 1), 2);
    expect(book.ledger.lost).toBe(0);
    book.settle(r, 3);
    expect(book.ledger.lost).toBe(0);
  });
});
