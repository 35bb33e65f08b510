import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const parsed = (partition: string, billing: string) =>
  parseScenario(
    `name: t
duration: 10s
store:
  partitions: 4
  partition: {${partition}}
  billing: {${billing}}
workload: [{name: a, arrivals: {rate: 300/s}, keys: {kind: uniform, count: 100}, consistency: transactional}]
`,
    { file: 't.yaml' },
  );

test('prices that are left out are the list price, reads and writes apart', () => {
  const result = parsed('share: {reads: 100/s}', 'mode: provisioned, perUnitHour: {reads: 0.0002}');
  expect(result.ok && result.scenario.model.store.billing).toEqual({
    mode: 'provisioned',
    usdPerMillionUnits: { reads: 0.125, writes: 0.625 },
    usdPerUnitHour: { reads: 0.0002, writes: 0.00065 },
  });
});

test('who pays for a share that there is not is told where', () => {
  const result = parsed('ceiling: {reads: 100/s}', 'mode: provisioned');
  expect(
    result.ok ? [] : result.issues.map(({ path, line, column, message }) => [path, line, column, message]),
  ).toEqual([['store.billing.mode', 6, 19, 'nothing is provisioned: the partitions have no share']]);
});

test('a price is not negative', () => {
  const result = parsed('', 'perMillionUnits: {writes: -1}');
  expect(result.ok ? [] : result.issues.map(({ path }) => path)).toEqual(['store.billing.perMillionUnits.writes']);
});
