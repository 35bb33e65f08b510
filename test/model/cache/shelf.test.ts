import { describe, expect, test } from 'vitest';
import { NOTHING, Shelf } from '../../../src/model/cache/shelf.ts';

const holds = (shelf: Shelf, ...keys: number[]): boolean[] => keys.map((key) => shelf.find(key) !== NOTHING);

describe('a bounded shelf', () => {
  test('parts with what was used least recently', () => {
    const shelf = new Shelf(2, 'lru');
    shelf.put(1);
    shelf.put(2);
    shelf.touch(shelf.find(1));
    shelf.put(3);
    expect(holds(shelf, 1, 2, 3)).toEqual([true, false, true]);
    expect(shelf.footprint).toBe(2);
  });

  test('or least often since it came', () => {
    const shelf = new Shelf(2, 'lfu');
    shelf.put(1);
    shelf.touch(shelf.find(1));
    shelf.put(2);
    shelf.put(3);
    expect(holds(shelf, 1, 2, 3)).toEqual([true, false, true]);
  });

  test('gives an entry to another key as new: nothing of the old one is left', () => {
    const shelf = new Shelf(1, 'lru');
    const entry = shelf.put(1);
    shelf.tookMs[entry] = 7;
    shelf.isRefreshing[entry] = 1;
    expect(shelf.put(2)).toBe(entry);
    expect([shelf.tookMs[entry], shelf.isRefreshing[entry]]).toEqual([0, 0]);
  });

  test('has room again for what was removed, and its footprint is the most it held', () => {
    const shelf = new Shelf(3, 'lru');
    for (const key of [1, 2, 3]) shelf.put(key);
    shelf.remove(shelf.find(2));
    shelf.put(4);
    expect(holds(shelf, 1, 2, 3, 4)).toEqual([true, false, true, true]);
    shelf.clear();
    expect([...holds(shelf, 1, 3, 4), shelf.footprint]).toEqual([false, false, false, 3]);
  });
});

test('an unbounded shelf forgets what it had when it is cleared, and is still billed for it', () => {
  const shelf = new Shelf(undefined, 'lru');
  for (let key = 0; key < 100; key++) shelf.expiresAt[shelf.put(key)] = 1000;
  shelf.clear();
  expect([...shelf.expiresAt].every((at) => at === 0)).toBe(true);
  expect(shelf.footprint).toBe(100);
});
