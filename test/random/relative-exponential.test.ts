import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expm1Over, log1pOver } from '../../src/random/relative-exponential.ts';

property.prop([fc.double({ min: -20, max: 20, noNaN: true })], { seed: 1 })('expm1Over is expm1(t)/t', (t) => {
  if (t !== 0) expect(expm1Over(t) / (Math.expm1(t) / t) - 1).toBeCloseTo(0, 14);
});

property.prop([fc.double({ min: -0.999, max: 20, noNaN: true })], { seed: 1 })('log1pOver is log1p(t)/t', (t) => {
  if (t !== 0) expect(log1pOver(t) / (Math.log1p(t) / t) - 1).toBeCloseTo(0, 14);
});

test('both are 1 at 0 and keep their digits beside it', () => {
  expect(expm1Over(0)).toBe(1);
  expect(log1pOver(0)).toBe(1);
  expect(expm1Over(1e-9)).toBeCloseTo(1 + 5e-10, 15);
  expect(log1pOver(1e-9)).toBeCloseTo(1 - 5e-10, 15);
});
