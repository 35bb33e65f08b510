/**
 * P.H4: the list of source 001, [10, 9, 11, 10, 10, 9, 10, 10, 10, 100], as the loads of ten partitions.
 *
 * Σ = 189: top share 100/189 = .529; median 10, so max/median 10; Gini 2·Σi·x_i/(nΣx) − (n+1)/n = 2·1456/1890 − 1.1
 * = .4407; entropy over ln 10 = .749. Even arrivals of x in ten seconds come exactly x times, so the digits are exact.
 */
import { expect, it } from 'vitest';
import { replicate } from '../support/replicate.ts';
import { scenarioOf, type WorkloadParts } from '../support/scenario.ts';

const LOADS = [10, 9, 11, 10, 10, 9, 10, 10, 10, 100];

/** Key `pK` on partition K: its name lies between the boundaries `pK` and `p(K+1)`. */
const workload = LOADS.map(
  (load, k): WorkloadParts => ({
    name: `load${k}`,
    arrivals: 'even',
    ratePerSecond: load / 10,
    keys: { kind: 'single', key: `p${k}` },
    reads: 0,
  }),
);

it('measures the skew of ten partitions as published (P.H4)', () => {
  const scenario = scenarioOf({
    // The next request of the busiest would come at 10.1 s.
    durationMs: 10_050,
    warmupMs: 0,
    partitions: LOADS.length,
    placement: { kind: 'range', boundaries: LOADS.slice(1).map((_, k) => `p${k + 1}`) },
    workload,
  });
  const result = replicate(scenario, 'none', 1);
  expect(result.mean('requests.offered')).toBe(189);
  for (const base of ['load', 'load.writes', 'load.bytes']) {
    expect(result.mean(`${base}.maxOverMedian`)).toBe(10);
    expect(result.mean(`${base}.p95OverP50`)).toBe(10);
    expect(result.mean(`${base}.topShare`)).toBeCloseTo(0.529, 3);
    expect(result.mean(`${base}.gini`)).toBeCloseTo(0.4407, 4);
    expect(result.mean(`${base}.entropy`)).toBeCloseTo(0.749, 3);
  }
  // Of no reads at all there is no skew to speak of.
  expect(result.runs[0]!.metrics['load.reads.gini']).toBeNull();
});
