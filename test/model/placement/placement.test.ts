import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlacementConfig } from '../../../src/model/config.ts';
import { replaced } from '../../../src/model/placement/isolated.ts';
import { murmur3 } from '../../../src/model/placement/murmur3.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';
import { redisSlot } from '../../../src/model/placement/redis-slots.ts';

const run = { seed: 1, numRuns: 200 };
const kinds: readonly PlacementConfig[] = [
  { kind: 'hash' },
  { kind: 'modulo' },
  { kind: 'ring', virtualNodes: 5 },
  { kind: 'range', boundaries: null },
  { kind: 'rendezvous' },
  { kind: 'redis-slots' },
  { kind: 'kafka-murmur2' },
  { kind: 'directory', table: { celebrity: 0, 'key:*': 0 }, others: null },
  { kind: 'pre-split', by: 'hex', sample: 1 },
  { kind: 'pre-split', by: 'requests', sample: 1 },
];
const names = Array.from({ length: 2000 }, (_, i) => `key:${i}`);

/** χ² of the keys per partition against an even spread. */
function chiSquare(config: PlacementConfig, partitions: number): number {
  const placement = createPlacement(config, partitions);
  const counts = new Float64Array(partitions);
  for (const [number, name] of names.entries()) counts[placement.place(name, number, names.length)]!++;
  const expected = names.length / partitions;
  return counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
}

describe('every placement', () => {
  property.prop([fc.constantFrom(...kinds), fc.integer({ min: 1, max: 40 }), fc.string(), fc.nat(99)], run)(
    'gives a partition that exists, the same each time',
    (config, partitions, name, number) => {
      const part = createPlacement(config, partitions).place(name, number, 100);
      expect(Number.isInteger(part) && part >= 0 && part < partitions).toBe(true);
      expect(createPlacement(config, partitions).place(name, number, 100)).toBe(part);
    },
  );
});

describe('hash', () => {
  test('is the published hash modulo the number of partitions', () => {
    expect(createPlacement({ kind: 'hash' }, 10).place('hello', -1, 0)).toBe(0x248bfa47 % 10);
    expect(createPlacement({ kind: 'hash' }, 21).place('hello, world', 3, 9)).toBe(0x149bbb7f % 21);
  });

  // 11 degrees of freedom: χ² beyond 31.3 comes up once in a thousand names; the names are fixed, so this is no gamble.
  test('spreads numbered names evenly', () => {
    expect(chiSquare({ kind: 'hash' }, 12)).toBeLessThan(31.3);
  });
});

describe('modulo', () => {
  test('deals numbered keys out in turn and hashes the others', () => {
    const placement = createPlacement({ kind: 'modulo' }, 7);
    expect([0, 1, 6, 7, 20].map((number) => placement.place('x', number, 100))).toEqual([0, 1, 6, 0, 6]);
    expect(placement.place('hello', -1, 0)).toBe(0x248bfa47 % 7);
  });
});

describe('range', () => {
  test('a boundary belongs to the partition that begins there', () => {
    const placement = createPlacement({ kind: 'range', boundaries: ['g', 'p'] }, 3);
    expect(['', 'a', 'fz', 'g', 'g0', 'o', 'p', 'z'].map((name) => placement.place(name, -1, 0))).toEqual([
      0, 0, 0, 1, 1, 1, 2, 2,
    ]);
  });

  // Equal stretches: ⌊i·n/count⌋ never falls, uses every partition where there are enough keys, and no partition has
  // more than ⌈count/n⌉ keys.
  property.prop([fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 300 })], run)(
    'without boundaries cuts a key space into equal stretches',
    (partitions, count) => {
      const placement = createPlacement({ kind: 'range', boundaries: null }, partitions);
      const parts = Array.from({ length: count }, (_, number) => placement.place('', number, count));
      expect(parts).toEqual([...parts].sort((a, b) => a - b));
      const sizes = new Map<number, number>();
      for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
      expect(sizes.size).toBe(Math.min(partitions, count));
      expect(Math.max(...sizes.values())).toBe(Math.ceil(count / partitions));
    },
  );

  test('without boundaries puts a key that has no number on the first partition', () => {
    expect(createPlacement({ kind: 'range', boundaries: null }, 9).place('celebrity', -1, 0)).toBe(0);
  });
});

/** Partitions that keys go to which are somewhere else when a ninth partition joins eight. */
function moved(config: PlacementConfig): number[] {
  const [before, after] = [createPlacement(config, 8), createPlacement(config, 9)];
  return names
    .filter((name) => before.place(name, -1, 0) !== after.place(name, -1, 0))
    .map((name) => after.place(name, -1, 0));
}

describe('rendezvous', () => {
  // 11 degrees of freedom, as for the hash.
  test('spreads names evenly', () => {
    expect(chiSquare({ kind: 'rendezvous' }, 12)).toBeLessThan(31.3);
  });

  // The ninth partition has the highest number for 1/9 of the keys, and no other key has any reason to move: 222 of 2,000,
  // give or take 14.
  test('a partition that joins takes its part of the keys and moves none between the others', () => {
    const found = moved({ kind: 'rendezvous' });
    expect(new Set(found)).toEqual(new Set([8]));
    expect(Math.abs(found.length - 2000 / 9)).toBeLessThan(4 * 14);
  });
});

