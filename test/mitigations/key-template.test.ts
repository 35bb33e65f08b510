import { describe, expect, test } from 'vitest';
import { keyTemplate } from '../../src/mitigations/key-template.ts';
import type { AttributeConfig } from '../../src/model/config.ts';
import { HashPlacement } from '../../src/model/placement/hash.ts';
import { defaultOf, type OptionValue } from '../../src/units/option.ts';
import { recordWith } from '../support/lever-run.ts';
import { type Changes, lever, metricsOf, metronome, small, stream } from '../support/small.ts';

const PARTITIONS = 12;
const user: AttributeConfig = { name: 'user', kind: 'uniform', count: 1000, first: 0 };
const event: AttributeConfig = { name: 'event', kind: 'unique' };
const minute: AttributeConfig = { name: 'minute', kind: 'minute', startMs: 30_000 };
const attributes = [user, event, minute];

const design = (template: string, more: Readonly<Record<string, OptionValue>> = {}) =>
  lever('key-template', { template, ...more });
const changes = (reads: number, more: Partial<Changes> = {}): Changes => ({
  store: { partitions: PARTITIONS },
  workload: [stream(200, { reads, attributes })],
  ...more,
});

/** Items by the name of their key, after a run under the template alone. */
function itemsUnder(template: string, scenario: Changes): Record<string, number> {
  const specs = Object.entries(keyTemplate.options).map(([name, spec]) => [name, defaultOf(spec)]);
  const built = keyTemplate.create!({ ...Object.fromEntries(specs), template });
  const { universe, ledger } = recordWith(small(scenario), [built]).simulation;
  const all = Array.from(
    { length: universe.size },
    (_, key) => [universe.nameOf(key), ledger.keys.items(key)] as const,
  );
  return Object.fromEntries(all.filter(([, items]) => items > 0));
}

describe('key-template', () => {
  test('a write goes to one key, named by what it carries', () => {
    const writes = { ...changes(0), workload: [metronome(8, { reads: 0, attributes })] };
    expect(itemsUnder('{key}#{event%4}', writes)).toEqual({
      'celebrity#0|celebrity': 20,
      'celebrity#1|celebrity': 20,
      'celebrity#2|celebrity': 20,
      'celebrity#3|celebrity': 19,
    });
    expect(itemsUnder('{key}', writes)).toEqual({ celebrity: 79 });
    expect(Object.keys(itemsUnder('{user%3}/{random:2}', writes)).sort()).toEqual(
      [0, 1, 2].flatMap((rest) => [0, 1].map((salt) => `${rest}/${salt}|celebrity`)),
    );
  });

  // Writes of λ = 200/s over k keys: each partition has λ·(its keys)/k of them, and the real hash says how many it has.
  test('the writes lie where the hash of the names puts them', () => {
    const metrics = metricsOf({ ...changes(0), durationMs: 60_000, plan: [design('{key}#{user%40}')] });
    const placement = new HashPlacement(PARTITIONS);
    const keysOn = new Array(PARTITIONS).fill(0);
    for (let rest = 0; rest < 40; rest++) keysOn[placement.place(`celebrity#${rest}`)]++;
    const expected = Math.max(...keysOn) / 40;
    // A share p of n = 12,000 writes is off by 4.5·√(p(1 − p)/n) at the most.
    const error = 4.5 * Math.sqrt((expected * (1 - expected)) / 12_000);
    expect(Math.abs(metrics['load.topShare']! - expected)).toBeLessThan(error);
  });

  test('a read asks for all values of what it does not know, and finds all there is', () => {
    const gather = (template: string, more = {}) => metricsOf({ ...changes(0.5), plan: [design(template, more)] });
    for (const [template, more, places] of [
      ['{key}#{random:7}', {}, 7],
      ['{key}#{user%5}', { unknown: ['user'] }, 5],
      ['{key}#{event%6}', {}, 6],
      ['{random:2}/{event%3}', {}, 6],
      ['{key}#{minute}', { recent: 3 }, 3],
    ] as const) {
      const metrics = gather(template, more);
      expect([template, metrics['reads.attempts.perRequest']]).toEqual([template, places]);
      expect([metrics['writes.attempts.perRequest'], metrics['ledger.missing'], metrics['ledger.stale']]).toEqual([
        1, 0, 0,
      ]);
    }
  });

  test('a read that looks at one key of several misses the rest, and one that knows its own sees only that', () => {
    const missing = (template: string, more = {}) =>
      metricsOf({ ...changes(0.5), plan: [design(template, more)] })['ledger.missing']!;
    const one = metricsOf({ ...changes(0.5), plan: [design('{key}#{random:4}', { reads: 'one' })] });
    expect(one['attempts.perRequest']).toBe(1);
    expect(one['ledger.missing']!).toBeGreaterThan(0);
    expect(missing('{key}#{user%4}')).toBeGreaterThan(0);
    expect(missing('{key}#{random:4}')).toBe(0);
  });

  test('salts of a template spread as salting does, and at the same price', () => {
    const [salted, designed] = [lever('salting', { salts: 6 }), design('{key}#{random:6}')].map((one) =>
      metricsOf({ ...changes(0.5), durationMs: 60_000, plan: [one] }),
    );
    for (const name of ['attempts.total', 'bill.readUnits', 'bill.writeUnits', 'ledger.missing']) {
      expect([name, designed![name]]).toEqual([name, salted![name]]);
    }
    expect(designed!['load.topShare']!).toBeCloseTo(salted!['load.topShare']!, 1.7);
  });

  test('only the workloads that are named get other keys', () => {
    const workload = [stream(100, { attributes }), stream(100, { name: 'other', keys: { kind: 'single', key: 'x' } })];
    const plan = [design('{key}#{random:3}', { workloads: ['stream'] })];
    const metrics = metricsOf({ workload, plan });
    expect([metrics['stream.attempts.perRequest'], metrics['other.attempts.perRequest']]).toEqual([3, 1]);
  });

  // The first minute ends at 30 s. Its writes are on one partition and those of the second on another, as the names are hashed.
  test('a minute in the key moves the whole heat from partition to partition', () => {
    const placement = new HashPlacement(PARTITIONS);
    const parts = ['1970-01-01T00:00', '1970-01-01T00:01'].map((text) => placement.place(`celebrity#${text}`));
    expect(new Set(parts).size).toBe(2);
    const metrics = metricsOf({ ...changes(0), durationMs: 60_000, plan: [design('{key}#{minute}')] });
    expect(metrics['load.topShare']!).toBeCloseTo(0.5, 1.5);
    expect(metrics[`partition.${parts[0]}.utilisation`]!).toBeCloseTo(0.1, 1.5);
    expect(metrics[`partition.${parts[1]}.utilisation`]!).toBeCloseTo(0.1, 1.5);
  });

  test('writes that a buffer makes later go where they would have gone', () => {
    const plan = [lever('write-buffer', { drain: 1000 }), design('{key}#{user%4}', { unknown: ['user'] })];
    const metrics = metricsOf({ ...changes(0.5), plan });
    expect([metrics['ledger.lost'], metrics['ledger.duplicated']]).toEqual([0, 0]);
    expect(metrics['load.topShare']!).toBeLessThan(0.6);
  });
});
