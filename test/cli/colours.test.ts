import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { coloursFor } from '../../src/cli/colours.ts';
import type { Io } from '../../src/cli/io.ts';

test.each([
  { isTTY: true, env: {}, refused: undefined, coloured: true },
  { isTTY: false, env: {}, refused: undefined, coloured: false },
  { isTTY: true, env: {}, refused: true, coloured: false },
  { isTTY: true, env: { NO_COLOR: '1' }, refused: undefined, coloured: false },
  { isTTY: true, env: { NO_COLOR: '' }, refused: undefined, coloured: true },
  { isTTY: true, env: { TERM: 'dumb' }, refused: undefined, coloured: false },
  { isTTY: false, env: { FORCE_COLOR: '1' }, refused: undefined, coloured: true },
  { isTTY: true, env: { FORCE_COLOR: '0' }, refused: undefined, coloured: false },
  { isTTY: false, env: { FORCE_COLOR: '1' }, refused: true, coloured: false },
])('%j', ({ isTTY, env, refused, coloured }) => {
  const output = Object.assign(new PassThrough(), { isTTY });
  const colours = coloursFor(output, { env } as unknown as Io, refused);
  expect(colours?.bold('x')).toBe(coloured ? '\u001b[1mx\u001b[22m' : undefined);
});

test.each([
  ['truecolor', '\u001b[48;2;250;250;250m '],
  ['24bit', '\u001b[48;2;250;250;250m '],
  [undefined, '\u001b[48;5;224m '],
])('COLORTERM=%s decides which colours there are', (COLORTERM, expected) => {
  const colours = coloursFor(new PassThrough(), { env: { FORCE_COLOR: '1', COLORTERM } } as unknown as Io, undefined);
  expect(colours?.onHeat?.(' ', 128)).toContain(expected);
});
