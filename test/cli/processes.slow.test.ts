/** The command as a process of its own: killed, interrupted, out of room. Needs the compiled package, as workers do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/cli/manifest.ts';
import type { Comparison } from '../../src/experiment/result.ts';
import { filesIn, workingDirectory } from '../support/cli.ts';

const MAIN = resolve('dist/cli/main.js');

function start(cwd: string, ...options: string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, 'compare', 'tiny.yaml', ...options], { cwd });
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  child.stdout!.on('data', (chunk) => (said.stdout += chunk));
  child.stderr!.on('data', (chunk) => (said.stderr += chunk));
  return new Promise((end) => child.once('close', (code, signal) => end({ code, signal, ...said })));
}

/** Results directories under their final names; one that is being written is hidden. */
function resultsIn(cwd: string): string[] {
  const names = readdirSync(join(cwd, 'results')).filter((name) => !name.startsWith('.'));
  return names.map((name) => join(cwd, 'results', name));
}

function expectWhole(directory: string): void {
  const files = filesIn(directory);
  const { files: hashes } = JSON.parse(String(files.get('manifest.json'))) as Manifest;
  files.delete('manifest.json');
  const found = [...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]);
  expect(hashes).toEqual(Object.fromEntries(found));
}

test('the same command twice gives the same bytes, with other threads too', async () => {
  const cwd = workingDirectory();
  const said = [await ended(start(cwd, '--jobs', '1')), await ended(start(cwd, '--jobs', '2'))];
  expect(said.map(({ code }) => code)).toEqual([0, 0]);
  expect(said[0]!.stdout).toBe(said[1]!.stdout);
  const [one, two] = resultsIn(cwd).map(filesIn);
  for (const files of [one!, two!]) files.delete('manifest.json');
  expect([...one!.keys()]).toEqual(expect.arrayContaining(['summary.json', 'report.html', 'charts/bill.svg']));
  expect(two).toEqual(one);
});

test('killed at any moment, it leaves whole results or none', async () => {
  const cwd = workingDirectory();
  mkdirSync(join(cwd, 'results'));
  const from = Date.now();
  await ended(start(cwd));
  const wholeMs = Date.now() - from;
  const [before] = resultsIn(cwd);
  let killed = 0;
  for (let k = 0; k < 12; k++) {
    const child = start(cwd);
    const end = ended(child);
    // More often towards the end, where results are written.
    await setTimeout(wholeMs * Math.sqrt((k + 1) / 12));
    child.kill('SIGKILL');
    if ((await end).signal === 'SIGKILL') killed++;
  }
  expect(killed).toBeGreaterThan(3);
  expect(resultsIn(cwd)).toContain(before);
  for (const directory of resultsIn(cwd)) expectWhole(directory);
});

describe('Ctrl-C', () => {
  test('keeps what is finished, marked partial, with exit code 130', async () => {
    const cwd = workingDirectory();
    const child = start(cwd, '--replications', '1000', '--jobs', '1');
    const end = ended(child);
    await setTimeout(4000);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await end;
    expect(stderr).toMatch(/^interrupted: what is finished is kept, and says so\nresults in results\//);
    expect(code).toBe(130);
    const [directory] = resultsIn(cwd);
    expectWhole(directory!);
    const files = filesIn(directory!);
    const { interrupted, replications } = JSON.parse(String(files.get('comparison.json'))) as Comparison;
    expect(interrupted).toMatchObject({ replications: 1000 });
    expect(replications).toBeGreaterThan(0);
    for (const text of [stdout, String(files.get('report.html'))]) expect(text).toContain('Interrupted, so partial: ');
  });

  test('twice ends at once', async () => {
    const cwd = workingDirectory();
    const child = start(cwd, '--replications', '1000', '--jobs', '1');
    const end = ended(child);
    await setTimeout(4000);
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect([130, null]).toContain((await end).code);
    for (const directory of resultsIn(cwd)) expectWhole(directory);
  });
});

test('without room for its files it says so, leaves nothing and ends with 1', async () => {
  const cwd = workingDirectory();
  // A limit on the size of files stands for a full disk: the write fails half-way.
  const command = `ulimit -f 8; exec "${process.execPath}" "${MAIN}" compare tiny.yaml`;
  const { code, stderr } = await ended(spawn('bash', ['-c', command], { cwd }));
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^cannot write to .*results: the file would be larger than is allowed\n$/),
  });
  expect(readdirSync(join(cwd, 'results'))).toEqual([]);
});
