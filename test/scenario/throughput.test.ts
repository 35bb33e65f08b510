import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const parsed = (throughput: string, more = '') =>
  parseScenario(
    `name: t
duration: 10s
store:
  partitions: 4
  throughput: {${throughput}}
workload: [{name: a, arrivals: {rate: 3/s}, keys: {kind: uniform, count: 100}, reads: 0%${more}}]
`,
    { file: 't.yaml' },
  );

test('what the table is provisioned for has the burst of F.D4, empty at first', () => {
  const result = parsed('writes: 100/s');
  expect(result.ok && result.scenario.model.store.throughput).toEqual({
    reads: null,
    writes: 100,
    burstSeconds: 300,
    burstStartsFull: false,
  });
  const other = parsed('reads: 50/s, burst: {keep: 10s, start: full}');
  expect(other.ok && other.scenario.model.store.throughput).toEqual({
    reads: 50,
    writes: null,
    burstSeconds: 10,
    burstStartsFull: true,
  });
});

test('a throughput of nothing is refused, and one that no item fits in', () => {
  const problems = (...args: Parameters<typeof parsed>) => {
    const result = parsed(...args);
    return result.ok ? [] : result.issues.map(({ path, line }) => `${path} ${line}`);
  };
  expect(problems('')).toEqual(['store.throughput 5']);
  expect(problems('burst: {keep: 1s}')).toEqual(['store.throughput 5']);
  expect(problems('writes: 1/s, burst: {keep: 1s}', ', size: 3KiB')).toEqual(['workload.0.size 6']);
  expect(problems('writes: 1/s, burst: {keep: 2s}', ', size: 3KiB')).toEqual([]);
});

test('a table that is scaled and not paid for is doubtful', () => {
  const warnings = (billing: string) => {
    const result = parseScenario(
      `name: t
duration: 10s
store: {partitions: 4, throughput: {writes: 10/s}${billing}}
workload: [{name: a, arrivals: {rate: 3/s}, keys: {kind: uniform, count: 100}, reads: 0%}]
plans: {p: [{kind: auto-scaling, maxWrites: 100/s}]}
`,
      { file: 't.yaml' },
    );
    return result.ok ? result.warnings.map(({ code, line }) => [code, line]) : null;
  };
  expect(warnings('')).toEqual([['not-billed', 5]]);
  expect(warnings(', billing: {mode: provisioned}')).toEqual([]);
});
