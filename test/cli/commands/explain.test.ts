import { expect, test } from 'vitest';
import { explainable } from '../../../src/cli/explanation.ts';
import { mitigations } from '../../../src/mitigations/registry.ts';
import { hotshard, workingDirectory } from '../../support/cli.ts';

const cwd = workingDirectory();

test('a mitigation: what it does, costs, when it backfires, its options', async () => {
  const { code, stdout } = await hotshard(['explain', 'cache'], cwd);
  const { mechanism, cost, backfires, options } = mitigations.cache!;
  expect(code).toBe(0);
  for (const words of [mechanism, cost, backfires]) expect(stdout).toContain(words);
  for (const [name, { doc }] of Object.entries(options)) {
    expect(stdout).toMatch(new RegExp(`^${name} .*`, 'm'));
    expect(stdout).toContain(doc);
  }
  expect(stdout).toMatch(/^ttl +duration +5s +at least 1ms/m);
});

test('a preset: what it fills in, wherever it may stand, and the facts', async () => {
  const raft = (await hotshard(['explain', 'raft'], cwd)).stdout;
  expect(raft).toMatch(/^raft\n {2}store\.cluster:\n {4}replicas: 3\n/);
  expect(raft).toContain('F.L1');
  const both = (await hotshard(['explain', 'dynamodb'], cwd)).stdout;
  expect(both).toContain('  store:\n');
  expect(both).toContain('  store.cluster:\n');
  expect((await hotshard(['explain', 'naive'], cwd)).stdout).toContain('clients.retry');
});

test('a metric and a fact', async () => {
  expect((await hotshard(['explain', 'outcomeMs.p99'], cwd)).stdout).toMatch(/^outcomeMs\.p99\n.*99th percentile/);
  expect((await hotshard(['explain', 'F.D1'], cwd)).stdout).toMatch(/^F\.D1\n.*\n +value +3,000 read units/);
});

test('every word that is offered has an explanation as data', async () => {
  for (const word of explainable(mitigations)) {
    const { code, stdout } = await hotshard(['explain', word, '--json'], cwd);
    expect(code, word).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, word: expect.any(String) });
  }
});

test('an unknown word is met with the nearest', async () => {
  const { code, stderr } = await hotshard(['explain', 'cahce'], cwd);
  expect(code).toBe(2);
  expect(stderr).toBe('nothing is called "cahce"; did you mean cache?\n');
});
