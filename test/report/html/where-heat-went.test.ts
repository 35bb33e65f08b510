import { describe, expect, it } from 'vitest';
import { partitionHeats, whereHeatWent } from '../../../src/report/html/where-heat-went.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';

const stories = BLACK_FRIDAY_STORIES.filter(({ plan }) => ['none', 'salting', 'copies'].includes(plan));
const view = viewOf(blackFriday(stories));

describe('partitionHeats', () => {
  // Slices of 1.5 s: the heat from 60 s to 120 s is slices 40 to 79. Here they alone are 1, 2, 1, 2, …, mean 1.5.
  it('is the mean over the slices whose middle lies in the heat, hottest first', () => {
    const row = Array.from({ length: 240 }, (_, i) => (i >= 40 && i < 80 ? 1 + (i % 2) : 9));
    const heat = { partitions: [4, 7], rows: [row.map(() => 0.5), row], keys: [[], ['product:headset']] };
    const plan = { ...view.baseline, result: { ...view.baseline.result, heat } };
    expect(partitionHeats(view, plan)).toEqual([
      { partition: 7, keys: ['product:headset'], heat: 1.5 },
      { partition: 4, keys: [], heat: 0.5 },
    ]);
  });

  it('is the mean over the whole run where the heat is a moment', () => {
    const faults = [{ name: 'crash', fromMs: 60_000, toMs: 60_000 }];
    const struck = viewOf({ ...blackFriday(stories), faults, windows: [] });
    const heat = { partitions: [7], rows: [[1, 2, 3]], keys: [[]] };
    const plan = { ...struck.baseline, result: { ...struck.baseline.result, heat } };
    expect(partitionHeats(struck, plan)).toEqual([{ partition: 7, keys: [], heat: 2 }]);
    expect(whereHeatWent(struck)!.text).toContain('hottest partitions during the run: mean heat');
  });
});

describe('whereHeatWent', () => {
  it('shows that a read-hot key stays hot under salting and cools under copies', () => {
    const rows = new Map(
      [...whereHeatWent(view)!.text.matchAll(/<th scope="row"><bdi>(.*?)<\/bdi><\/th>(.*)<\/tr>/g)].map(
        ([, plan, cells]) => [
          plan,
          cells!
            .replace(/<[^>]*>/g, ' ')
            .replace(/\s+/g, ' ')
            .trim(),
        ],
      ),
    );
    expect(rows.get('salting')).toMatch(/^1\.5 p20 product:headset .* 1 4\.1$/);
    expect(rows.get('copies')).toMatch(/^1\.67 p12 views:headset 0\.2 p20 product:headset .* 1 1$/);
    expect(rows.get('none')).toMatch(/^1\.67 p12 views:headset 1\.5 p20 product:headset .* 2 1$/);
  });

  it('is silent where no plan has a heat map', () => {
    const bare = blackFriday(stories);
    const plans = bare.plans.map((plan) => ({ ...plan, heat: { partitions: [], rows: [], keys: [] } }));
    expect(whereHeatWent(viewOf({ ...bare, plans }))).toBeNull();
  });
});
