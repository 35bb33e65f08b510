import { describe, expect, test } from 'vitest';
import { mitigations } from '../../src/mitigations/registry.ts';
import { servedInOrder } from '../support/line-up.ts';
import { LineWorld } from '../support/line-world.ts';
import { lever } from '../support/small.ts';

const NAMES = ['first', 'a1', 'a2', 'a3', 'a4', 'b1', 'b2'];
const byKey = (...weights: string[]) => [lever('fair-queueing', { weights, by: 'key' })];

/** A line of one partition; request r is of workload alpha, beta or gamma as r mod 3 is 0, 1 or 2. */
function lineOf(options: object) {
  const made = mitigations['fair-queueing']!.create!(lever('fair-queueing', options as never).options as never);
  made.bind!(new LineWorld(1000).world);
  return made.discipline!(0);
}

describe('fair-queueing', () => {
  // Virtual starts: a at 0, then every 1/weight; b at 0, then every 1. The least is next, at a tie the one named first.
  test('takes turns by weight, in order of arrival within a class', () => {
    expect(servedInOrder(NAMES, byKey('key:a*', 'key:b*'))).toEqual(['first', 'a1', 'b1', 'a2', 'b2', 'a3', 'a4']);
    expect(servedInOrder(NAMES, byKey('key:a*=2', 'key:b*'))).toEqual(['first', 'a1', 'b1', 'a2', 'a3', 'b2', 'a4']);
    expect(servedInOrder(NAMES, byKey('key:b*=10', 'key:a*'))).toEqual(['first', 'b1', 'a1', 'b2', 'a2', 'a3', 'a4']);
  });

  test('has whoever is in no class in one more of weight 1', () => {
    expect(servedInOrder(NAMES, byKey('key:b*'))).toEqual(['first', 'b1', 'a1', 'b2', 'a2', 'a3', 'a4']);
  });

  // Ten turns of alpha while beta is away: beta then gets every second turn, and not ten for those it missed.
  test('saves nothing up for a class that is away', () => {
    const line = lineOf({ weights: ['alpha', 'beta'] });
    for (let k = 0; k < 20; k++) line.push(3 * k);
    for (let k = 0; k < 10; k++) line.shift();
    for (let k = 0; k < 5; k++) line.push(3 * k + 1);
    expect(Array.from({ length: 8 }, () => line.shift() % 3).reduce((sum, of) => sum + of, 0)).toBe(4);
  });

  // Requests of an odd number take two units, those of an even number one.
  test('charges units where it is told to', () => {
    const line = lineOf({ weights: ['alpha', 'beta'], charge: 'units' });
    for (let k = 0; k < 12; k++) line.push(6 * k);
    for (let k = 0; k < 12; k++) line.push(6 * k + 1);
    const turns = Array.from({ length: 12 }, () => line.shift() % 3);
    expect(turns.filter((of) => of === 0)).toHaveLength(8);
  });
});
