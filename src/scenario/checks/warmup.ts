/** A warm-up can only be found where there is a steady state. */
import type { Problem } from '../issue.ts';
import type { Scenario } from '../scenario.ts';
import { whatChanges } from '../stationary.ts';

export function warmupProblems({ findsWarmup, model }: Scenario): Problem[] {
  const change = findsWarmup ? whatChanges(model) : null;
  if (change === null) return [];
  const message = `the warm-up cannot be found, as there is no steady state: ${change}`;
  return [{ code: 'not-stationary', path: ['warmup'], message, allowed: 'a duration, for example 30s' }];
}
