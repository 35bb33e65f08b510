import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestPool } from '../../../src/model/request/pool.ts';

/** A request of its own with one reference. */
function request(pool: RequestPool): number {
  return pool.open(0, 0);
}

/** A leg of `owner`, or an attempt of its call, each with a reference to its parents. */
function child(pool: RequestPool, owner: number, call: number | null): number {
  const row = pool.open(0, 0);
  pool.setOwner(row, owner);
  pool.setCall(row, call ?? row);
  pool.hold(owner, 1);
  if (call !== null && call !== owner) pool.hold(call, 1);
  return row;
}

const live = (pool: RequestPool): number[] => {
  const rows: number[] = [];
  pool.forEachLive((row) => rows.push(row));
  return rows;
};

describe('RequestPool', () => {
  test('rows come back last in, first out, each time with a new generation', () => {
    const pool = new RequestPool();
    const rows = [request(pool), request(pool), request(pool)];
    expect(rows).toEqual([0, 1, 2]);
    pool.release(0);
    pool.release(2);
    expect([pool.live, live(pool)]).toEqual([1, [1]]);
    expect([pool.generation(0), pool.generation(1), pool.generation(2)]).toEqual([1, 0, 1]);
    expect([request(pool), request(pool), request(pool)]).toEqual([2, 0, 3]);
    expect(pool.generation(2)).toBe(1);
  });

  test('a row is freed with its last reference', () => {
    const pool = new RequestPool();
    const r = request(pool);
    pool.hold(r, 1);
    pool.release(r);
    expect(pool.live).toBe(1);
    pool.release(r);
    expect([pool.live, live(pool)]).toEqual([0, []]);
  });

  test('a request outlives the attempts and legs that refer to it', () => {
    const pool = new RequestPool();
    const r = request(pool);
    const leg = child(pool, r, null);
    const attempt = child(pool, r, leg);
    pool.release(r);
    pool.release(leg);
    expect(live(pool)).toEqual([r, leg, attempt]);
    pool.release(attempt);
    expect(live(pool)).toEqual([]);
  });

  test('growth keeps every column, and new ones grow along', () => {
    const pool = new RequestPool();
    const whole = pool.column((capacity) => new Int32Array(capacity));
    const grownTo: number[] = [];
    pool.onGrow = (capacity) => grownTo.push(capacity);
    const first = request(pool);
    const bytes = ['needed', 'spare', 'stage', 'charge', 'end'] as const;
    for (const name of bytes) pool[name][first] = 7;
    pool.setKey(first, 11);
    pool.setReturned(first, 12);
    pool.setEntered(first, 13.5);
    pool.hold(first, 1);
    whole.data[first] = 8;
    for (let k = 0; k < 3000; k++) request(pool);
    expect([grownTo, pool.capacity, pool.live]).toEqual([[2048, 4096], 4096, 3001]);
    for (const name of bytes) expect([pool[name].length, pool[name][first]], name).toEqual([4096, 7]);
    expect([pool.key(first), pool.returned(first), pool.entered(first), pool.references(first)]).toEqual([
      11, 12, 13.5, 2,
    ]);
    expect([pool.owner(3000), pool.call(3000), pool.references(3000)]).toEqual([3000, 3000, 1]);
    expect([whole.data.length, whole.data[first], whole.data[3000]]).toEqual([4096, 8, 0]);
  });

  property.prop([fc.array(fc.nat(5), { maxLength: 400 })], { seed: 1 })(
    'hands out no row twice, whatever is taken and released',
    (steps) => {
      const pool = new RequestPool();
      const held: number[] = [];
      for (const step of steps) {
        if (step < 3 || held.length === 0) {
          const row = request(pool);
          expect(held).not.toContain(row);
          held.push(row);
        } else {
          pool.release(held.splice(step % held.length, 1)[0]!);
        }
        expect(pool.live).toBe(held.length);
      }
      expect(live(pool)).toEqual([...held].sort((a, b) => a - b));
    },
  );
});
