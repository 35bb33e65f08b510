/*
 * Service demands are drawn in units of the mean: a request carries a pure number, and the server that it reaches
 * multiplies by its own mean service time. Hence every distribution here has mean 1; its shape is its scv.
 */
import type { Stream } from '../stream.ts';

/** A positive random demand of mean 1. */
export abstract class Distribution {
  readonly mean = 1;
  /** Squared coefficient of variation: variance over squared mean. */
  abstract readonly scv: number;

  abstract next(stream: Stream): number;

  /** Fills an array with the next draws. */
  fill(into: Float64Array, stream: Stream): void {
    for (let k = 0; k < into.length; k++) into[k] = this.next(stream);
  }
}
