/** Ticks of a failover, and the curve of a setting, drawn. */
import { describe, expect, it } from 'vitest';
import { comparisonCharts } from '../../../src/report/charts/chart.ts';
import { renderSvg } from '../../../src/report/charts/render.ts';
import { ink } from '../../../src/report/charts/theme.ts';
import { viewOf } from '../../../src/report/view.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';

const names = ['none', 'cache+coalescing', 'naive-retries'];
const plain = blackFriday(BLACK_FRIDAY_STORIES.filter(({ plan }) => names.includes(plan)));

const drawn = async (changes: Partial<typeof plain>, name: string): Promise<string> => {
  const chart = comparisonCharts(viewOf({ ...plain, ...changes })).find((one) => one.name === name);
  return chart === undefined ? '' : renderSvg(chart.spec);
};

describe('events of a plan', () => {
  const crashed = plain.plans.map((plan) =>
    plan.plan === 'none'
      ? { ...plan, events: [{ atMs: 61_000, kind: 'elected' as const, node: 2, partition: 7 }] }
      : plan,
  );

  // One panel a workload in the first, one a plan in the others.
  it.each([
    ['latency-over-time', 3],
    ['latency-by-plan', 1],
    ['requests-over-time', 1],
  ])('are ticks in %s, in %i panels', async (name, panels) => {
    const ticks = (svg: string) => svg.split(`stroke="${ink('blue')}"`).length;
    const [without, with_] = [await drawn({}, name), await drawn({ plans: crashed }, name)];
    expect(ticks(with_)).toBe(ticks(without) + panels);
    expect(with_).toContain('elected');
    expect(without).not.toContain('elected');
  });
});

describe('the setting', () => {
  const sweeps = [
    {
      kind: 'cache',
      option: 'ttl',
      points: [
        { plan: 'none', value: 1, text: '1ms' },
        { plan: 'cache+coalescing', value: 5000, text: '5s' },
        { plan: 'naive-retries', value: 60_000, text: '1m' },
      ],
    },
  ];

  it('is drawn value by value where plans differ in one alone', async () => {
    const svg = await drawn({ sweeps }, 'settings');
    expect(svg).toContain('cache: ttl');
    for (const text of ['1ms', '5s', '1m']) expect(svg).toContain(`>${text}<`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('is no chart where there is none', async () => {
    expect(await drawn({}, 'settings')).toBe('');
  });
});
