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
  const slim = (children: string) => slimSvg(`<svg xmlns="x">${children}</svg>`).replace(/^<svg[^>]*>|<\/svg>$/g, '');

  it('hoists the font and drops roles, defaults, empty shapes and groups of nothing', () => {
    const svg =
      '<svg xmlns="x" class="marks" version="1.1"><path class="background" aria-hidden="true" d="M0,0h0Z"/><g role="r" transform="translate(0,0)"><text font-family="f" font-size="11px" fill="#123456">a</text><text/></g></svg>';
    expect(slimSvg(svg)).toBe(
      '<svg class="marks" font-size="11px" font-family="f" xmlns="x"><text fill="#123456">a</text></svg>',
    );
  });

  it('writes the lines of one look as one path, and no others', () => {
    const line = (y: number, look: string) => `<line transform="translate(0,${y})" x2="9" y2="0" ${look}/>`;
    expect(slim(`<g>${line(0, 'stroke="a"')}${line(5, 'stroke="a"')}</g>${line(8, 'stroke="b"')}`)).toBe(
      '<path d="M0,0h9M0,5h9" stroke="a"/><path d="M0,8h9" stroke="b"/>',
    );
    expect(slim('<line y2="-4" stroke="a"/><line x2="3" y2="4" stroke="a"/>')).toBe(
      '<path d="M0,0v-4M0,0l3,4" stroke="a"/>',
    );
    const areas = '<path d="M0,0h2v2Z" fill="a"/><path d="M1,0h2v2Z" fill="a"/>';
    expect(slim(areas)).toBe(areas);
  });

  it('gives words a place instead of a move, unless they are turned or in lines', () => {
    const lines = '<text transform="translate(1,2)"><tspan x="0">a</tspan></text>';
    expect(slim(lines)).toBe(lines);
    expect(slim('<text transform="translate(1.239,-2)">a</text>')).toBe('<text x="1.24" y="-2">a</text>');
    expect(slim('<text transform="translate(1,2) rotate(-90)">a</text>')).toBe(
      '<text transform="translate(1,2) rotate(-90)">a</text>',
    );
  });

  it('keeps the classes that are asked for, one an element', () => {
    const svg =
      '<svg><g class="mark-rule role-mark a_marks"><path d="M1,2"/></g><g class="b_marks"><path d="Z"/></g></svg>';
    expect(slimSvg(svg, new Set(['a_marks']))).toContain('><g class="a_marks"><path d="M1,2"/></g><path d="Z"/></svg>');
  });

  it('leaves words alone that look like attributes', () => {
    const svg = '<svg><text> role="x" d="M1.23456,2" &lt;path class="background" /&gt;</text></svg>';
    expect(slimSvg(svg)).toContain('<text> role="x" d="M1.23456,2" &lt;path class="background" /&gt;</text>');
  });
});
