import { createHash } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Interrupted } from '../../../src/cli/exit.ts';
import type { Manifest } from '../../../src/cli/manifest.ts';
import { filesIn, hotshard, type Outcome, tinyScenario, workingDirectory } from '../../support/cli.ts';

const NAME = /^tiny-test-[0-9a-f]{8}-20260102T030405Z$/;

const cwd = workingDirectory();
let first: Outcome;
let directory: string;

beforeAll(async () => {
  first = await hotshard(['compare', 'tiny.yaml', '--set', 'plans.cache.0.ttl=500ms'], cwd);
  directory = join(cwd, 'results', readdirSync(join(cwd, 'results'))[0]!);
});

describe('the streams', () => {
  test('the table goes to stdout, the path to stderr', () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^Tiny test\nDoes the cache help\?\n/);
    expect(first.stderr).toMatch(/^results in results\/tiny-test-[0-9a-f]{8}-20260102T030405Z\n$/);
  });
});

describe('the results directory', () => {
  test('is named by scenario, hash and time, and stands alone', () => {
    const entries = readdirSync(join(cwd, 'results'));
    expect(entries).toEqual([expect.stringMatching(NAME)]);
  });

  test('holds data, tables, charts, page and manifest', () => {
    const names = [...filesIn(directory).keys()];
    expect(names).toEqual(
      expect.arrayContaining([
        'comparison.json',
        'summary.json',
        'summary.csv',
        'runs.csv',
        'runs.parquet',
        'series.csv',
        'series.parquet',
        'scenario.yaml',
        'scenario.resolved.json',
        'report.html',
        'manifest.json',
      ]),
    );
    expect(names.filter((name) => name.endsWith('.svg')).length).toBeGreaterThan(0);
  });

  test('keeps the scenario as it was run, overrides included', () => {
    expect(String(filesIn(directory).get('scenario.yaml'))).toContain('ttl: 500ms');
  });

  test('has a manifest with the hash of every other file', () => {
    const files = filesIn(directory);
    const manifest = JSON.parse(String(files.get('manifest.json'))) as Manifest;
    files.delete('manifest.json');
    const hashes = [...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]);
    expect(manifest.files).toEqual(Object.fromEntries(hashes));
    expect(manifest).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'hotshard' },
      node: process.version,
      file: 'tiny.yaml',
      set: ['plans.cache.0.ttl=500ms'],
      seed: '1',
      replications: 2,
      plans: ['none', 'cache'],
      startedAt: '2026-01-02T03:04:05.678Z',
      wallSeconds: 0,
    });
  });
});

describe('the same again', () => {
  test('is a second directory with the same bytes but for the manifest', async () => {
    // A clock that moves by a second at each look shows in the manifest alone, and not in the name before that.
    let looks = 0;
    const now = () => new Date(Date.parse('2026-01-02T03:04:05.700Z') + 1000 * looks++);
    const again = await hotshard(['compare', 'tiny.yaml', '--set', 'plans.cache.0.ttl=500ms'], cwd, { now });
    expect(again.stdout).toBe(first.stdout);
    const one = filesIn(directory);
    const two = filesIn(`${directory}-2`);
    expect(two.get('manifest.json')).not.toEqual(one.get('manifest.json'));
    one.delete('manifest.json');
    two.delete('manifest.json');
    expect(two).toEqual(one);
  });
});

