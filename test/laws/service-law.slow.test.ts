/**
 * P.Q9: of the law of service times only the squared coefficient of variation c² reaches the mean wait of M/G/1:
 *
 *   Wq = (1+c²)/2 · ρ/(μ−λ)      (Pollaczek–Khinchine, Kleinrock I, ch. 5); deterministic service, c² = 0, halves it
 *
 * Tolerance 3 % as published for c² = 0. In heavy traffic the relative standard error of a time average is
 * √(2(1+c²)/(μT))/(1−ρ) (diffusion; M/M/1 is the case c² = 1), and each T below makes it 1 % or less. A lognormal law
 * adds the noise of its own second moment, √(((1+c²)⁴−1)/n), .5 % for n = 560,000 services.
 */
import { describe, it } from 'vitest';
import type { ServiceKind } from '../../src/model/config.ts';
import * as mg1 from '../../src/theory/mg1.ts';
import { expectRelative } from '../support/relative.ts';
import { replicate } from '../support/replicate.ts';
import { scenarioOf } from '../support/scenario.ts';

const μ = 1000;

describe('M/G/1 (P.Q9)', () => {
  it.each<[ServiceKind['kind'], number, number, ServiceKind, number]>([
    ['deterministic', 0, 0.8, { kind: 'deterministic' }, 200_000],
    ['deterministic', 0, 0.9, { kind: 'deterministic' }, 450_000],
    ['erlang', 0.25, 0.8, { kind: 'erlang', stages: 4 }, 150_000],
    ['hyperexponential', 2, 0.7, { kind: 'hyperexponential', scv: 2 }, 160_000],
    ['lognormal', 1, 0.7, { kind: 'lognormal', scv: 1 }, 180_000],
  ])('%s service, c² = %s, at ρ = %s', (_, c2, ρ, service, durationMs) => {
    const result = replicate(scenarioOf({ durationMs, partition: { service }, workload: { ratePerSecond: ρ * μ } }));
    expectRelative(result.mean('waitMs.mean'), mg1.meanWaitMs(ρ * μ, μ, c2), 0.03, 'Wq');
  });
});
