import { expect, it } from 'vitest';
import { grid, type Panel } from '../../../src/report/charts/panel.ts';

it.each([
  [1, 1],
  [3, 4],
  [6, 4],
])('has a key that makes a chart of %d panels in %d columns no wider', (count, columns) => {
  const key = 'p50 solid, p99 dashed; ticks: red crash, green back, blue more salts, plain first and last throttle';
  const panels: Panel[] = Array.from({ length: count }, () => ({ width: 230, mark: 'point' }));
  const { title } = grid(panels, { columns, spacing: { row: 10, column: 20 }, key });
  const { text } = title as { readonly text: readonly string[] };
  expect(text.join(' ')).toBe(key);
  const inRow = Math.min(count, columns);
  for (const line of text) expect(line.length * 11 * 0.8).toBeLessThanOrEqual(inRow * 230 + (inRow - 1) * 20);
});
