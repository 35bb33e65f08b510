/*
 * Bounded Pareto: a power law between two ends, as followers per account and sizes of files are. By inversion of
 * F(x) = (1 − (min/x)^shape) / (1 − (min/max)^shape).
 */
import { pow } from './portable.ts';
import type { Stream } from './stream.ts';

/** P(X > x) falls as x^−shape from `min` to `max`; 0 < min < max < ∞, shape > 0. One draw of 53 bits a sample. */
export class BoundedPareto {
  private readonly min: number;
  private readonly inverse: number;
  /** 1 − (min/max)^shape. */
  private readonly mass: number;

  constructor(shape: number, min: number, max: number) {
    if (!(shape > 0 && min > 0 && max > min && max < Infinity)) {
      throw new RangeError(`a bounded Pareto needs shape > 0 and 0 < min < max, got ${shape}, ${min}, ${max}`);
    }
    this.min = min;
    this.inverse = -1 / shape;
    this.mass = 1 - pow(min / max, shape);
  }

  sample(stream: Stream): number {
    return this.min * pow(1 - stream.uniform53() * this.mass, this.inverse);
  }
}
