import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyConfig } from '../../../src/model/config.ts';
import { Universe } from '../../../src/model/keys/universe.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';

const numbered = (prefix: string, count: number): KeyConfig => ({ kind: 'uniform', prefix, count });
const named = (key: string): KeyConfig => ({ kind: 'single', key });
const placement = createPlacement({ kind: 'hash' }, 7);
const universe = (...configs: KeyConfig[]): Universe => new Universe(configs, placement);
const allNames = (keys: Universe): string[] => Array.from({ length: keys.size }, (_, key) => keys.nameOf(key));

/** A column that knows how far it has grown. */
class Column {
  length = 0;

  grow(size: number): void {
    this.length = size;
  }
}

describe('Universe', () => {
  test('lays out numbered spaces, then keys named outright', () => {
    const configs = [numbered('a:', 3), named('celebrity'), numbered('b:', 2)];
    const keys = universe(...configs);
    expect(allNames(keys)).toEqual(['a:0', 'a:1', 'a:2', 'b:0', 'b:1', 'celebrity']);
    expect(configs.map((config) => keys.first(config))).toEqual([0, 5, 3]);
    expect(keys.outright()).toEqual([5]);
  });

  test('workloads with one prefix share its keys, as many as the largest has', () => {
    const keys = universe(numbered('a:', 2), numbered('a:', 4), numbered('a:', 1));
    expect(allNames(keys)).toEqual(['a:0', 'a:1', 'a:2', 'a:3']);
    expect(keys.first(numbered('a:', 1))).toBe(0);
  });

  test('a key named outright that is a numbered one is that one', () => {
    const keys = universe(named('a:3'), numbered('a:', 5), named('a:3'));
    expect(keys.size).toBe(5);
    expect(keys.first(named('a:3'))).toBe(3);
    expect(keys.outright()).toEqual([3]);
  });

  test.each(['a:5', 'a:03', 'a:', 'a:3 ', 'A:3', 'a:3.0', 'a:-1', 'a:1e0'])('%j is none of a:0 … a:4', (name) => {
    const keys = universe(numbered('a:', 5), named(name));
    expect(keys.first(named(name))).toBe(5);
    expect(keys.nameOf(5)).toBe(name);
  });

  test('derived keys are neighbours, named after their parent, placed by their own names', () => {
    const keys = universe(numbered('a:', 2), named('c'));
    const first = keys.derive(1, 3);
    const second = keys.derive(2, 2);
    const nested = keys.derive(first + 2, 2);
    expect([first, second, nested, keys.size]).toEqual([3, 6, 8, 10]);
    expect(allNames(keys).slice(3)).toEqual(['a:1#0', 'a:1#1', 'a:1#2', 'c#0', 'c#1', 'a:1#2#0', 'a:1#2#1']);
    for (let key = 0; key < keys.size; key++)
      expect(keys.partitionOf(key)).toBe(placement.place(keys.nameOf(key), -1, 0));
  });

  test('a name leads to one key, wherever it comes from', () => {
    const keys = universe(numbered('a:', 5), named('c'));
    const fresh = keys.intern('T7#2026-01-01');
    expect([keys.intern('a:3'), keys.intern('c'), fresh, keys.intern('T7#2026-01-01')]).toEqual([3, 5, 6, 6]);
    expect([keys.nameOf(fresh), keys.size]).toEqual(['T7#2026-01-01', 7]);
    expect(keys.partitionOf(fresh)).toBe(placement.place('T7#2026-01-01', -1, 0));
    expect(keys.partitionOfName('T7#2026-01-01')).toBe(keys.partitionOf(fresh));
    expect(keys.outright()).toEqual([5]);
  });

  test('what a key keeps under a partition key is its own, and lives where that key lives', () => {
    const keys = universe(numbered('a:', 5), named('c'));
    const [kept, other] = [keys.keep(2, 'shard/1'), keys.keep(5, 'shard/1')];
    expect([kept, other, keys.keep(2, 'a:2')]).toEqual([6, 7, 2]);
    expect([keys.nameOf(kept), keys.nameOf(other)]).toEqual(['shard/1|a:2', 'shard/1|c']);
    for (const key of [kept, other]) expect(keys.partitionOf(key)).toBe(placement.place('shard/1', -1, 0));
  });

  test('items of a partition key are keys of their own, and a placement is told the key and where they come under it', () => {
    const seen: unknown[] = [];
    const keys = new Universe([numbered('a:', 5), named('c')], {
      place(...of) {
        seen.push(of);
        return 0;
      },
    });
    const sort = (text: string) => ({ text, order: text.padStart(3, '0') });
    const [one, other, third] = [keys.item('a:2', sort('7')), keys.item('a:2', sort('8')), keys.item('T', sort('7'))];
    expect([one, other, third, keys.item('a:2', sort('7')), keys.intern('a:2|7')]).toEqual([6, 7, 8, 6, 9]);
    expect([one!, other!, third!].map((key) => keys.nameOf(key))).toEqual(['a:2|7', 'a:2|8', 'T|7']);
    for (const key of [one!, other!, third!, keys.keep(one!, 'elsewhere'), keys.derive(one!, 2)]) keys.partitionOf(key);
    expect(seen).toEqual([
      ['a:2', 2, 5, '007'],
      ['a:2', 2, 5, '008'],
      ['T', -1, 0, '007'],
      ['elsewhere', -1, 0, ''],
      ['a:2|7#0', -1, 0, ''],
    ]);
  });

  test('a partition is worked out once', () => {
    let placings = 0;
    const counting = { place: () => placings++ };
    const keys = new Universe([numbered('a:', 2)], counting);
    expect([keys.partitionOf(1), keys.partitionOf(1), keys.partitionOf(0), keys.partitionOf(1)]).toEqual([0, 0, 1, 0]);
    expect(placings).toBe(2);
  });

  test('a placement is told the number of a key in its own space', () => {
    const seen: unknown[] = [];
    const keys = new Universe([numbered('a:', 2), numbered('b:', 9), named('b:4'), named('c')], {
      place(...of) {
        seen.push(of);
        return 0;
      },
    });
    for (const config of [named('b:4'), named('c')]) keys.partitionOf(keys.first(config));
    keys.partitionOf(keys.derive(0, 1));
    expect(seen).toEqual([
      ['b:4', 4, 9, ''],
      ['c', -1, 0, ''],
      ['a:0#0', -1, 0, ''],
    ]);
  });

  // A column that joins late must cover what `derive` may hand out before the universe grows again.
  property.prop([fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }), fc.nat(30)], { seed: 1 })(
    'columns cover every key at all times, whenever they join',
    (blocks, joinsAt) => {
      const keys = universe(numbered('a:', 3));
      const early = new Column();
      const late = new Column();
      keys.register(early);
      for (const [i, count] of blocks.entries()) {
        if (i === joinsAt) keys.register(late);
        keys.derive(0, count);
        expect(early.length).toBeGreaterThanOrEqual(keys.size);
        if (i >= joinsAt) expect(late.length).toBeGreaterThanOrEqual(keys.size);
      }
    },
  );

  test('names lead back to their keys, over thousands of derived blocks', () => {
    const keys = universe(numbered('a:', 50));
    const firsts = Array.from({ length: 2000 }, (_, i) => keys.derive(i % 50, 1 + (i % 3)));
    for (const [i, first] of firsts.entries()) {
      expect(keys.nameOf(first)).toBe(`a:${i % 50}#0`);
      expect(keys.nameOf(first + (i % 3))).toBe(`a:${i % 50}#${i % 3}`);
    }
  });
});
