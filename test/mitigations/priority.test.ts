import { describe, expect, test } from 'vitest';
import { servedInOrder } from '../support/line-up.ts';
import { lever, metricsOf, stream } from '../support/small.ts';

const FIVE = ['a', 'b', 'c', 'd', 'e'];

describe('priority', () => {
  test('takes the highest class first, and whoever is in none last', () => {
    expect(servedInOrder(FIVE, [lever('priority', { classes: ['e', 'c'] })])).toEqual(['a', 'e', 'c', 'b', 'd']);
  });

  test('takes nobody out of service', () => {
    expect(servedInOrder(FIVE, [lever('priority', { classes: ['b'] })])[0]).toBe('a');
  });

  test('knows classes of keys, by name and by prefix', () => {
    const classes = (...names: string[]) => [lever('priority', { classes: names, by: 'key' })];
    expect(servedInOrder(FIVE, classes('key:d', 'key:c'))).toEqual(['a', 'd', 'c', 'b', 'e']);
    expect(servedInOrder(FIVE, classes('key:d', 'key:*'))).toEqual(['a', 'd', 'b', 'c', 'e']);
  });

  test('turns the highest class away from a queue that is full of the lowest', () => {
    const full = { partition: { queueCapacity: 2 } };
    expect(servedInOrder(FIVE, [lever('priority', { classes: ['e'] })], full)).toEqual(['a', 'b', 'c']);
  });

  // 1,200/s of the high class on 1,000/s: the low one is served as long as the high one happens to have nobody waiting, in the first moments; in
  // order of arrival all are until the wait is half a second, 1.7 s on.
  test('starves the low class', () => {
    const workload = [stream(1200, { name: 'high' }), stream(100, { name: 'low' })];
    const changes = { durationMs: 5000, workload, clients: { deadlineMs: 500 } };
    const metrics = metricsOf({ ...changes, plan: [lever('priority', { classes: ['high'] })] });
    expect(metrics['low.requests.served']).toBeLessThan(50);
    expect(metricsOf(changes)['low.requests.served']).toBeGreaterThan(100);
  });

  test('counts what a mitigation sends for a workload as of that workload', () => {
    const workload = [stream(600, { name: 'readers' }), stream(600, { name: 'writers', reads: 0 })];
    const plan = (...classes: string[]) => [
      lever('write-buffer', { drain: 1000, acknowledge: 0 }),
      lever('priority', { classes }),
    ];
    const meanOf = (first: string) =>
      metricsOf({ durationMs: 3000, workload, plan: plan(first) })['readers.latencyMs.mean']!;
    expect(meanOf('readers')).toBeLessThan(0.2 * meanOf('writers'));
  });
});
