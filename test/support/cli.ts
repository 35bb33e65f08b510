/** A command line run in this process, in a directory of its own, with everything it wrote kept. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/cli.ts';
import type { Io } from '../../src/cli/io.ts';

/** Two seconds of a hot key under two plans; `claim` is expected of the cache. */
export function tinyScenario(claim = 'latencyMs.p50 < 20ms'): string {
  return `name: Tiny test
question: Does the cache help?
duration: 4s
warmup: 1s
replications: 2
store: {partitions: 4}
clients: {deadline: 1s}
workload:
  - name: visits
    arrivals: {kind: poisson, rate: 100/s}
    keys: {kind: single, key: hot}
    reads: 90%
plans:
  none: []
  cache: [{kind: cache, ttl: 1s}]
expect:
  - {plan: cache, that: "${claim}"}
`;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty directory holding `tiny.yaml`. */
export function workingDirectory(scenario = tinyScenario()): string {
  const cwd = mkdtempSync(join(tmpdir(), 'hotshard-test-'));
  writeFileSync(join(cwd, 'tiny.yaml'), scenario);
  return cwd;
}

/** Runs `hotshard …argv` in `cwd`. */
export async function hotshard(argv: readonly string[], cwd: string, given: Partial<Io> = {}): Promise<Outcome> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const io: Io = {
    stdout,
    stderr,
    stdin: async () => '',
    env: {},
    cwd,
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    signal: new AbortController().signal,
    jobs: 0,
    ...given,
  };
  const code = await main(argv, io);
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

/** Every file below a directory, by its path in it. */
export function filesIn(directory: string): Map<string, Buffer> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.sort().map((path) => [path.slice(directory.length + 1), readFileSync(path)]));
}
