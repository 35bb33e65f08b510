import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FLOORS, houseProblems, type SourceText } from './support/house.ts';

const SRC = join(import.meta.dirname, '..', 'src');

function sources(): SourceText[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }));
}

const planted = (path: string, text: string): string[] => houseProblems([{ path, text }]);

describe('the house', () => {
  test('is in order', () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(50);
    expect(houseProblems(files)).toEqual([]);
  });

  test('reads every room there is', () => {
    const rooms = new Set(sources().map(({ path }) => path.split('/')[0]!));
    for (const room of ['engine', 'random', 'model', 'mitigations', 'metrics', 'scenario', 'experiment', 'report']) {
      expect(rooms).toContain(room);
    }
    for (const room of rooms) expect(Object.keys(FLOORS)).toContain(room);
  });
});

describe('a planted violation is found', () => {
  test('no file at all', () => {
    expect(houseProblems([])).toHaveLength(1);
  });

  test.each([
    ['an upper floor', 'model/a.ts', "import { run } from '../experiment/run.ts';"],
    ['an upper floor, for a type', 'model/a.ts', "import type { RunResult } from '../experiment/result.ts';"],
    ['an upper floor, from a folder', 'model/keys/a.ts', "import { cache } from '../../mitigations/cache.ts';"],
    ['an upper floor, in passing', 'model/a.ts', "export { run } from '../experiment/run.ts';"],
    ['an upper floor, later', 'model/a.ts', "const a = await import('../experiment/run.ts');"],
    ['an upper floor, in a type', 'model/a.ts', "type A = import('../experiment/run.ts').RunOptions;"],
    ['a stranger on the same floor', 'metrics/a.ts', "import { cache } from '../mitigations/cache.ts';"],
    ['a stranger on the lowest floor', 'random/a.ts', "import { Ring } from '../sketch/ring.ts';"],
    ['another mitigation', 'mitigations/a.ts', "import { cache } from './cache.ts';"],
    ['the index', 'cli/a.ts', "import { run } from '../index.ts';"],
    ['a room that does not exist', 'model/a.ts', "import { b } from '../utils/b.ts';"],
    ['being in no room', 'utils/a.ts', 'export const a = 1;'],
    ['a module in the engine', 'engine/a.ts', "import seedrandom from 'seedrandom';"],
    ['files', 'scenario/a.ts', "import { readFileSync } from 'node:fs';"],
    ['files, later', 'report/a.ts', "const fs = await import('fs/promises');"],
    ['the console', 'experiment/a.ts', "console.error('x');"],
    ['the process', 'experiment/a.ts', 'export const a = process.argv;'],
    ['chance', 'random/a.ts', 'export const a = () => Math.random();'],
    ['chance in the cli', 'cli/a.ts', 'export const a = Math.random();'],
    ['the clock', 'model/a.ts', 'export const a = Date.now();'],
    ['a date', 'report/a.ts', 'export const a = new Date();'],
    ['a stopwatch', 'experiment/a.ts', 'export const a = performance.now();'],
    ['a fine stopwatch', 'experiment/a.ts', 'export const a = process.hrtime.bigint();'],
    ['a timer', 'experiment/a.ts', 'setTimeout(() => {}, 1);'],
    ['a domain word in a name', 'engine/a.ts', 'export const requestCount = 1;'],
    ['a domain word in a comment', 'engine/a.ts', '/** Holds the Partition. */ export const a = 1;'],
    ['a key in the engine', 'engine/a.ts', 'export const keyOf = 1;'],
  ])('%s', (_, path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  test.each([
    ['a lower floor', 'model/a.ts', "import { Engine } from '../engine/engine.ts';"],
    ['two floors down', 'report/charts/a.ts', "import { Histogram } from '../../sketch/histogram.ts';"],
    ['a neighbour', 'metrics/a.ts', "import { sum } from './values.ts';"],
    ['the mitigations in the registry', 'mitigations/registry.ts', "import { cache } from './cache.ts';"],
    ['a module', 'random/a.ts', "import alea from 'seedrandom/lib/alea.js';"],
    [
      'files, the clock and the console in the cli',
      'cli/a.ts',
      "import { readFileSync } from 'node:fs'; console.log(Date.now(), process.argv);",
    ],
    ['a stopwatch in a worker', 'experiment/plan-worker.ts', 'export const a = performance.now();'],
    [
      'words in texts and comments',
      'model/a.ts',
      "/* Math.random() */ export const a = 'console.log, new Date, setTimeout';",
    ],
    [
      'a client process',
      'model/a.ts',
      'export const a = (process: number, tokens: number[]) => tokens[process]! + b.process(1);',
    ],
    ['a monkey in the engine', 'engine/a.ts', 'export const monkey = 1;'],
  ])('but not %s', (_, path, text) => {
    expect(planted(path, text)).toEqual([]);
  });
});
