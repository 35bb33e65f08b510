import { expect, test } from 'vitest';
import type { PlanLoads } from '../../src/experiment/result.ts';
import { breaksText, loadNote, loadText } from '../../src/report/load.ts';

const loads = (carries: number | null, breaksAt: number | null, isUndecided = false): PlanLoads => ({
  plan: 'p',
  points: [],
  carries,
  breaksAt,
  isUndecided,
});

test('what is carried, and what is not or cannot be told', () => {
  expect(loadText(loads(2, null))).toBe('carries 2x');
  expect(loadText(loads(null, 0.5))).toBe('not 0.5x');
  expect(loadText(loads(2, 2.1, true))).toBe('carries 2x, not 2.1x?');
  expect(breaksText(loads(2, null), '-')).toBe('-');
});

test('the sign is explained where it is used', () => {
  const study = (plans: readonly PlanLoads[]) => ({ goal: 'g', metric: 'm', plans });
  expect(loadNote(study([loads(2, 3)]))).toBe('');
  expect(loadNote(study([loads(2, 3), loads(2, 3, true)]))).toBe('?: not decided by as many replications.');
});
