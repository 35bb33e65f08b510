import { describe, expect, test } from 'vitest';
import { hotshard, tinyScenario, workingDirectory } from '../../support/cli.ts';

const cwd = workingDirectory();
const stdin = async () => tinyScenario();

async function numbers(...argv: string[]) {
  const { code, stdout } = await hotshard(['run', '-', '--json', '--quiet', ...argv], cwd, { stdin });
  return { code, ...JSON.parse(stdout) };
}

test('runs the baseline from standard input and prints every metric', async () => {
  const { code, stdout, stderr } = await hotshard(['run', '-'], cwd, { stdin });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Tiny test: none\nseed 1, 2 replications, scenario [0-9a-f]{8}\n/);
  expect(stdout).toMatch(/\nlatencyMs\.p50 .* ms/);
});

test('--json is one versioned document with a number per metric', async () => {
  const document = await numbers('--plan', 'cache', '--seed', '7', '--replications', '3');
  expect(document).toMatchObject({ code: 0, schemaVersion: 1, plan: 'cache', seed: '7', replications: 3 });
  expect(document.scenario).toEqual({ name: 'Tiny test', hash: expect.stringMatching(/^[0-9a-f]{8}$/) });
  expect(document.metrics['latencyMs.p50']).toBe(document.estimates['latencyMs.p50'].mean);
  expect(document.runs).toHaveLength(3);
});

describe('overrides', () => {
  test('--set changes the scenario', async () => {
    const { metrics } = await numbers('--replications', '1');
    const more = await numbers('--replications', '1', '--set', 'workload.visits.arrivals.rate=200/s');
    // 3 s of Poisson arrivals at 100/s and at 200/s, N₁ and N₂: E[N₂ − N₁] = 300 and Var ≤ 900, so 100 is 6σ below.
    expect(more.metrics['requests.offered']).toBeGreaterThan(metrics['requests.offered'] + 100);
  });

  test('what they make wrong is shown in the changed text', async () => {
    const { code, stderr } = await hotshard(['run', '-', '--set', 'store.partitions=none'], cwd, { stdin });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^<stdin>:\d+:\d+ {2}error/);
  });

  test('a path that leads nowhere is shown as written', async () => {
    const { code, stderr } = await hotshard(['run', '-', '--set', 'workload.visit.reads=1'], cwd, { stdin });
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean visits?');
  });

  test('without an equal sign they are refused', async () => {
    const { code, stderr } = await hotshard(['run', '-', '--set', 'store.partitions'], cwd, { stdin });
    expect(code).toBe(2);
    expect(stderr).toContain('write path=value');
  });
});

describe('expectations', () => {
  const broken = async () => tinyScenario('ledger.lost > 5');

  test('of the plan decide the exit code', async () => {
    const { code, stdout } = await hotshard(['run', '-', '--plan', 'cache'], cwd, { stdin: broken });
    expect(code).toBe(99);
    expect(stdout).toContain('FAILED cache: ledger.lost > 5');
  });

  test('of other plans do not', async () => {
    const { code } = await hotshard(['run', '-', '--plan', 'none'], cwd, { stdin: broken });
    expect(code).toBe(0);
  });
});
