import { describe, expect, it } from 'vitest';
import { heatPng } from '../../../src/report/heat/image.ts';
import { heatSvg } from '../../../src/report/heat/svg.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';

const comparison = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 2));
const view = viewOf(comparison);

describe('heatSvg', () => {
  const svg = heatSvg(view, view.baseline)!;

  it('holds the image, the partitions with their keys, the windows and the scale', () => {
    const png = heatPng(view.baseline.result.heat)!;
    expect(svg).toContain(`href="data:image/png;base64,${Buffer.from(png).toString('base64')}"`);
    for (const words of [
      'p12 views:headset',
      'p20 product:headset',
      '>heat<',
      '>warm-up<',
      '1 = ceiling',
      '2 or more',
      'time in the run, s',
    ]) {
      expect(svg).toContain(words);
    }
    const [labels] = svg.match(/<g text-anchor="end".*?<\/g>/s)!;
    expect(labels.match(/<text /g)).toHaveLength(21);
  });

  it('shows no map where there is none', () => {
    const empty = {
      ...view.baseline,
      result: { ...view.baseline.result, heat: { partitions: [], rows: [], keys: [] } },
    };
    expect(heatSvg(view, empty)).toBeNull();
  });

  it('pads rows of unequal length', () => {
    expect(heatPng({ partitions: [1, 2], rows: [[0, 1, 2], [1]], keys: [[], []] })).not.toBeNull();
  });
});