describe('redis-slots', () => {
  // redis-cli deals 16,384 slots to three masters as 0–5460, 5461–10922 and 10923–16383.
  test('deals stretches of slots as redis-cli does', () => {
    const placement = createPlacement({ kind: 'redis-slots' }, 3);
    const bySlot = new Map(Array.from({ length: 300_000 }, (_, i) => [redisSlot(`k${i}`), `k${i}`]));
    const parts = [0, 5460, 5461, 10_922, 10_923, 16_383].map((slot) => placement.place(bySlot.get(slot)!, -1, 0));
    expect(parts).toEqual([0, 0, 1, 1, 2, 2]);
  });

  // Statement 12 that a faithful simulator contradicts: salts behind a hash tag.
  test('keeps the salts of a tagged key together', () => {
    const placement = createPlacement({ kind: 'redis-slots' }, 16_384);
    const salts = (key: string) => Array.from({ length: 50 }, (_, k) => placement.place(`${key}#${k}`, -1, 0));
    expect(new Set(salts('{conversation}')).size).toBe(1);
    expect(new Set(salts('conversation')).size).toBeGreaterThan(45);
  });
});

describe('kafka-murmur2', () => {
  test('is the hash without its sign, modulo the number of partitions', () => {
    const placement = createPlacement({ kind: 'kafka-murmur2' }, 10);
    expect(placement.place('21', -1, 0)).toBe((-973932308 & 0x7fffffff) % 10);
    expect(placement.place('abc', -1, 0)).toBe(479470107 % 10);
  });
});

describe('directory', () => {
  const table = { 'user:*': 1, 'user:7*': 2, 'user:77': 3, '*tail': 4 };
  const placement = createPlacement({ kind: 'directory', table, others: 2 }, 6);

  test('a name goes before a prefix, and a longer prefix first', () => {
    expect(['user:1', 'user:7', 'user:78', 'user:77', '*tail'].map((name) => placement.place(name, -1, 0))).toEqual([
      1, 2, 2, 3, 4,
    ]);
  });

  test('what is not listed is hashed over the first partitions', () => {
    const parts = names.map((name) => placement.place(name, -1, 0));
    expect(parts).toEqual(names.map((name) => murmur3(name) % 2));
    expect(createPlacement({ kind: 'directory', table, others: null }, 6).place('hello', -1, 0)).toBe(0x248bfa47 % 6);
  });
});

describe('isolated', () => {
  const config: PlacementConfig = { kind: 'isolated', keys: ['hot', 'vip:*'], each: 2, others: { kind: 'modulo' } };
  const placement = createPlacement(config, 7);

  test('the last partitions belong to the named keys, and the others share the rest', () => {
    expect([0, 1, 2, 3, 4].map((number) => placement.place(`k${number}`, number, 5))).toEqual([0, 1, 2, 0, 1]);
    expect([3, 4]).toContain(placement.place('hot', -1, 0));
    const vips = names.map((_, i) => placement.place(`vip:${i}`, i, 2000));
    expect(new Set(vips)).toEqual(new Set([5, 6]));
    expect(placement.place('hotter', 6, 9)).toBe(0);
  });

  test('stays as it is under another placement for the rest', () => {
    const ring: PlacementConfig = { kind: 'ring', virtualNodes: 4 };
    expect(replaced(config, () => ring)).toEqual({ ...config, others: ring });
    expect(replaced({ kind: 'hash' }, () => ring)).toBe(ring);
  });
});

describe('ring', () => {
  property.prop([fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.string()], run)(
    'gives a key to the owner of the next token clockwise',
    (partitions, virtualNodes, name) => {
      const tokens = Array.from({ length: partitions * virtualNodes }, (_, i) => {
        const owner = Math.floor(i / virtualNodes);
        return { owner, token: murmur3(`partition:${owner}:${i % virtualNodes}`) };
      }).sort((a, b) => a.token - b.token);
      const next = tokens.find(({ token }) => token >= murmur3(name)) ?? tokens[0]!;
      expect(createPlacement({ kind: 'ring', virtualNodes }, partitions).place(name, -1, 0)).toBe(next.owner);
    },
  );

  test('a partition that joins takes keys and moves none between the others, unlike modulo', () => {
    const onRing = moved({ kind: 'ring', virtualNodes: 32 });
    expect(new Set(onRing)).toEqual(new Set([8]));
    // 1/9 of the keys should move on the ring, 8/9 under a modulo.
    expect(onRing.length / names.length).toBeLessThan(0.25);
    expect(moved({ kind: 'hash' }).length / names.length).toBeGreaterThan(0.8);
  });

  test('is evened out by virtual nodes', () => {
    expect(chiSquare({ kind: 'ring', virtualNodes: 256 }, 12)).toBeLessThan(
      chiSquare({ kind: 'ring', virtualNodes: 1 }, 12) / 5,
    );
  });
});
