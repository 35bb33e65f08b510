import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../src/cli/exit.ts';
import { prepareParent, replaceFile, resultsName, writeResults } from '../../src/cli/results-directory.ts';

const AT = new Date('2026-01-02T03:04:05.678Z');
const parentOf = () => mkdtempSync(join(tmpdir(), 'hotshard-test-'));

describe('the name', () => {
  test.each([
    ['Black Friday headset', 'black-friday-headset'],
    ['  Ünïcödé & Ça  ', 'unicode-ca'],
    ['../../etc/passwd', 'etc-passwd'],
    ['黒', 'scenario'],
    ['x'.repeat(200), 'x'.repeat(50)],
  ])('of %s', (name, slug) => {
    expect(resultsName({ name, hash: '3f9a1c07' }, AT)).toBe(`${slug}-3f9a1c07-20260102T030405Z`);
  });
});

describe('writing', () => {
  test('never touches what is there, be it a directory or a file', async () => {
    const parent = parentOf();
    mkdirSync(join(parent, 'r'));
    writeFileSync(join(parent, 'r-2'), 'mine');
    const path = await writeResults(parent, 'r', new Map([['a/b.txt', 'text']]));
    expect(path).toBe(join(parent, 'r-3'));
    expect(readFileSync(join(path, 'a/b.txt'), 'utf8')).toBe('text');
    expect(readdirSync(join(parent, 'r'))).toEqual([]);
    expect(readFileSync(join(parent, 'r-2'), 'utf8')).toBe('mine');
    expect(readdirSync(parent).sort()).toEqual(['r', 'r-2', 'r-3']);
  });

  test('leaves nothing behind when a file cannot be written', async () => {
    const parent = parentOf();
    const files = new Map([
      ['a', 'text'],
      ['a/b', 'below a file'],
    ]);
    await expect(writeResults(parent, 'r', files)).rejects.toThrow(EnvironmentError);
    expect(readdirSync(parent)).toEqual([]);
  });
});

test('a place that cannot be written to is told early', async () => {
  const parent = parentOf();
  writeFileSync(join(parent, 'file'), '');
  await expect(prepareParent(join(parent, 'file', 'below'))).rejects.toThrow(EnvironmentError);
  await prepareParent(join(parent, 'new', 'deep'));
  expect(existsSync(join(parent, 'new', 'deep'))).toBe(true);
});

test('a file is replaced as a whole', async () => {
  const parent = parentOf();
  await replaceFile(join(parent, 'sub', 'a'), 'one');
  await replaceFile(join(parent, 'sub', 'a'), 'two');
  expect(readdirSync(join(parent, 'sub'))).toEqual(['a']);
  expect(readFileSync(join(parent, 'sub', 'a'), 'utf8')).toBe('two');
});
