import { describe, expect, test } from 'vitest';
import { autoScaling } from '../../src/mitigations/auto-scaling.ts';
import type { RatePair } from '../../src/model/config.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { OptionValue } from '../../src/units/option.ts';
import { lever, metricsOf, metronome, small, stream } from '../support/small.ts';

const provisioned = (rates: RatePair) => ({ throughput: { ...rates, burstSeconds: 0, burstStartsFull: false } });
const chosen = (options: Readonly<Record<string, OptionValue>>) => lever('auto-scaling', options).options as never;
const objected = (options: Readonly<Record<string, OptionValue>>) =>
  autoScaling.objection!(chosen(options), new Set(Object.keys(options)))?.option ?? null;
const misfitting = (options: Readonly<Record<string, OptionValue>>, rates: RatePair | null) =>
  autoScaling.misfit!(chosen(options), small(rates === null ? {} : { store: provisioned(rates) }).model)?.option ??
  null;

describe('the options of auto-scaling', () => {
  test('have a least that is not above the most, and is of what is scaled', () => {
    expect(objected({ maxWrites: 10, minWrites: 11 })).toBe('minWrites');
    expect(objected({ maxReads: 10, minReads: 11 })).toBe('minReads');
    expect(objected({ maxReads: 10, minWrites: 5 })).toBe('minWrites');
    expect(objected({ maxWrites: 10, minReads: 5 })).toBe('minReads');
    expect(objected({ maxWrites: 10, minWrites: 10, maxReads: 10 })).toBeNull();
  });

  test('scale something, and what is limited', () => {
    const writes = { reads: null, writes: 10 };
    expect(misfitting({}, writes)).toBe('maxWrites');
    expect(misfitting({ maxWrites: 20 }, null)).toBe('maxWrites');
    expect(misfitting({ maxReads: 20, maxWrites: 20 }, writes)).toBe('maxReads');
    expect(misfitting({ maxWrites: 20 }, writes)).toBeNull();
    expect(misfitting({ maxReads: 20 }, { reads: 10, writes: null })).toBeNull();
  });

  test('leave room for an item', () => {
    const workload = [stream(10, { sizeBytes: 3 * 1024, reads: 0.5 })];
    const misfit = (options: Readonly<Record<string, OptionValue>>, burstSeconds: number) => {
      const throughput = { reads: 10, writes: 10, burstSeconds, burstStartsFull: false };
      return autoScaling.misfit!(chosen(options), small({ store: { throughput }, workload }).model)?.allowed ?? null;
    };
    expect(misfit({ maxWrites: 20, minWrites: 2 }, 0)).toBe('at least 3/s');
    expect(misfit({ maxWrites: 20, minWrites: 3, maxReads: 20 }, 0)).toBeNull();
    expect(misfit({ maxWrites: 20 }, 2)).toBeNull();
  });
});

describe('auto-scaling', () => {
  test('needs a table that is provisioned', () => {
    const text = (throughput: string) => `name: table
duration: 1s
store: {partitions: 2${throughput}}
workload: [{name: users, arrivals: {kind: poisson, rate: 10/s}, keys: {kind: single, key: a}}]
plans: {scaled: [{kind: auto-scaling, maxReads: 100/s}]}
`;
    const parsed = parseScenario(text(''), { file: 'table.yaml' });
    expect(!parsed.ok && parsed.issues.map(({ code }) => code)).toContain('needs-throughput');
    expect(parseScenario(text(', throughput: {reads: 10/s}'), { file: 'table.yaml' }).ok).toBe(true);
  });

  test('scales reads and writes each by their own use', () => {
    const metrics = metricsOf({
      durationMs: 10_000,
      store: provisioned({ reads: 10, writes: 10 }),
      workload: [metronome(40, { name: 'readers' }), metronome(7, { name: 'writers', reads: 0 })],
      plan: [lever('auto-scaling', { maxReads: 1000, maxWrites: 1000, every: 1000, delay: 0, inAfter: 100 })],
    });
    expect(metrics['table.readUnitsPerSecond']!).toBeGreaterThan(20);
    expect(metrics['table.writeUnitsPerSecond']).toBe(10);
    expect(metrics['writes.attempts.throttled']).toBe(0);
  });
});
