import { describe, expect, test } from 'vitest';
import { penOf } from '../../../src/report/text/pen.ts';
import { linearScale, logScale, sparkline } from '../../../src/report/text/sparkline.ts';
import { colourful } from '../../support/terminal.ts';

const plain = penOf(null);
const pretty = penOf(colourful);

describe('sparkline', () => {
  test('from zero: nothing is blank, and whatever is more is seen', () => {
    const values = [0, null, 0.001, 1, 2, 3, 4, 5, 6, 7];
    expect(sparkline(values, linearScale(7), pretty)).toBe('  ▁▂▃▄▅▆▇█');
    expect(sparkline(values, linearScale(7), plain)).toBe('  .:-=*#%@');
  });

  test('by decades: equal ratios are equal steps, and the least is seen', () => {
    const values = [0.01, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];
    expect(sparkline(values, logScale(1, 10_000_000), pretty)).toBe('▁▁▂▃▄▅▆▇█');
  });

  test('what is endless has a sign of its own, in red', () => {
    const values = [1, Number.POSITIVE_INFINITY, 10];
    expect(sparkline(values, logScale(1, 10), pretty)).toBe('▁{red ∞}█');
    expect(sparkline(values, logScale(1, 10), plain)).toBe('.!@');
  });
});
