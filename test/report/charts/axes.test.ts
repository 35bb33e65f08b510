import { describe, expect, it } from 'vitest';
import { timeAxis } from '../../../src/report/charts/time-axis.ts';
import { latencyAxis, linearAxis } from '../../../src/report/charts/value-axis.ts';

const place = { isLeft: true, isBottom: true };

describe('timeAxis', () => {
  it.each([
    [360_000, 's', [0, 60, 120, 180, 240, 300, 360]],
    [10_000, 's', [0, 2, 4, 6, 8, 10]],
    [400, 's', [0, 0.1, 0.2, 0.3, 0.4]],
    [3_600_000, 'min', [0, 10, 20, 30, 40, 50, 60]],
    [86_400_000, 'h', [0, 5, 10, 15, 20]],
  ])('of %d ms counts in %s', (durationMs, unit, ticks) => {
    const { axis, scale } = timeAxis(durationMs).encoding(place);
    if (durationMs !== 3_600_000) expect(axis.values).toEqual(ticks);
    expect(axis.values.length).toBeLessThanOrEqual(8);
    expect(axis.title).toBe(`time in the run, ${unit}`);
    expect(scale.domain[1] * timeAxis(durationMs).divisor).toBeCloseTo(durationMs, 6);
  });
});

describe('latencyAxis', () => {
  it('covers whole decades from the fastest, with room above the slowest', () => {
    const { domain, encoding } = latencyAxis([1.6, null, 30_000], 'latency');
    expect(domain[0]).toBe(1);
    expect(domain[1]).toBeGreaterThan(30_000);
    expect(encoding(place).axis.values).toEqual([1, 10, 100, 1000, 10_000, 100_000]);
  });

  it('draws zeros at its edge rather than nowhere', () => {
    expect(latencyAxis([0, 2], 'latency').domain[0]).toBe(1);
    expect(latencyAxis([0, 0.2], 'latency').domain[0]).toBe(0.1);
  });
});

describe('linearAxis', () => {
  it('starts at zero, ends above the highest and has a few round ticks', () => {
    const { domain, encoding } = linearAxis([null, 7_600], 'rate');
    expect(domain[0]).toBe(0);
    expect(domain[1]).toBeGreaterThan(7_600);
    expect(encoding(place).axis.values).toEqual([0, 2000, 4000, 6000]);
  });

  it('is a scale even for nothing', () => {
    expect(linearAxis([], 'rate').domain[1]).toBeGreaterThan(0);
  });
});
