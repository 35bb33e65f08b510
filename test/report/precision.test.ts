import { expect, test } from 'vitest';
import type { Comparison } from '../../src/experiment/result.ts';
import { precisionText } from '../../src/report/precision.ts';
import { blackFriday } from '../support/comparison.ts';

const asked = (precision: Comparison['precision']) => precisionText({ ...blackFriday(), precision });

test('says how near it came, and whether that was near enough', () => {
  expect(asked(null)).toBe('');
  expect(asked({ asked: 0.05, reached: 0.032 })).toBe(
    'Precision asked of failed: 5 %; reached: 3.2 %, by 10 replications.',
  );
  expect(asked({ asked: 0.05, reached: 0.07 })).toContain('; not reached: 7 %, by');
  expect(asked({ asked: 0.05, reached: null })).toContain('; it cannot be told, as a plan has no mean of it');
});
