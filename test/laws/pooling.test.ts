/**
 * P.Q7: four servers of 100/s behind one queue under λ = 320/s are M/M/4; four partitions of one server are four M/M/1.
 *
 *   P(wait) = C(4, 3.2) = .5964 (Erlang)   Wq = C/(4μ−λ) = 7.455 ms   W = 17.46 ms   apart: 1/(100−80) = 50 ms
 *
 * Tolerance 4 % as published. With T = 3,150 s and the pooled rate 400/s, L at ρ = .8 has a standard error of
 * √(2·1.8/(.8·400·T))/.2 = .94 %, by the run rules, and Wq the 1.1 % of M/M/1; apart, four queues of 100/s average to
 * the same .94 %. P(wait), the share of time that all servers are busy, is steadier than either.
 */
import { describe, it } from 'vitest';
import * as mmc from '../../src/theory/mmc.ts';
import { recordWith } from '../support/lever-run.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const λ = 320;
const durationMs = 700_000;

describe('four servers (P.Q7)', () => {
  const pooled = scenarioOf({
    durationMs,
    partition: { servers: 4, serviceMeanMs: 10 },
    workload: { ratePerSecond: λ },
  });

  it('behind one queue wait as M/M/4', () => {
    const result = replicate(pooled);
    expectRelative(result.mean('waitMs.mean'), mmc.meanWaitMs(λ, 100, 4), 0.04, 'Wq');
    expectRelative(result.mean('latencyMs.mean'), mmc.meanSojournMs(λ, 100, 4), 0.04, 'W');
  });

  // Not a metric, so the recorder's own counts of attempts that did and did not find a free server are read.
  it('make a share C of the requests wait at all', () => {
    const { unwaited, waits } = recordWith(pooled, []);
    const waited = unwaited.reduce((total, _, stretch) => total + (waits.at(stretch)?.count ?? 0), 0);
    const idle = unwaited.reduce((a, b) => a + b);
    expectRelative(waited / (waited + idle), mmc.waitProbability(λ, 100, 4), 0.04, 'P(wait)');
  });

  // Uniform keys on four partitions split a Poisson stream into four independent ones of 80/s.
  it('wait almost three times as long apart', () => {
    const keys = { kind: 'uniform', count: 4, prefix: 'key:' } as const;
    const apart = scenarioOf({
      durationMs,
      partitions: 4,
      partition: { serviceMeanMs: 10 },
      workload: { ratePerSecond: λ, keys },
    });
    expectRelative(replicate(apart).mean('latencyMs.mean'), 50, 0.04, 'W apart');
  });
});
