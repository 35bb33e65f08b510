import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, ln, pow } from '../../src/random/portable.ts';

const relative = (actual: number, expected: number) => (actual === expected ? 0 : Math.abs(actual / expected - 1));
const run = { seed: 1, numRuns: 5000 };
const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('portable mathematics agrees with Math', () => {
  property.prop([double(5e-324, Number.MAX_VALUE)], run)('ln over all magnitudes', (x) => {
    expect(relative(ln(x), Math.log(x))).toBeLessThan(1e-14);
  });

  property.prop([double(0.5, 2)], run)('ln near 1, where it is small', (x) => {
    expect(relative(ln(x), Math.log(x))).toBeLessThan(1e-14);
  });

  property.prop([double(-708, 709)], run)('exp over all normal results', (x) => {
    expect(relative(exp(x), Math.exp(x))).toBeLessThan(1e-14);
  });

  // Relative error of x^y = e^(y ln x): the rounding of y·ln x, amplified by its own size.
  property.prop([double(1e-6, 1e12), double(-8, 8)], run)('pow', (x, y) => {
    const amplification = 2 + Math.abs(y * Math.log(x));
    expect(relative(pow(x, y), x ** y)).toBeLessThan(4.6e-16 * amplification);
  });

  property.prop([fc.integer({ min: 1, max: 1e9 }), double(0, 2)], run)('pow as Zipf weights use it', (rank, s) => {
    expect(relative(pow(rank, -s), rank ** -s)).toBeLessThan(1e-14);
  });

  test('the ends of the range', () => {
    expect(ln(0)).toBe(-Infinity);
    expect(ln(Infinity)).toBe(Infinity);
    expect(ln(-1)).toBeNaN();
    expect(ln(NaN)).toBeNaN();
    expect(ln(1)).toBe(0);
    expect(exp(0)).toBe(1);
    expect(exp(710)).toBe(Infinity);
    expect(exp(-746)).toBe(0);
    expect(exp(-Infinity)).toBe(0);
    expect(exp(Infinity)).toBe(Infinity);
    expect(exp(NaN)).toBeNaN();
    expect(relative(exp(-740), Math.exp(-740))).toBeLessThan(0.1);
    expect(pow(0, 2)).toBe(0);
    expect(pow(5, 0)).toBe(1);
  });
});
