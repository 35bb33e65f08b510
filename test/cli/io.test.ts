import { expect, test } from 'vitest';
import { ignoreClosedPipe } from '../../src/cli/io.ts';

test('a reader that has gone is no error; anything else is', () => {
  expect(() => ignoreClosedPipe(Object.assign(new Error('write'), { code: 'EPIPE' }))).not.toThrow();
  expect(() => ignoreClosedPipe(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toThrow('write');
});