describe('report', () => {
  test('renews what is missing or changed from the data alone, byte for byte', async () => {
    const before = filesIn(directory);
    rmSync(join(directory, 'report.html'));
    rmSync(join(directory, 'charts'), { recursive: true });
    writeFileSync(join(directory, 'summary.csv'), 'nonsense');
    const { code, stdout, stderr } = await hotshard(['report', directory], cwd);
    expect(code).toBe(0);
    expect(stdout).toBe(first.stdout);
    expect(stderr).toContain('report.html\n');
    expect(stderr).toContain('summary.csv\n');
    expect(stderr).not.toContain('manifest.json');
    expect(filesIn(directory)).toEqual(before);
  });

  test('makes what it is asked for besides, and renews it from then on', async () => {
    const other = workingDirectory();
    await hotshard(['compare', 'tiny.yaml', '--quiet'], other);
    const made = join(other, 'results', readdirSync(join(other, 'results'))[0]!);
    const images = () => [...filesIn(made)].filter(([name]) => name.endsWith('.png'));
    expect(images()).toEqual([]);
    const { stderr } = await hotshard(['report', made, '--png'], other);
    const drawn = images();
    expect(drawn.map(([name]) => name)).toEqual(
      [...filesIn(made).keys()].flatMap((name) => (name.endsWith('.svg') ? [name.replace('.svg', '.png')] : [])),
    );
    expect(stderr.match(/renewed .*\.png$/gm)).toHaveLength(drawn.length);
    for (const [name] of drawn) rmSync(join(made, name));
    await hotshard(['report', made], other);
    expect(images()).toEqual(drawn);
  });

  test('leaves a directory alone that is as it should be', async () => {
    const { code, stdout, stderr } = await hotshard(['report', directory, '--json'], cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).schemaVersion).toBe(1);
  });

  test('refuses damaged data', async () => {
    const damaged = workingDirectory();
    writeFileSync(join(damaged, 'comparison.json'), '{"schemaVersion": 1');
    const { code, stderr } = await hotshard(['report', damaged], damaged);
    expect(code).toBe(2);
    expect(stderr).toContain('comparison.json is damaged');
  });

  test.each([
    ['plans', [], 'plans: Too small'],
    ['baseline', 'nobody', 'baseline: is not among the plans'],
    ['sliceMs', undefined, 'sliceMs: Invalid input'],
    ['oracle', undefined, 'oracle: Invalid input'],
  ])('says what is wrong with %s', async (name, value, fault) => {
    const damaged = workingDirectory();
    const comparison = JSON.parse(String(filesIn(directory).get('comparison.json')));
    writeFileSync(join(damaged, 'comparison.json'), JSON.stringify({ ...comparison, [name]: value }));
    for (const argv of [
      ['report', damaged],
      ['compare', damaged, directory],
    ]) {
      const { code, stderr } = await hotshard(argv, damaged);
      expect(code).toBe(2);
      expect(stderr).toContain(`comparison.json is damaged, or of another version of this program: ${fault}`);
    }
  });

  test('refuses what is not a results directory', async () => {
    const { code, stderr } = await hotshard(['report', '.'], cwd);
    expect(code).toBe(2);
    expect(stderr).toBe('. is not a results directory: comparison.json: there is no such file or directory\n');
  });
});

describe('expectations', () => {
  test('a failed one is exit code 99; --json is one versioned document; --quiet says nothing else', async () => {
    const other = workingDirectory(tinyScenario('ledger.lost > 5'));
    const { code, stdout, stderr } = await hotshard(['compare', 'tiny.yaml', '--json', '--quiet'], other);
    expect({ code, stderr }).toEqual({ code: 99, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ schemaVersion: 1, tool: { name: 'hotshard' }, baseline: 'none' });
    expect(document.expectations).toMatchObject([{ plan: 'cache', verdict: 'failed' }]);
    expect(document.plans[1].metrics['latencyMs.p50']).toMatchObject({ n: 2, mean: expect.any(Number) });
    expect(document.plans[1].paired['latencyMs.p50'].difference.mean).toBeLessThan(0);
  });
});

describe('refusals', () => {
  test('an unknown plan is met with the nearest one', async () => {
    const { code, stderr } = await hotshard(['compare', 'tiny.yaml', '--plan', 'cahce'], cwd);
    expect(code).toBe(2);
    expect(stderr).toBe('no plan is called "cahce"; did you mean cache?\n');
  });

  test('an unwritable place is exit code 1, before anything is simulated', async () => {
    const { code, stdout, stderr } = await hotshard(['compare', 'tiny.yaml', '--out', 'tiny.yaml/below'], cwd);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^cannot write to .*tiny\.yaml\/below: part of the path is not a directory\n$/);
  });
});

describe('Ctrl-C', () => {
  test('before the runs ends with exit code 130', async () => {
    const controller = new AbortController();
    const stdin = async () => {
      controller.abort(new Interrupted());
      return tinyScenario();
    };
    const outcome = await hotshard(['compare', '-', '--out', 'early'], cwd, { stdin, signal: controller.signal });
    expect(outcome).toEqual({ code: 130, stdout: '', stderr: 'interrupted; nothing was written\n' });
    expect(readdirSync(join(cwd, 'early'))).toEqual([]);
  });

  test('while results are written keeps them', async () => {
    const controller = new AbortController();
    let looks = 0;
    // The clock is read at the start, and when everything is ready to be written.
    const now = () => {
      if (++looks === 2) controller.abort(new Interrupted());
      return new Date(0);
    };
    const outcome = await hotshard(['compare', 'tiny.yaml', '--out', 'late'], cwd, { now, signal: controller.signal });
    expect(looks).toBe(2);
    expect(outcome.code).toBe(0);
    expect(readdirSync(join(cwd, 'late'))).toHaveLength(1);
  });
});

