import { describe, expect, it } from 'vitest';
import { shortPath, slimSvg } from '../../../src/report/charts/slim.ts';

describe('shortPath', () => {
  it('writes straight lines as short steps', () => {
    expect(shortPath('M0,10.0001L2.52,10.49L5,0L5,50')).toBe('M0,10l2.5,.5 2.5,-10.5 0,50');
  });

  it('drops points that lie on the line and keeps the ones that do not', () => {
    expect(shortPath('M0,5L1,5L2,5L3,5L4,9L5,5')).toBe('M0,5l3,0 1,4 1,-4');
  });

  it('keeps every part of a line with gaps and the closing of an area', () => {
    expect(shortPath('M0,0L1,4M3,0L4,4')).toBe('M0,0l1,4M3,0l1,4');
    expect(shortPath('M0,0L4,0L4,4L0,4Z')).toBe('M0,0l4,0 0,4 -4,0Z');
  });

  it('only rounds what is not a line', () => {
    expect(shortPath('M3.3512345,0A3.35,3.35,0,1,1,-3.35,0')).toBe('M3.35,0A3.35,3.35,0,1,1,-3.35,0');
  });

  // 0.3 px is the tolerance; rounding to tenths adds half a tenth in each direction, √2·0.05 < 0.08.
  it('never strays more than 0.38 px from the line it stands for', () => {
    const points = Array.from({ length: 240 }, (_, i): [number, number] => [
      i * 2,
      50 + 40 * Math.sin(i / 9) + ((i * 37) % 11) / 9,
    ]);
    const path = shortPath(`M${points.map((point) => point.join(',')).join('L')}`);
    const [start, steps = ''] = path.slice(1).split('l');
    let [x, y] = start!.split(',').map(Number) as [number, number];
    const kept: [number, number][] = [[x, y]];
    for (const step of steps.split(' ')) {
      const [dx, dy] = step.split(',').map(Number) as [number, number];
      kept.push([(x += dx), (y += dy)]);
    }
    expect(kept.length).toBeLessThan(points.length);
    for (const [px, py] of points) {
      const i = Math.max(
        1,
        kept.findIndex(([kx]) => kx >= px - 1e-6),
      );
      const [[x0, y0], [x1, y1]] = [kept[i - 1]!, kept[i]!];
      const length = Math.hypot(x1 - x0, y1 - y0);
      expect(Math.abs((x1 - x0) * (y0 - py) - (x0 - px) * (y1 - y0)) / length).toBeLessThan(0.38);
    }
  });
});

describe('slimSvg', () => {
  it('hoists the font and drops roles, defaults and empty shapes', () => {
    const svg =
      '<svg xmlns="x" class="marks" version="1.1"><path class="background" aria-hidden="true" d="M0,0h0Z"/><g role="r" transform="translate(0,0)"><text font-family="f" font-size="11px" fill="#123456">a</text></g></svg>';
    expect(slimSvg(svg)).toBe(
      '<svg class="marks" font-size="11px" font-family="f" xmlns="x"><g><text fill="#123456">a</text></g></svg>',
    );
  });

  it('leaves words alone that look like attributes', () => {
    const svg = '<svg><text> role="x" d="M1.23456,2" &lt;path class="background" /&gt;</text></svg>';
    expect(slimSvg(svg)).toContain('<text> role="x" d="M1.23456,2" &lt;path class="background" /&gt;</text>');
  });
});
