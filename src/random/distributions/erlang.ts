/*
 * Erlang demand: the sum of k exponential stages, scv 1/k; between exponential (k = 1) and constant (k → ∞).
 */
import type { Stream } from '../stream.ts';
import { Distribution } from './distribution.ts';

/** Erlang of k ≥ 1 stages, mean 1; k draws a sample. */
export class Erlang extends Distribution {
  readonly scv: number;
  private readonly stages: number;

  constructor(stages: number) {
    super();
    if (!(Number.isInteger(stages) && stages >= 1)) throw new RangeError(`Erlang needs stages ≥ 1, got ${stages}`);
    this.stages = stages;
    this.scv = 1 / stages;
  }

  next(stream: Stream): number {
    let sum = 0;
    for (let stage = 0; stage < this.stages; stage++) sum += stream.exponential();
    return sum / this.stages;
  }
}
