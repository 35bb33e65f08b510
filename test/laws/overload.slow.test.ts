/**
 * P.O1 for an overload in place of an outage: λ = 1,800/s for D = 10 s on μ = 1,000/s, and 800/s before and after. In
 * the fluid limit (Newell 1982, ch. 2) the backlog grows at λ−μ = 800/s to 8,000, then falls at μ−800 = 200/s:
 *
 *   drain 8,000/200 = 40 s      longest wait 8,000/μ = 8 s      mean latency over the overload (λ/μ−1)·D/2 = 4 s
 *
 * Published tolerances 5 %, drain 10 %. To the fluid, chance adds a backlog of deviation √((λ+μ)t), 4.7 % at t = 2 s and
 * 2.1 % at the peak, and after s more seconds √(167² + 1,800·s), 4.7 % of what is left at s = 15 s; the drain scatters by
 * √(8,000·1,800/200³ + (167/200)²) = 1.6 s: over ten runs 1.5 %, .7 %, 1.5 % and 1.3 %.
 *
 * `recovery.seconds` asks for ten seconds of calm slices. At ρ = .8 a slice of .5 s has a median above twice the baseline
 * one time in thirty, which starts the ten seconds anew and makes it 46 s; the slices of .75 s here do so one time in
 * eighty. The first calm slice comes at 40 s either way.
 */
import { describe, it } from 'vitest';
import * as fluid from '../../src/theory/fluid.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const μ = 1000;
const λ = 1800;
const base = 800;
const START = 30_000;
const END = 40_000;

const SECONDS_IN = [2, 5, 8, 10];
const SECONDS_AFTER = [10, 15];
const instant = (atMs: number): readonly [number, number] => [atMs - 1, atMs];

describe('an overload of ten seconds', () => {
  const scenario = scenarioOf({
    durationMs: 180_000,
    windows: {
      before: [10_000, START],
      heat: [START, END],
      ...Object.fromEntries(SECONDS_IN.map((s) => [`in${s}`, instant(START + 1000 * s)])),
      ...Object.fromEntries(SECONDS_AFTER.map((s) => [`after${s}`, instant(END + 1000 * s)])),
    },
    workload: {
      ratePerSecond: [
        [0, base],
        [START, λ],
        [END, base],
      ],
    },
  });
  const growth = fluid.backlogGrowthPerSecond(λ, μ);

  it('builds up λ−μ a second, works off μ−λ a second and makes everybody wait accordingly', () => {
    const result = replicate(scenario, 'none', 10);
    for (const s of SECONDS_IN) {
      expectRelative(result.mean(`in${s}:inside.mean`), growth * s, 0.05, `backlog ${s} s in`);
    }
    for (const s of SECONDS_AFTER) {
      expectRelative(result.mean(`after${s}:inside.mean`), growth * 10 - (μ - base) * s, 0.05, `backlog ${s} s after`);
    }
    expectRelative(result.mean('latencyMs.max'), fluid.delayMs(λ, μ, 10_000), 0.05, 'longest');
    expectRelative(result.mean('heat:latencyMs.mean'), fluid.delayMs(λ, μ, 5000), 0.05, 'mean');
    expectRelative(1000 * result.mean('recovery.seconds'), fluid.drainMs(growth * 10, base, μ), 0.1, 'drain');
  });

  // The same in the series: latency by slice of birth rises at λ/μ−1 = .8 s a second. Slices are .75 s.
  it('shows as a ramp in the series', () => {
    const { runs } = replicate(scenario, 'none', 5);
    const at = (slice: number): number => {
      const values = runs.map(
        ({ series }) => series.find(({ name }) => name === 'load0.latencyMs.p50')!.values[slice]!,
      );
      return values.reduce((a, b) => a + b) / values.length;
    };
    for (const s of [3, 6, 9]) {
      const slice = (START + 1000 * s) / runs[0]!.sliceMs;
      const middleMs = 1000 * s + runs[0]!.sliceMs / 2;
      expectRelative(at(slice), fluid.delayMs(λ, μ, middleMs), 0.05, `median ${s} s in`);
    }
  });
});
