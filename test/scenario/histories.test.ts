import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const parse = (reader: string, rest: string) =>
  parseScenario(
    `name: H\nduration: 10s\nstore: {partitions: 4}\n${rest}workload:\n  - {name: writers, arrivals: {rate: 1/s}, keys: {kind: single, key: k}, reads: 0%}\n  - {name: readers, arrivals: {rate: 1/s}, keys: {kind: single, key: k}, ${reader}}\n`,
    { file: 'h.yaml' },
  );

const found = (reader: string, rest = ''): string[] => {
  const parsed = parse(reader, rest);
  const issues = parsed.ok ? parsed.warnings : parsed.issues;
  return issues.map(({ path, code }) => `${path} ${code}`);
};

describe('a history', () => {
  test('becomes part of the model', () => {
    const parsed = parse('history: {last: 1m}', '');
    expect(parsed.ok && parsed.scenario.model.workload.map(({ history }) => history)).toEqual([
      null,
      { lastMs: 60_000 },
    ]);
  });

  test('is read, and of messages that lie somewhere when they are acknowledged', () => {
    expect(found('history: {last: 1m}, reads: 0%')).toEqual(['workload.1.history wrong-value']);
    expect(found('history: {last: 0s}')).toEqual(['workload.1.history.last wrong-value']);
    const buffer = (keys: string) => `plans: {p: [{kind: write-buffer, drain: 10/s, keys: [${keys}]}]}\n`;
    expect(found('history: {last: 1m}', buffer('k'))).toEqual(['plans.p.0.kind buffered-posts']);
    expect(found('history: {last: 1m}', buffer('other'))).toEqual([]);
  });
});

describe('a fault of what only some mitigations have', () => {
  test.each([
    ['registry-crash', 'salt-registry, keys: [k]'],
    ['flush', 'cache'],
  ])('%s is doubted where no plan has any', (fault, kind) => {
    const faults = `faults: [{kind: ${fault}, at: 1s}]\n`;
    expect(found('reads: 100%', faults)).toEqual(['faults.0.kind unfelt-fault']);
    expect(found('reads: 100%', `${faults}plans: {p: [{kind: ${kind}}]}\n`)).toEqual([]);
  });

  test('needs its moment, and nothing else', () => {
    expect(found('reads: 100%', 'faults: [{kind: registry-crash}]\n')).toEqual(['faults.0.at missing']);
    expect(found('reads: 100%', 'faults: [{kind: registry-crash, at: 1s, for: 2s}]\n')).toHaveLength(1);
    expect(found('reads: 100%', 'faults: [{kind: flush, at: 20s}]\n')).toEqual(['faults.0.at wrong-value']);
  });
});
