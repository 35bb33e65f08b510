import { describe, expect, test } from 'vitest';
import type { KeyConfig } from '../../../src/model/config.ts';
import { Absences } from '../../../src/model/keys/absences.ts';
import { Universe } from '../../../src/model/keys/universe.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';
import { stream } from '../../support/small.ts';

const users = { kind: 'uniform', prefix: 'user:', count: 10_000 } as const;

function absent(sets: readonly { readonly keys: KeyConfig; readonly exist?: number }[]): string[] {
  const placement = createPlacement({ kind: 'hash' }, 2, () => []);
  const universe = new Universe(
    sets.map(({ keys }) => keys),
    placement,
  );
  const absences = new Absences(
    sets.map((set) => stream(1, set)),
    universe,
  );
  return Array.from({ length: universe.size }, (_, key) => key)
    .filter((key) => absences.has(key))
    .map((key) => universe.nameOf(key));
}

describe('keys without an item', () => {
  // Binomial: 2,000 give or take 40.
  test('are the share of the keys that is left', () => {
    expect(Math.abs(absent([{ keys: users, exist: 0.8 }]).length - 2000)).toBeLessThan(4 * 40);
    expect(absent([{ keys: users }])).toEqual([]);
    expect(absent([{ keys: users, exist: 0 }]).length).toBe(10_000);
  });

  test('are the same ones whatever else there is, and fewer where more exist', () => {
    const few = absent([{ keys: users, exist: 0.9 }]);
    const others = { kind: 'uniform', prefix: 'other:', count: 500 } as const;
    expect(absent([{ keys: others }, { keys: { ...users, count: 5000 }, exist: 0.9 }])).toEqual(
      few.filter((name) => Number(name.slice('user:'.length)) < 5000),
    );
    const more = new Set(absent([{ keys: users, exist: 0.5 }]));
    expect(few.filter((name) => !more.has(name))).toEqual([]);
  });

  test('are so for everybody when one workload says so, and for its keys alone', () => {
    const one = { kind: 'single', key: 'user:7' } as const;
    const sets = [{ keys: users }, { keys: one, exist: 0 }, { keys: { ...one, key: 'page' }, exist: 0 }];
    expect(absent(sets)).toEqual(['user:7', 'page']);
  });
});