describe('at other loads', () => {
  const at = (...options: string[]) => hotshard(['compare', 'tiny.yaml', '--quiet', ...options], cwd);

  test('says what every plan carries, in the table and as data', async () => {
    const shown = await at('--at', '0.5x, 2x');
    expect(shown.stdout).toContain(
      'At what traffic it breaks\nAsked: requests.failedShare <= 1%; failed at each load.',
    );
    expect(shown.stdout).toMatch(/plan +carries +breaks at +0\.5x +1x +2x/);
    const { load } = JSON.parse((await at('--at', '2x', '--json')).stdout);
    expect(load.plans[0].points.map(({ factor }: { factor: number }) => factor)).toEqual([1, 2]);
  });

  test('asks what it is told to', async () => {
    const { load } = JSON.parse((await at('--at', '2x', '--until', 'requests.failedShare < 0%', '--json')).stdout);
    expect(load.plans[0]).toMatchObject({ carries: null, breaksAt: 1 });
  });

  test.each([
    [['--at', '2'], /--at: got "2": factors from 0\.001x to 1000x/],
    [['--at', '0x'], /--at: got "0x"/],
    [['--at', '1x,,2x'], /--at: got ""/],
    [['--until', 'requests.failed == 0'], /give --at too/],
    [['--at', '2x', '--until', 'requests.failed'], /--until: not an expectation/],
    [['--at', '2x', '--until', 'requests.faild == 0'], /is not a metric/],
    [['--at', '2x', '--until', 'requests.failed < 0.5 * none'], /relative to another plan/],
  ])('refuses %j', async (options, words) => {
    const refused = await at(...options);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(words);
  });
});

test('for CI there are JUnit XML and Markdown, where they are asked for', async () => {
  const made = await hotshard(['compare', 'tiny.yaml', '--quiet', '--junit', 'ci/j.xml', '--markdown', 'ci/s.md'], cwd);
  expect(made.code).toBe(0);
  const files = filesIn(join(cwd, 'ci'));
  expect(String(files.get('j.xml'))).toContain('<testsuite name="Tiny test"');
  expect(String(files.get('s.md'))).toMatch(/^## Tiny test\n/);
  const refused = await hotshard(['compare', 'tiny.yaml', '--quiet', '--junit', 'tiny.yaml/j.xml'], cwd);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('tiny.yaml');
});

test('an interactive page is made where it is asked for, and made again ever after', async () => {
  await hotshard(['compare', 'tiny.yaml', '--quiet', '--out', 'still'], cwd);
  const directory = join(cwd, 'still', readdirSync(join(cwd, 'still'))[0]!);
  const still = filesIn(directory);
  const isLive = () => String(filesIn(directory).get('report.html')).includes('<script>');
  expect(isLive()).toBe(false);
  const renewed = await hotshard(['report', directory, '--interactive'], cwd);
  expect(renewed.stderr.match(/[\w.]+$/gm)).toEqual(['report.html', 'manifest.json']);
  expect(isLive()).toBe(true);
  expect(JSON.parse(String(filesIn(directory).get('manifest.json'))).extras).toEqual(['interactive']);
  expect((await hotshard(['report', directory], cwd)).stderr).toBe('');
  await hotshard(['compare', 'tiny.yaml', '--quiet', '--out', 'live', '--interactive'], cwd);
  const live = filesIn(join(cwd, 'live', readdirSync(join(cwd, 'live'))[0]!));
  expect(live.get('report.html')!.equals(filesIn(directory).get('report.html')!)).toBe(true);
  expect([...live.keys()]).toEqual([...still.keys()]);
});

test('a precision in place of a number of replications', async () => {
  const made = await hotshard(['compare', 'tiny.yaml', '--quiet', '--json', '--precision', '50%'], cwd);
  expect(JSON.parse(made.stdout).replications).toBeGreaterThanOrEqual(5);
  const refused = await hotshard(['compare', 'tiny.yaml', '--precision', 'much'], cwd);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--precision')]);
});

describe('two results directories', () => {
  const made = async (out: string, ...options: string[]) => {
    await hotshard(['compare', 'tiny.yaml', '--quiet', '--out', out, ...options], cwd);
    return join(out, readdirSync(join(cwd, out))[0]!);
  };

  test('are held against each other', async () => {
    const before = await made('before');
    const after = await made('after', '--set', 'plans.cache.0.ttl=500ms');
    const shown = await hotshard(['compare', before, after], cwd);
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toMatch(/^Tiny test\n/);
    expect(JSON.parse((await hotshard(['compare', before, after, '--json'], cwd)).stdout)).toMatchObject({
      isPaired: true,
    });
    const same = await hotshard(['compare', before, before], cwd);
    expect(same.stdout).toContain('Nothing differs');
  });

  test.each([
    [['before', 'after'], /before is not a results directory/],
    [['before', 'after', '--at', '2x'], /--at does nothing to results/],
    [['before', 'after', '--png'], /--png does nothing to results/],
    [['before', 'after', '--interactive'], /--interactive does nothing to results/],
  ])('refuse %j', async (words, message) => {
    const refused = await hotshard(['compare', ...words], cwd);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(message);
  });
});
