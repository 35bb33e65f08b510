import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { hotshard, tinyScenario, workingDirectory } from '../support/cli.ts';

const cwd = workingDirectory();
const stdin = async () => tinyScenario();
const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

test('a terminal sees how far the runs are and how fast; the result does not change', async () => {
  let ms = 0;
  const stderr = terminal();
  const seen = await hotshard(['run', '-'], cwd, { stdin, stderr, now: () => new Date((ms += 1000)) });
  const unseen = await hotshard(['run', '-'], cwd, { stdin });
  expect(seen.stdout).toBe(unseen.stdout);
  const bar = String(stderr.read());
  expect(bar).toContain('0/2 runs');
  // Two runs of 4 s of virtual time, in what the clock here calls 2 s.
  expect(bar).toMatch(/2\/2 runs .* requests\/s, 4x real time \| none/);
});

test('--quiet and a stderr that is no terminal see nothing', async () => {
  const stderr = terminal();
  await hotshard(['run', '-', '--quiet'], cwd, { stdin, stderr });
  expect(stderr.read()).toBeNull();
  expect((await hotshard(['run', '-'], cwd, { stdin })).stderr).toBe('');
});
