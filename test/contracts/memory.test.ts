/**
 * What a run holds is bounded: every row of the pool is given back once its request and all that was made of it are over, under any plan.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { NullObserver } from '../../src/model/observer.ts';
import { clusteredScenarios, GENERATED, scenarios } from '../support/generators.ts';

test.each([
  ['scenarios', scenarios()],
  ['clusters', clusteredScenarios()],
])('no row is held once the run has drained: %s', (_, arbitrary) => {
  let drained = 0;
  fc.assert(
    fc.property(arbitrary, ({ model, plans, seed }) => {
      const plan = plans.find(({ name }) => name === GENERATED)!;
      const simulation = build({ model, plan, seed, replication: 0, observer: new NullObserver() });
      simulation.run();
      // What is left at the horizon is cut off; otherwise the run ended because nothing was left.
      if (simulation.now >= 2 * model.durationMs) return;
      drained++;
      expect(simulation.pool.live).toBe(0);
    }),
    { seed: 10, numRuns: 60 },
  );
  expect(drained, 'runs that drained').toBeGreaterThan(30);
});
