import { describe, expect, test } from 'vitest';
import { RollingQuantiles } from '../../src/sketch/rolling-quantiles.ts';

/** Values 1 to 100 between `fromMs` and a hundred milliseconds later. */
function fill(quantiles: RollingQuantiles, fromMs: number, scale = 1, counter = 0): void {
  for (let k = 1; k <= 100; k++) quantiles.record(counter, scale * k, fromMs + k - 1);
}

describe('RollingQuantiles', () => {
  test('knows nothing before a whole window has passed, and that window afterwards', () => {
    const quantiles = new RollingQuantiles(1, 1000, 0.95);
    fill(quantiles, 0);
    expect(quantiles.at(0, 999)).toBeNaN();
    expect(quantiles.at(0, 1000)).toBeCloseTo(95, 0);
  });

  test('forgets the window before, and keeps what it knew where there was nothing new', () => {
    const quantiles = new RollingQuantiles(1, 1000, 0.5);
    fill(quantiles, 0);
    fill(quantiles, 1000, 10);
    expect(quantiles.at(0, 1999)).toBeCloseTo(50, 0);
    expect(Math.abs(quantiles.at(0, 2000) - 500)).toBeLessThan(2);
    expect(Math.abs(quantiles.at(0, 9000) - 500)).toBeLessThan(2);
  });

  test('waits for as many values as the quantile needs to mean something', () => {
    const quantiles = new RollingQuantiles(1, 1000, 0.95);
    for (let k = 0; k < 19; k++) quantiles.record(0, 5, k);
    expect(quantiles.at(0, 1000)).toBeNaN();
    quantiles.record(0, 5, 1000);
    expect(quantiles.at(0, 2000)).toBe(5);
  });

  test('keeps its counters apart', () => {
    const quantiles = new RollingQuantiles(2, 1000, 0.5);
    fill(quantiles, 0, 1, 0);
    fill(quantiles, 0, 3, 1);
    expect([quantiles.at(0, 1000), quantiles.at(1, 1000)].map(Math.round)).toEqual([50, 150]);
  });
});
