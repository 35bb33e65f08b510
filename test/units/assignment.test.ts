import { expect, test } from 'vitest';
import { parseAssignment } from '../../src/units/assignment.ts';

test.each([
  ['celebrity=64', 'celebrity', 64],
  ['checkout=0.5', 'checkout', 0.5],
  ['user:*=10_000', 'user:*', 10_000],
  ['a=b=2', 'a=b', 2],
  ['alone', 'alone', null],
  ['nothing=', 'nothing', Number.NaN],
  ['=3', '', Number.NaN],
  ['wrong=-1', 'wrong', Number.NaN],
  ['wrong=1e3', 'wrong', Number.NaN],
])('%s', (text, name, number) => {
  expect(parseAssignment(text)).toEqual({ name, number });
});
