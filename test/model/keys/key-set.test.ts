import { describe, expect, test } from 'vitest';
import { ALL_KEYS, PatternKeySet } from '../../../src/model/keys/key-set.ts';
import { Universe } from '../../../src/model/keys/universe.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';

const universe = new Universe(
  [
    { kind: 'uniform', prefix: 'product:', count: 12 },
    { kind: 'single', key: 'views' },
    { kind: 'single', key: 'a*b' },
  ],
  createPlacement({ kind: 'hash' }, 3),
);
const names = Array.from({ length: universe.size }, (_, key) => universe.nameOf(key));
const chosen = (...patterns: string[]): string[] => {
  const keys = new PatternKeySet(universe, patterns);
  return names.filter((_, key) => keys.has(key));
};

describe('PatternKeySet', () => {
  test('names a key outright or a prefix of keys', () => {
    expect(chosen('views')).toEqual(['views']);
    expect(chosen('product:1')).toEqual(['product:1']);
    expect(chosen('product:1*')).toEqual(['product:1', 'product:10', 'product:11']);
    expect(chosen('product:1*', 'views', 'nobody')).toEqual(['product:1', 'product:10', 'product:11', 'views']);
    expect(chosen('*')).toEqual(names);
    expect(chosen()).toEqual([]);
  });

  test('a star within a name is a star', () => {
    expect(chosen('a*b')).toEqual(['a*b']);
    expect(chosen('p*1')).toEqual([]);
  });

  test('answers the same twice, and for keys that come later', () => {
    const keys = new PatternKeySet(universe, ['product:3*']);
    expect([keys.has(3), keys.has(3), keys.has(4), keys.has(4)]).toEqual([true, true, false, false]);
    const derived = universe.derive(3, 100);
    expect([keys.has(derived + 99), keys.has(universe.derive(4, 1)), keys.has(3)]).toEqual([true, false, true]);
  });

  test('ALL_KEYS has every key', () => {
    expect(ALL_KEYS.has(123_456)).toBe(true);
  });
});
