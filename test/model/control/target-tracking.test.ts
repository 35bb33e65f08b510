import { describe, expect, test } from 'vitest';
import { TargetTracking, type Tracking } from '../../../src/model/control/target-tracking.ts';

const DAY_MS = 86_400_000;
const tracking = (more: Partial<Tracking> = {}) =>
  new TargetTracking({ min: 1, max: 1000, target: 0.5, outAfter: 2, inAfter: 3, decreases: 27, ...more });

/** What is provisioned after each look at so much used, at once. */
function provisioned(
  tracked: TargetTracking,
  uses: readonly number[],
  { rate = 100, fromMs = 0, everyMs = 60_000 } = {},
) {
  return uses.map((used, k) => {
    rate = tracked.next(used, rate, fromMs + k * everyMs);
    return rate;
  });
}

describe('target tracking', () => {
  test('has more after two looks on end above the target, and not after two apart', () => {
    expect(provisioned(tracking(), [60, 70, 70])).toEqual([100, 140, 140]);
    expect(provisioned(tracking(), [60, 50, 60, 40, 60])).toEqual([100, 100, 100, 100, 100]);
    expect(provisioned(tracking({ max: 120 }), [60, 90, 90])).toEqual([100, 120, 120]);
  });

  test('has less after three below, by the most that was used in them', () => {
    expect(provisioned(tracking(), [10, 30, 20, 20])).toEqual([100, 100, 60, 60]);
    expect(provisioned(tracking(), [10, 50, 10, 10])).toEqual([100, 100, 100, 100]);
    expect(provisioned(tracking({ min: 80 }), [10, 10, 10])).toEqual([100, 100, 80]);
  });

  test('counts anew after it has decided', () => {
    expect(provisioned(tracking(), [100, 100, 200, 200])).toEqual([100, 200, 200, 400]);
    expect(provisioned(tracking(), [40, 40, 40, 20, 20, 20])).toEqual([100, 100, 80, 80, 80, 40]);
  });

  test('stays at its bounds', () => {
    expect(provisioned(tracking({ max: 100 }), [90, 90, 90])).toEqual([100, 100, 100]);
    expect(provisioned(tracking({ min: 100 }), [0, 0, 0, 0])).toEqual([100, 100, 100, 100]);
  });

  test('has less only so often in a day, and again in the next', () => {
    const tracked = tracking({ decreases: 1, inAfter: 1 });
    expect(provisioned(tracked, [40, 30, 20])).toEqual([80, 80, 80]);
    expect(provisioned(tracked, [20, 10], { rate: 80, fromMs: DAY_MS })).toEqual([40, 40]);
  });
});
