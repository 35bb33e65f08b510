/*
 * Exponential demand: memoryless, scv 1; with it a Poisson-fed server is M/M/1, the model with the best-known theory.
 */
import type { Stream } from '../stream.ts';
import { Distribution } from './distribution.ts';

/** Exponential, mean 1. */
export class Exponential extends Distribution {
  readonly scv = 1;

  next(stream: Stream): number {
    return stream.exponential();
  }

  override fill(into: Float64Array, stream: Stream): void {
    stream.exponentials(into);
  }
}
