import { describe, expect, test } from 'vitest';
import { mitigations } from '../src/mitigations/registry.ts';
import { REFUSE } from '../src/model/codes.ts';
import { defineMitigation, type Lever } from '../src/model/mitigation.ts';
import { contractViolations } from '../src/testing.ts';

const made = (create: () => Lever) =>
  defineMitigation({ kind: 'own', mechanism: 'a', cost: 'b', backfires: 'c', options: {}, facts: [], create });

describe('the contract of a mitigation', () => {
  test.each([
    ['rate-limit', { rate: '50/s' }],
    ['client-throttle', {}],
    ['circuit-breaker', { calls: 5, open: '100ms', probes: 2 }],
    ['concurrency-limit', { initial: 2 }],
    ['salting', { salts: 3, keys: ['hot'] }],
    ['codel', { short: '2ms', order: 'adaptive-lifo' }],
    ['fair-queueing', { weights: ['hot=3'], by: 'key' }],
    ['key-template', { template: '{tenant}#{user%3}', unknown: ['user'] }],
    ['tenant-quota', { rate: '20/s' }],
  ])('is kept by %s', (kind, options) => {
    expect(contractViolations(mitigations[kind]!, { options, scenarios: 6 })).toEqual([]);
  });

  test('is broken by chance that is not the run’s', () => {
    let calls = 0;
    const found = contractViolations(made(() => ({ kind: 'own', admit: () => (calls++ % 7 === 0 ? REFUSE : 0) })));
    expect(
      found.some((violation) =>
        violation.startsWith('the same run twice gives different results; reproduce with\nname: contract'),
      ),
    ).toBe(true);
  });

  test('is broken by a footprint below nothing', () => {
    const found = contractViolations(
      made(() => ({ kind: 'own', admit: () => 0, footprint: () => -1 })),
      { scenarios: 1 },
    );
    expect(found.join('\n')).toContain('plan own: bill.memoryEntries is -1');
  });

  test('is broken by what throws, and by options that a scenario may not have', () => {
    const throwing = made(() => ({
      kind: 'own',
      admit() {
        throw new Error('no');
      },
    }));
    expect(contractViolations(throwing, { scenarios: 1 })[0]).toMatch(/^a run fails: no; reproduce with\n/);
    expect(contractViolations(mitigations['rate-limit']!, { scenarios: 1 })[0]).toMatch(
      /^the scenario is refused: line \d+: /,
    );
  });

  test('is tried on other scenarios under another seed, and on the same under the same', () => {
    const texts = (seed: string) => contractViolations(mitigations['rate-limit']!, { seed });
    expect(texts('1')).toEqual(texts('1'));
    expect(texts('1')).not.toEqual(texts('2'));
  });
});
