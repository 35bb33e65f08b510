import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { comparisonText } from '../../../src/report/text/comparison.ts';
import { planText } from '../../../src/report/text/plan.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../../support/comparison.ts';
import { hostile } from '../../support/hostile.ts';

const names = ['none', 'more-partitions', 'cache+coalescing', 'naive-retries'];
const comparison = blackFriday(BLACK_FRIDAY_STORIES.filter(({ plan }) => names.includes(plan)));
const ESC = '\u001b';

describe('comparisonText', () => {
  it('is plain ASCII without colours', () => {
    const text = comparisonText(comparison, { colours: null });
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toMatchInlineSnapshot(`
      "Black Friday headset
      Which lever keeps one product page up when 100,000 people load it in a minute?

      cache+coalescing keeps the page up: the headset p99 falls from 29.4 s to 1.15 ms, at the price of 98,655 stale reads; no plan here helps the view counter.

      #  plan                      failed         outcome p50    outcome p99         latency p50         latency p99         throttled
      ----------------------------------------------------------------------------------------------------------------------------------
      1  cache+coalescing    18.3 % +-0.2 ^  0.250 ms +-0.003 ^       > 30 s ~  0.250 ms +-0.003 ^  1.150 ms +-0.014 ^  10.81 % +-0.13 ~
      2  more-partitions[1]  20.1 % +-0.2 ~     9.80 s +-0.12 ~       > 30 s ~     9.80 s +-0.12 ~      29.4 s +-0.4 ~  10.84 % +-0.13 ~
      3  none                20.1 % +-0.2       9.83 s +-0.12         > 30 s       9.83 s +-0.12        29.4 s +-0.4    10.87 % +-0.13
      4  naive-retries       66.4 % +-0.8 v            > 30 s v       > 30 s ~      16.0 s +-0.2 v      29.4 s +-0.4 ~    13.3 % +-0.2 v

      The bill, per run
      #  plan                price of a month like it         capacity     duplicates       stale reads          read units
      -----------------------------------------------------------------------------------------------------------------------
      1  cache+coalescing              $108.36 +-1.30 ^  1.000 +-0.012 ~            0    98,655 +-1,184 v   132,494 +-1,590 ^
      2  more-partitions[1]            $255.85 +-3.07 ~    2.00 +-0.02 v            0                 0     312,834 +-3,754 ~
      3  none                          $255.85 +-3.07    1.000 +-0.012              0                 0     312,834 +-3,754
      4  naive-retries                 $693.35 +-8.32 v  1.000 +-0.012 ~  8,771 +-105 v               0    847,780 +-10,173 v

      #  plan                   write units    stale by, p99    memory entries    wasted work
      -----------------------------------------------------------------------------------------
      1  cache+coalescing      81,650 +-980 v  4.93 s +-0.06      48,210 +-579 v            0 ^
      2  more-partitions[1]    79,920 +-959 ~              .                 0     3,412 +-41 ~
      3  none                  79,860 +-958                .                 0     3,412 +-41
      4  naive-retries       91,002 +-1,092 v              .                 0     3,412 +-41 ~

      The same under every plan: lost writes 0, missing items 0, reordered 0, own writes unseen 0, reads back in time 0.

      ^ better  v worse  ~ not distinguishable from none (+- 95 % interval, 10 replications, paired with the baseline).
      Had every plan met requests of its own, the intervals of differences would be wider: failed 2x, outcome p50 2x, latency p50 2x.
      Warm-up left out: 30 s.

      Over time
      throttled attempts: @ 2,340/s
      1 cache+coalescing                    ----------                                         702/s
      2 more-partitions                     ----------                                         704/s
      3 none                                ----------                                         706/s
      4 naive-retries                       @@@@@@@@@@                                         2,340/s
                                  |0        |60       |120      |180      |240      |300      |360 s
                                            ^^^^^^^^^^

      none (baseline): 10 hottest partitions, offered load / capacity
      p12 views:headset                     %%%%%%%%%%                                         1.8
      p20 product:headset                   #%####%##%                                         1.62
      p7                                                                                       0.03
      p15                                                                                      0.035
      p2                                                                                       0.039
      p10                                                                                      0.022
      p18                                                                                      0.026
      p5                                                                                       0.03
      p13                                                                                      0.035
      p0                                                                                       0.039
                                  |0        |60       |120      |180      |240      |300      |360 s
                                            ^^^^^^^^^^

      cache+coalescing: 10 hottest partitions, offered load / capacity
      p12 views:headset                     %%%%%%%%%%                                         1.8
      p20 product:headset                                                                      0.026
      p7                                                                                       0.03
      p15                                                                                      0.035
      p2                                                                                       0.039
      p10                                                                                      0.022
      p18                                                                                      0.026
      p5                                                                                       0.03
      p13                                                                                      0.035
      p0                                                                                       0.039
                                  |0        |60       |120      |180      |240      |300      |360 s
                                            ^^^^^^^^^^

      offered / capacity from . 0.2  : 0.4  - 0.6  = 0.8  + 1.0  * 1.2  # 1.4  % 1.6  @ 1.8 or more
      ^ heat (1 min to 2 min)

      Beside none, on the same requests
      plan                      failed            ratio         list price            ratio     outcome p50            ratio
      ----------------------------------------------------------------------------------------------------------------------
      cache+coalescing   -1.8 pp +-0.2 ^  0.911 +-0.011  -$0.0202 +-0.0003 ^  0.424 +-0.009  -9.83 s +-0.06 ^  0.000 +-0.006
      more-partitions    -0.1 pp +-0.2 ~  0.997 +-0.012            $0 +-<1 ~  1.000 +-0.012    -39 ms +-118 ~  0.996 +-0.012
      naive-retries     +46.3 pp +-0.5 v    3.30 +-0.03  +$0.0599 +-0.0008 v    2.71 +-0.02                 .

      Expectations
      ok none: headset.latencyMs.p50 in 1.3ms..3ms during before
          measured 1.62 ms +-0.02
      ? none: headset.outcomeMs.p50 in 25s..30s during end (source 003 sees 30 s)
          measured 29.95 s +-0.07; the interval straddles it, about 24 replications would decide
      FAILED naive-retries: outcomeMs.p99 < 20ms
          measured > 30 s

      Warnings
      [1] more-partitions: vacuous: the hot key lives on one partition whatever their number: the lever moved none of its load. Remedy: Spread the key itself (copies, salting) or keep its reads away (cache).
      "
    `);
  });

  it('says the same with colours and typographic signs', () => {
    const text = comparisonText(comparison, { colours: pc.createColors(true) });
    expect(text).toContain(`${ESC}[32m▲${ESC}[39m`);
    expect(text).toContain(`${ESC}[31m✗${ESC}[39m`);
    const letters = text.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '');
    for (const words of [
      '18.3\u00a0% ±0.2 ▲',
      '>\u00a030\u00a0s ▼',
      '≈ not distinguishable',
      '[1] more-partitions: vacuous',
    ]) {
      expect(letters).toContain(words);
    }
  });

  it('lets no name act on the terminal or break the table', () => {
    const colours = { ...pc.createColors(false), onHeat: (text: string) => text };
    for (const text of [null, pc.createColors(false), colours].map((colours) =>
      comparisonText(hostile(), { colours }),
    )) {
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}|\p{Zp}/u);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(900);
    }
  });

  it('does without expectations, warnings, question and bill', () => {
    const metrics = { 'requests.failedShare': { mean: 0, low: 0, high: 0, n: 10 } };
    const plans = comparison.plans.map((plan) => ({ ...plan, metrics, paired: {}, warnings: [], runs: [] }));
    const text = comparisonText({ ...comparison, plans, expectations: [], question: null }, { colours: null });
    expect(text).not.toMatch(/Expectations|Warnings|bill|undefined|NaN/);
  });
});

describe('planText', () => {
  const text = planText(comparison, { colours: null });

  it('has every metric of the whole run and the key ones of the windows', () => {
    for (const line of [
      /^latencyMs\.p99 .*29\.4 s/m,
      /^During heat$/m,
      /^ {20,}all +reads +writes +browsing/m,
      /^bill\.usd/m,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text).toMatch(/^[\n -~]*$/);
  });

  it('leaves single partitions to the heat map, of which there is one for its one plan', () => {
    expect(text).not.toContain('partition.3');
    const plans = comparison.plans.filter(({ plan }) => plan === 'none');
    const alone = planText({ ...comparison, plans, ranking: ['none'] }, { colours: null });
    expect(alone.match(/^.*hottest partitions/gm)).toEqual(['none (baseline): 10 hottest partitions']);
    expect(alone).toMatch(/^Over time\nthrottled attempts: @ 706\/s\n1 none {22} +@+ +706\/s$/m);
  });
});
