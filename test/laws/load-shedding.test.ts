/**
 * Load shedding on a stale view swings between everybody and nobody, by a fluid clock that can be computed.
 *
 * λ = 1,400/s on μ = 1,000/s; the edge looks every 10 s and refuses while the head of the queue has waited more than
 * 10 s. Open, the work in the queue grows by λ/μ−1 = .4 s a second, and its head has waited queue/1.4: 8.6 s at the third
 * look, 11.4 s at the fourth, which closes the edge over 16 s of work. Closed, the queue shrinks while its head still
 * ages: 14.3 s at the fifth look, over 6 s of work; at the sixth it is empty and the edge opens. So in every minute 40 s of arrivals are
 * admitted, 1,400 · 40/60 = 933/s, a third is refused, and the longest wait is 16 s, short of the bound (λ/μ)(maxWait +
 * every) = 28 s that any phase would keep.
 *
 * The head's wait scatters by √(2,400·40)/1,400 = .2 s at the fourth look, so it clears 10 s by six deviations. Arrivals
 * in 8 minutes leave .15 % of a rate; tolerance 2 %. One peak scatters by √(2,400·40) = 310 of 16,000, and the highest of
 * eight lies 1.4 deviations above the mean, give or take .6: from 0 to 6 %; tolerance 7 %.
 */
import { expect, it } from 'vitest';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

it('sheds by a clock of its own where its view is stale', () => {
  const scenario = scenarioOf({
    durationMs: 600_000,
    warmupMs: 120_000,
    windows: { minutes: [120_000, 600_000] },
    workload: { ratePerSecond: 1400 },
    plans: { shed: [{ kind: 'load-shedding', maxWait: '10s', every: '10s' }] },
  });
  const result = replicate(scenario, 'shed', 1);
  expectRelative(result.mean('minutes:goodput.perSecond'), 1400 * (40 / 60), 0.02, 'goodput');
  expectRelative(result.mean('minutes:requests.refused') / 480, 1400 / 3, 0.02, 'refused');
  expectRelative(result.mean('minutes:waitMs.max'), 16_000, 0.07, 'longest wait');
});

it('does nothing where the queue is short', () => {
  // M/M/1 at ρ = .5 waits 100 ms with probability .5·e^−50.
  const scenario = scenarioOf({
    durationMs: 60_000,
    workload: { ratePerSecond: 500 },
    plans: { shed: [{ kind: 'load-shedding' }] },
  });
  expect(replicate(scenario, 'shed', 1).mean('requests.refused')).toBe(0);
});
