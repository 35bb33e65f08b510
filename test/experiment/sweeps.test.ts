import { expect, test } from 'vitest';
import { sweepsOf } from '../../src/experiment/sweeps.ts';
import { mitigations } from '../../src/mitigations/registry.ts';
import { lever } from '../support/small.ts';

const cached = (name: string, ttl: number, keys?: readonly string[]) => ({
  name,
  levers: [lever('coalescing'), lever('cache', { ttl, ...(keys && { keys }) })],
});

test('plans that differ in one number are a sweep, in order of that number', () => {
  const plans = [cached('long', 60_000), { name: 'none', levers: [] }, cached('short', 500), cached('middle', 5000)];
  expect(sweepsOf(plans, mitigations)).toEqual([
    {
      kind: 'cache',
      option: 'ttl',
      points: [
        { plan: 'short', value: 500, text: '500ms' },
        { plan: 'middle', value: 5000, text: '5s' },
        { plan: 'long', value: 60_000, text: '1m' },
      ],
    },
  ]);
});

test('two values are none, nor are plans that differ in something else as well', () => {
  expect(sweepsOf([cached('a', 1), cached('b', 2), cached('c', 2)], mitigations)).toEqual([]);
  expect(sweepsOf([cached('a', 1), cached('b', 2), cached('c', 3, ['k'])], mitigations)).toEqual([]);
});
