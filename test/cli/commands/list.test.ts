import { describe, expect, test } from 'vitest';
import { METRICS } from '../../../src/metrics/catalogue.ts';
import { mitigations } from '../../../src/mitigations/registry.ts';
import { hotshard, workingDirectory } from '../../support/cli.ts';

const cwd = workingDirectory();

async function list(...argv: string[]) {
  const { code, stdout } = await hotshard(['list', '--json', ...argv], cwd);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('as data', () => {
  test('metrics and mitigations are complete', async () => {
    const all = await list();
    expect(all.schemaVersion).toBe(1);
    expect(all.metrics.map(({ name }: { name: string }) => name)).toEqual(METRICS.map(({ name }) => name));
    expect(all.mitigations.map(({ kind }: { kind: string }) => kind)).toEqual(Object.keys(mitigations));
    expect(Object.keys(all)).toEqual(['schemaVersion', 'metrics', 'mitigations', 'presets', 'scenarios']);
  });

  test('plans are those of the scenario, in its order', async () => {
    expect(await list('plans', 'tiny.yaml')).toEqual({
      schemaVersion: 1,
      plans: [
        { plan: 'none', mitigations: 'no mitigation' },
        { plan: 'cache', mitigations: 'cache(ttl 1s)' },
      ],
    });
  });

  test('presets name their facts', async () => {
    const { presets } = await list('presets');
    expect(presets).toContainEqual({ name: 'dynamodb', of: 'store', facts: expect.stringContaining('F.D1') });
    expect(presets).toContainEqual({ name: 'naive', of: 'retry', facts: 'F.R1' });
  });

  test('scenarios are those that come with the package', async () => {
    const { scenarios } = await list('scenarios');
    expect(scenarios.map(({ file }: { file: string }) => file)).toContainEqual(
      expect.stringContaining('scenarios/black-friday.yaml'),
    );
  });
});

test('as text, a row for each', async () => {
  const { stdout } = await hotshard(['list', 'mitigations'], cwd);
  for (const { kind, mechanism } of Object.values(mitigations)) {
    expect(stdout).toMatch(new RegExp(`^${kind} `, 'm'));
    expect(stdout).toContain(mechanism);
  }
});

describe('refusals', () => {
  test.each([
    [['plan'], 'cannot list "plan"; did you mean plans?'],
    [['plans'], 'list plans needs a scenario'],
    [['metrics', 'tiny.yaml'], 'list metrics takes no scenario'],
  ])('%j', async (argv, message) => {
    const { code, stderr } = await hotshard(['list', ...argv], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
