import { describe, expect, test } from 'vitest';
import { facts } from '../../src/scenario/facts.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { clusterPresets } from '../../src/scenario/presets/clusters.ts';

const parse = (cluster: string, rest = '') =>
  parseScenario(
    `name: Cluster\nduration: 10s\nstore:\n  partitions: 4\n  cluster: ${cluster}\n${rest}workload:\n  - name: w\n    arrivals: {rate: 1/s}\n    keys: {kind: single, key: k}\n`,
    { file: 'cluster.yaml' },
  );

const clusterOf = (text: string) => {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.scenario.model.store.cluster!;
};

const found = (...args: Parameters<typeof parse>): string[] => {
  const parsed = parse(...args);
  return parsed.ok ? [] : parsed.issues.map(({ path, code, allowed }) => `${path} ${code}: ${allowed}`);
};

describe('a cluster', () => {
  test('that says nothing follows a leader as etcd does', () => {
    expect(clusterOf('{}')).toEqual({
      nodes: 3,
      replicas: 3,
      ack: 'quorum',
      replicationMs: [1],
      heartbeatMs: 100,
      patienceMs: { minMs: 1000, maxMs: 2000 },
      candidacyMs: { minMs: 0, maxMs: 0 },
      leaseMs: 0,
      catchUpMs: 0,
      refreshMs: 1000,
      health: null,
      dampeningMs: 0,
    });
  });

  test('takes one delay or a list, one time-out or a range', () => {
    const { replicationMs, patienceMs } = clusterOf(
      '{replicas: 3, replication: [2ms, 80ms], electionTimeout: [150ms, 300ms]}',
    );
    expect([replicationMs, patienceMs]).toEqual([[2, 80], { minMs: 150, maxMs: 300 }]);
    expect(clusterOf('{electionTimeout: 2s}').patienceMs).toEqual({ minMs: 2000, maxMs: 2000 });
  });

  test.each(Object.entries(clusterPresets))('preset %s is valid, cites known facts, and gives way', (name, preset) => {
    const known = new Set(facts.map(({ id }) => id));
    expect(preset.facts.filter((id) => !known.has(id))).toEqual([]);
    expect(found(`{preset: ${name}}`)).toEqual([]);
    expect(clusterOf(`{preset: ${name}, ack: all}`).ack).toBe('all');
  });

  test('that contradicts itself is refused, all mistakes at once', () => {
    expect(found('{nodes: 2, replication: [5ms, 1ms], electionTimeout: [2s, 1s], health: {signal: depth}}')).toEqual([
      'store.cluster.nodes wrong-value: at least 3',
      'store.cluster.replication.1 wrong-value: at least 5ms: the nearest follower comes first',
      'store.cluster.electionTimeout.1 wrong-value: at least 2s',
      'store.cluster.health.above missing: above: 500',
    ]);
    expect(found('{replicas: 2, replication: [1ms, 2ms]}')).toEqual([
      'store.cluster.replication wrong-value: at most 1',
    ]);
    expect(found('{heartbeat: 1s, electionTimeout: 1s}')).toEqual([
      'store.cluster.electionTimeout wrong-value: an electionTimeout above 1s',
    ]);
    expect(found('{health: {every: 1s, timeout: 1s}}')).toEqual(['store.cluster.health.timeout wrong-value: below 1s']);
    expect(found('{replication: [], electionTimeout: [1s, 2s, 3s], ack: majority}')).toEqual([
      'store.cluster.replication wrong-value: 1 to 15 entries',
      'store.cluster.electionTimeout wrong-value: 1 to 2 entries',
      'store.cluster.ack wrong-value: leader, quorum, all',
    ]);
  });

  test('does not go with a buffer where a quorum acknowledges', () => {
    const plans = 'plans: {buffered: [{kind: write-buffer, drain: 100/s}]}\n';
    expect(found('{}', plans)).toEqual(['plans.buffered wrong-value: ack: leader']);
    expect(found('{ack: leader}', plans)).toEqual([]);
  });
});

describe('a crash', () => {
  const crash = (text: string) => `faults: [{kind: crash, at: 1s, for: 1s, ${text}}]\n`;

  test('hits one node, by its number or by what it leads', () => {
    expect(found('{}', crash('node: 2'))).toEqual([]);
    expect(found('{}', crash('partition: 3, silent: true'))).toEqual([]);
    expect(found('{}', crash('node: 3'))).toEqual(['faults.0.node wrong-value: 0 to 2']);
    expect(found('{}', crash('node: 1, key: k'))).toEqual([
      'faults.0 wrong-value: key or partition: the node that leads it, or node: its number',
    ]);
  });

  test('needs nodes', () => {
    const parsed = parseScenario(
      'name: x\nduration: 10s\nstore: {partitions: 1}\nfaults: [{kind: crash, at: 1s, for: 1s, node: 0}]\nworkload: [{name: w, arrivals: {rate: 1/s}, keys: {kind: single, key: k}}]\n',
      { file: 'x' },
    );
    expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path)).toEqual(['faults.0.kind']);
  });
});

describe('a mitigation of leaders', () => {
  test('needs what it is about', () => {
    const plans = 'plans: {p: [{kind: health-signal}]}\n';
    expect(found('{}', plans)).toEqual([
      'plans.p.0.kind needs-health-checks: store.cluster.health, for example health: {every: 1s}',
    ]);
    expect(found('{health: {}}', plans)).toEqual([]);
  });
});
