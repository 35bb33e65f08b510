import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const parse = (faults: string, plans = '{none: []}') =>
  parseScenario(
    `name: Faults\nduration: 10s\nstore: {partitions: 4}\nfaults: ${faults}\nplans: ${plans}\nworkload:\n  - name: w\n    arrivals: {rate: 1/s}\n    keys: {kind: single, key: k}\n`,
    { file: 'faults.yaml' },
  );

const found = (...args: Parameters<typeof parse>): string[] => {
  const parsed = parse(...args);
  return parsed.ok ? [] : parsed.issues.map(({ path, code, allowed }) => `${path} ${code}: ${allowed}`);
};

describe('a fault', () => {
  test('becomes part of the model', () => {
    const parsed = parse('[{kind: pause, at: 1s, for: 500ms, key: k}, {kind: pause, at: 2s, for: 1s, partition: 3}]');
    expect(parsed.ok && parsed.scenario.model.faults).toEqual([
      { kind: 'pause', atMs: 1000, forMs: 500, key: 'k', partition: null },
      { kind: 'pause', atMs: 2000, forMs: 1000, key: null, partition: 3 },
    ]);
  });

  test('has one place, within the store, and a moment within the run', () => {
    expect(found('[{kind: pause, at: 1s, for: 1s}]')).toEqual([
      'faults.0 missing: key: the partition that holds it, or partition: its number',
    ]);
    expect(found('[{kind: pause, at: 1s, for: 1s, key: k, partition: 1}]')).toEqual([
      'faults.0 wrong-value: key: the partition that holds it, or partition: its number',
    ]);
    expect(found('[{kind: pause, at: 11s, for: 1s, partition: 4}]')).toEqual([
      'faults.0.at wrong-value: before 10s',
      'faults.0.partition wrong-value: 0 to 3, under every plan',
    ]);
  });

  test('has its place under every plan', () => {
    const plans = '{fewer: [{kind: more-partitions, partitions: 2}]}';
    expect(found('[{kind: pause, at: 1s, for: 1s, partition: 3}]', plans)).toEqual([
      'plans.fewer wrong-value: 0 to 1, under every plan',
    ]);
    expect(found('[{kind: pause, at: 1s, for: 1s, key: k}]', plans)).toEqual([]);
  });

  test('on a key that nobody asks for is doubted', () => {
    const warned = (key: string) => {
      const parsed = parse(`[{kind: pause, at: 1s, for: 1s, key: ${key}}]`);
      return parsed.ok ? parsed.warnings.map(({ code, path }) => `${code} ${path}`) : ['refused'];
    };
    expect(warned('k')).toEqual([]);
    expect(warned('typo')).toEqual(['unused-key faults.0.key']);
  });

  test('of an app server names one that there is, or all', () => {
    const plans = '{p: [{kind: write-coalescing}]}';
    const parsed = parse('[{kind: app-crash, at: 1s}, {kind: app-crash, at: 2s, process: 19}]', plans);
    expect(parsed.ok && parsed.scenario.model.faults).toEqual([
      { kind: 'app-crash', atMs: 1000, process: null },
      { kind: 'app-crash', atMs: 2000, process: 19 },
    ]);
    expect(parsed.ok && parsed.warnings).toEqual([]);
    expect(found('[{kind: app-crash, at: 1s, process: 20}]', plans)).toEqual(['faults.0.process wrong-value: 0 to 19']);
    const unfelt = parse('[{kind: app-crash, at: 1s}]');
    expect(unfelt.ok && unfelt.warnings.map(({ code }) => code)).toEqual(['unfelt-fault']);
  });

  test.each([
    ['acknowledge: flushed, wal: true', 'wal'],
    ['acknowledge: flushed, again: 2s', 'again'],
    ['sync: 2ms', 'sync'],
    ['replay: 2s', 'replay'],
  ])('write-coalescing with {%s} is refused', (options, option) => {
    expect(found('[]', `{p: [{kind: write-coalescing, ${options}}]}`)[0]).toContain(`plans.p.0.${option} `);
  });

  test('of an unknown kind is refused with what there is', () => {
    expect(found('[{kind: paws, at: 1s, for: 1s, key: k}]')).toEqual([
      'faults.0.kind unknown-word: pause, crash, flush, registry-crash, service-crash, app-crash',
    ]);
  });
});
