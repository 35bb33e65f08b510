/*
 * What key popularity models share: they draw a rank, and a workload turns the rank into a key name. Rank 0 is the
 * most popular unless the model scatters ranks on purpose.
 */
import type { Stream } from './stream.ts';

/** Random ranks in [0, count). */
export interface Ranks {
  readonly count: number;
  sample(stream: Stream): number;
}
