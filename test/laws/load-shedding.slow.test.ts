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
import { meanSojournMs } from '../../src/theory/mm1k.ts';
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

it('at a node that sees its own queue wastes no time and keeps the bound', () => {
  // As above, but the node looks whenever somebody comes, and refuses while the head has waited more than W = 1 s. Open, its wait grows by 1 − μ/λ = .286 a second and
  // reaches W after 3.5 s, with λW = 1,400 behind it. Closed, it serves these, the last of whom has waited (λ/μ)W = 1.4 s, and opens as the queue is empty:
  // the server never idles, so goodput is μ and 1 − μ/λ = 2/7 are refused. Work in 54 s scatters by √(2/54,000) = .6 %; tolerance 2 %. One peak
  // scatters by √(2·1,400) = 53 of 1,400, and the highest of eleven lies 1.6 deviations above the mean, give or take .6: 6 ± 2 %; tolerance 12 %.
  const scenario = scenarioOf({
    durationMs: 60_000,
    workload: { ratePerSecond: 1400 },
    plans: { shed: [{ kind: 'load-shedding', site: 'node', maxWait: '1s' }] },
  });
  const result = replicate(scenario, 'shed', 1);
  expectRelative(result.mean('goodput.perSecond'), 1000, 0.02, 'goodput');
  expectRelative(result.mean('requests.failedShare'), 2 / 7, 0.04, 'refused');
  expectRelative(result.mean('waitMs.max'), 1400, 0.12, 'longest wait');
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

it('by utilisation knows busy from idle and no more', () => {
  // A node of μ = 1,000/s looks every second. Open, it takes λ = 1,500/s, is busy all the time and closes over 500 waiting; closed, it does those in
  // half a second, and half busy is below 80 %: it opens. One second in two: λ/2 = 750/s. With λ = 2,500/s it closes over 1,500, is busy for another
  // second, does the last 500 in half of the next, and opens after two: one second in three, 833/s. The 18 or 27 seconds of arrivals that it
  // takes leave .5 % of a rate; tolerance 2 %.
  for (const [rate, inThree] of [
    [1500, 1.5],
    [2500, 1],
  ] as const) {
    const scenario = scenarioOf({
      durationMs: 60_000,
      workload: { ratePerSecond: rate },
      plans: { shed: [{ kind: 'load-shedding', site: 'node', signal: 'utilisation', every: '1s' }] },
    });
    const result = replicate(scenario, 'shed', 1);
    expectRelative(result.mean('goodput.perSecond'), (rate * inThree) / 3, 0.02, 'goodput');
  }
});

it('with Retry-After moves retries in time and takes none away', () => {
  // A node that is never idle answers μ = C of λ requests a second whenever they come, so the share p of attempts that it refuses follows from
  // C/λ = 1 − p^n as at a ceiling (P.R13): λ = 1,500/s, C = 1,000/s, n = 3: p = 3^(−1/3) = .693, A = C/(1−p) = 3,261 attempts a second.
  // A back-off of U(0, V) that is told to be H at least is H²/V + (V² − H²)/2V = V/2 + H²/2V on average: 1,250 ms for V = 2 s and H = 1 s, a quarter more.
  // Whoever is served at the k-th attempt has waited so k−1 times, on average Σ(k−1)p^{k−1}(1−p)/(1−p^n) = .761 times, and then stays as long as
  // M/M/1/K at A has it, K = 50: 50 ms. Half of the retries come H after their refusal to the instant, as clumped as they went, and meet a fuller queue than
  // the rest: some 1 % fewer attempts. Arrivals of 54 s leave .35 % of a rate and twice that of a surplus; tolerance 3 %.
  const [λ, C, n, H, V, K] = [1500, 1000, 3, 1000, 2000, 50];
  const p = (1 - C / λ) ** (1 / n);
  const waits = [1, 2].reduce((sum, k) => sum + k * p ** k * (1 - p), 0) / (1 - p ** n);
  const scenario = scenarioOf({
    durationMs: 60_000,
    clients: { retry: { attempts: n, baseMs: V, capMs: V, jitter: 'full', quota: null } },
    workload: { ratePerSecond: λ },
    plans: {
      shed: [{ kind: 'load-shedding', site: 'node', signal: 'length', maxLength: K - 2, retryAfter: `${H}ms` }],
    },
  });
  const result = replicate(scenario, 'shed', 1);
  expectRelative(result.mean('requests.failedShare'), p ** n, 0.03, 'failed');
  expectRelative(result.mean('attempts.perRequest'), C / (1 - p) / λ, 0.03, 'attempts');
  const expected = waits * (V / 2 + (H * H) / (2 * V)) + meanSojournMs(C / (1 - p), 1000, K);
  expectRelative(result.mean('latencyMs.mean'), expected, 0.03, 'latency');
});
