/**
 * Erlang's loss formula, M/G/c/c: the share of Poisson arrivals that find all c servers busy where nobody waits.
 *
 * Computed by B(0) = 1, B(k) = a·B(k−1)/(k + a·B(k−1)), which neither overflows nor cancels as the factorials do.
 * Source: Erlang (1917); recursion in Jagerman, Bell System Technical Journal 53 (1974).
 */
import { nonNegative, positive, whole } from './domain.ts';

/** Share of arrivals lost with λ and μ per second and `servers` servers; 1 with none. */
export function lossProbability(λ: number, μ: number, servers: number): number {
  nonNegative({ λ });
  positive({ μ });
  whole({ servers }, 0);
  const a = λ / μ;
  let loss = 1;
  for (let k = 1; k <= servers; k++) loss = (a * loss) / (k + a * loss);
  return loss;
}
