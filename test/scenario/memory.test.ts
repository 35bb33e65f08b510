/**
 * The estimate is arithmetic over the configuration; each number below is written out from the constants' meaning:
 * 64 MiB for the process, 1,560 B a partition (600 + 240 slices of 4 B), 40 B a key, 200 B a waiting request.
 */
import { expect, it } from 'vitest';
import { estimateMemory, estimateMemoryBytes } from '../../src/scenario/memory.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { extended, SMALL_SCENARIO, spoilt } from '../support/scenario-text.ts';

function estimated(text: string) {
  const result = parseScenario(text, { file: 'test.yaml' });
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join());
  return estimateMemory(result.scenario);
}

const withPartition = (partition: string) => `partitions: 4\n  partition: ${partition}`;
const overloaded = spoilt('500/s', '5000/s');

it('counts keys and partitions', () => {
  expect(estimated(SMALL_SCENARIO)).toEqual({
    base: 64 * 2 ** 20,
    partitions: 4 * 1560,
    indexes: [],
    keys: [100 * 40],
    requests: [0],
  });
});

it('adds up', () => {
  const result = parseScenario(SMALL_SCENARIO, { file: 'test.yaml' });
  expect(result.ok && estimateMemoryBytes(result.scenario)).toBe(64 * 2 ** 20 + 4 * 1560 + 100 * 40);
});

it('counts the tokens of a ring', () => {
  const ring = estimated(spoilt('partitions: 4', 'partitions: 4\n  placement: {kind: ring, virtualNodes: 8}'));
  expect(ring.partitions).toBe(4 * 1560 + 4 * 8 * 24);
});

it('counts keys under one prefix once, where there are most', () => {
  const more = (count: number) => `  - {name: b, arrivals: {rate: 1/s}, keys: {kind: uniform, count: ${count}}}`;
  expect(estimated(extended(more(50))).keys).toEqual([4000, 0]);
  expect(estimated(extended(more(100))).keys).toEqual([4000, 0]);
  expect(estimated(extended(more(200))).keys).toEqual([0, 8000]);
});

// 5,000/s into four partitions that serve 1,000/s each leave 1,000/s waiting: 60,000 requests after a minute.
it('counts what waits when the store as a whole is overloaded', () => {
  expect(estimated(overloaded).requests).toEqual([60_000 * 200]);
});

// One key at 1,500/s on one partition of 1,000/s: 500/s too many for a minute, 30,000.
it('counts what waits on the hottest key', () => {
  const single = spoilt('500/s', '1500/s').replace('{kind: uniform, count: 100}', '{kind: single, key: k}');
  expect(estimated(single).requests).toEqual([30_000 * 200]);
});

it('counts no more than the queues can hold, nor what the ceilings turn away', () => {
  const bounded = overloaded.replace('partitions: 4', withPartition('{queue: {capacity: 10}}'));
  expect(estimated(bounded).requests).toEqual([4 * 10 * 200]);
  const throttled = overloaded.replace('partitions: 4', withPartition('{ceiling: {reads: 900/s}}'));
  expect(estimated(throttled).requests).toEqual([0]);
});

it('gives followers the rate of whom they follow', () => {
  const follower = '  - {name: b, follows: browsing, keys: {kind: uniform, count: 100, prefix: "b:"}}';
  expect(estimated(overloaded + follower).requests).toEqual([60_000 * 200, 60_000 * 200]);
});
