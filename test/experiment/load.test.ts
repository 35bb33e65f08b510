import { describe, expect, test } from 'vitest';
import { compare } from '../../src/experiment/compare.ts';
import { type Goal, underLoad } from '../../src/experiment/load.ts';
import { run } from '../../src/experiment/run.ts';
import { lever, metronome, small, stream } from '../support/small.ts';

const FAILS_NONE: Goal = {
  that: 'requests.failedShare <= 1%',
  metric: 'requests.failedShare',
  low: null,
  high: { value: 0.01, of: null, strict: false },
};

/** 100 writes a second on a partition that takes 250/s; a bigger node takes no more, as the ceiling binds, and two partitions do not help one key. */
const scenario = small({
  durationMs: 20_000,
  store: { partitions: 1 },
  partition: { serviceMeanMs: 0.1, service: { kind: 'deterministic' } },
  limit: { ceiling: { reads: null, writes: 250 } },
  workload: [metronome(100, { keys: { kind: 'single', key: 'celebrity' }, reads: 0 })],
  plan: [lever('salting', { keys: ['celebrity'], salts: 4 }), lever('more-partitions', { partitions: 64 })],
});

describe('a scenario under load', () => {
  test('has all its rates multiplied, and its moments where they were', () => {
    const model = small({
      workload: [
        stream(10),
        metronome(1, { name: 'once', arrivals: { kind: 'moments', steps: [], momentsMs: [5] } }),
        stream(1, { name: 'joins', arrivals: null, follows: 'alpha' }),
      ],
    });
    const [first, once, joins] = underLoad(model, 2.5).model.workload;
    expect(first!.arrivals!.steps).toEqual([{ fromMs: 0, ratePerSecond: 25 }]);
    expect(once!.arrivals).toEqual({ kind: 'moments', steps: [], momentsMs: [5] });
    expect(joins!.arrivals).toBeNull();
  });

  test('is, at a load of 1, itself', () => {
    expect(run(underLoad(scenario, 1), 'none')).toEqual(run(scenario, 'none'));
  });
});

describe('a study of loads', () => {
  // 250/s of 400/s pass, after a second's worth that was saved up: 20 s x 150 - 250 of 8,000 fail, 34 %.
  test('says what each plan carries of the loads that were asked for', async () => {
    const seen: string[] = [];
    const { load } = await compare(scenario, {
      load: { at: [0.5, 1, 2, 4], goal: FAILS_NONE },
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });
    const [none, salted] = load!.plans;
    expect(none!.points.map(({ factor }) => factor)).toEqual([0.5, 1, 2, 4]);
    expect([none!.carries, none!.breaksAt]).toEqual([2, 4]);
    expect([salted!.carries, salted!.breaksAt]).toEqual([4, null]);
    const last = none!.points.at(-1)!;
    expect(last.offeredPerSecond.mean).toBeCloseTo(400, 0);
    expect(last.metrics['requests.failedShare']!.mean).toBeCloseTo(0.34, 1);
    expect(last.metrics['goodput.perSecond']!.mean! / 250).toBeCloseTo(1, 1);
    expect(seen.at(-1)).toBe(`${seen.length}/${seen.length}`);
  });

  // At factor f the fifth of a second's worth that fails at most may be 1 %: 20 s x (100 f - 250) - 250 <= 20 f, so f <= 2.65.
  test('finds where each plan breaks to a twentieth, upwards and downwards', async () => {
    const { load } = await compare(scenario, { load: { at: 'search', goal: FAILS_NONE }, plans: ['none'] });
    const [none] = load!.plans;
    expect(none!.carries!).toBeLessThanOrEqual(2.66);
    expect(none!.breaksAt!).toBeGreaterThan(2.64);
    expect(none!.breaksAt! / none!.carries!).toBeLessThanOrEqual(1.05);
    const strict: Goal = { ...FAILS_NONE, metric: 'goodput.perSecond', high: { value: 30, of: null, strict: true } };
    const down = await compare(scenario, { load: { at: 'search', goal: strict }, plans: ['none'] });
    expect(down.load!.plans[0]!.carries!).toBeLessThan(0.3);
    expect(down.load!.plans[0]!.breaksAt!).toBeGreaterThan(0.29);
  });

  test('gives up where nothing breaks, or everything does', async () => {
    const never: Goal = { ...FAILS_NONE, high: { value: 2, of: null, strict: false } };
    const always: Goal = { ...FAILS_NONE, high: { value: -1, of: null, strict: false } };
    const short = small({ durationMs: 500, plan: [] });
    const carried = async (goal: Goal) => (await compare(short, { load: { at: 'search', goal } })).load!.plans[0]!;
    expect(await carried(never)).toMatchObject({ carries: 64, breaksAt: null });
    expect(await carried(always)).toMatchObject({ carries: null, breaksAt: 1 / 64 });
  });

  test('is not made unless it is asked for', async () => {
    expect((await compare(small({ durationMs: 500 }))).load).toBeNull();
  });
});
