/**
 * The birthday problem of salting: k salted keys hashed to P partitions seldom reach k different ones.
 *
 * Source: P(all distinct) = Π (1 − i/P) for i = 0..k−1, Feller I (1968), §II.3; P.H12.
 */
import { whole } from './domain.ts';

/** Probability that no two of `salts` keys share one of `partitions` partitions; 0 with more salts than partitions. */
export function allDistinct(salts: number, partitions: number): number {
  whole({ salts }, 0);
  whole({ partitions }, 1);
  if (salts > partitions) return 0;
  let probability = 1;
  for (let i = 1; i < salts; i++) probability *= 1 - i / partitions;
  return probability;
}
