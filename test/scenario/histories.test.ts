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
      { lastMs: 60_000, newest: null },
    ]);
  });

  test.each([
    ['history: {newest: 50}', { lastMs: null, newest: 50 }],
    ['history: {last: 1m, newest: 50}', { lastMs: 60_000, newest: 50 }],
    ['history: all', { lastMs: null, newest: null }],
  ])('asks for the newest, or for all: %s', (reader, history) => {
    const parsed = parse(reader, '');
    expect(parsed.ok && parsed.scenario.model.workload[1]!.history).toEqual(history);
  });

  test('says which messages', () => {
    expect(found('history: {}')).toEqual(['workload.1.history missing']);
    expect(found('history: every')).toHaveLength(1);
    expect(found('history: {newest: 0}')).toEqual(['workload.1.history.newest wrong-value']);
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
    ['service-crash, for: 1s', 'salt-registry, keys: [k], detect: ewma'],
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

test('a crash of the service is doubted where nobody looks for hot keys', () => {
  const faults = 'faults: [{kind: service-crash, at: 1s, for: 1s}]\n';
  expect(found('reads: 100%', `${faults}plans: {p: [{kind: salt-registry, keys: [k]}]}\n`)).toEqual([
    'faults.0.kind unfelt-fault',
  ]);
});

describe('a fleet of app servers', () => {
  const fleet = (steps: string) => found('reads: 100%', `clients: {fleet: ${steps}}\n`);

  test('grows from step to step', () => {
    const parsed = parse('reads: 100%', 'clients: {fleet: [[0s, 4], [5s, 8]]}\n');
    expect(parsed.ok && parsed.scenario.model.clients).toMatchObject({
      processes: 8,
      fleet: [
        { fromMs: 0, processes: 4 },
        { fromMs: 5000, processes: 8 },
      ],
    });
  });

  test('begins at 0s, goes on in time, and stands alone', () => {
    expect(fleet('[[1s, 4]]')).toEqual(['clients.fleet.0.0 wrong-value']);
    expect(fleet('[[0s, 4], [2s, 5], [2s, 6]]')).toEqual(['clients.fleet.2.0 wrong-value']);
    expect(fleet('[[0s, 0]]')).toEqual(['clients.fleet.0.1 wrong-value']);
    expect(fleet('[]')).toHaveLength(1);
    expect(found('reads: 100%', 'clients: {processes: 3, fleet: [[0s, 4]]}\n')).toEqual(['clients.fleet wrong-value']);
  });
});

test.each([
  ['fewer: 2', 'fewer'],
  ['fewerAt: 2s', 'fewerAt'],
  ['fewer: 4, fewerAt: 2s', 'fewer'],
  ['fewer: 2, fewerAt: 2s, raisedAt: 3s', 'fewerAt'],
  ['fewer: 2, fewerAt: 2s, detect: ewma', 'fewer'],
  ['raisedAt: 2s, detect: ewma', 'raisedAt'],
  ['threshold: 10/s', 'threshold'],
  ['rescan: 10s', 'rescan'],
  ['log: none, rescan: 10s, failover: 1s', 'rescan'],
  ['failover: 1s, replay: 2s', 'replay'],
  ['logSize: 1GB, replay: 2s', 'replay'],
  ['patience: 1s', 'patience'],
  ['replicaLag: 1s', 'replicaLag'],
  ['backupLag: 1s', 'backupLag'],
])('options of salts that contradict each other are refused where they stand: %s', (options, where) => {
  const plan = `plans: {p: [{kind: salt-registry, keys: [k], ${options}}]}\n`;
  expect(found('reads: 100%', plan)).toEqual([`plans.p.0.${where} wrong-value`]);
});
