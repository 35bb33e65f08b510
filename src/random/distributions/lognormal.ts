/*
 * Lognormal demand: the usual fit of measured service times. ln X is normal with variance σ² = ln(1 + scv) and mean
 * −σ²/2. The normal comes from Marsaglia's polar method, which needs no trigonometry; its second value is thrown
 * away, because a value kept here would leak from one stream into another.
 */
import { exp, ln } from '../portable.ts';
import type { Stream } from '../stream.ts';
import { Distribution } from './distribution.ts';

/** Lognormal, mean 1, scv > 0; about 2.5 draws a sample. */
export class Lognormal extends Distribution {
  readonly scv: number;
  private readonly sigma: number;

  constructor(scv: number) {
    super();
    if (!(scv > 0 && scv < Infinity)) throw new RangeError(`a lognormal needs scv > 0, got ${scv}`);
    this.scv = scv;
    this.sigma = Math.sqrt(ln(1 + scv));
  }

  next(stream: Stream): number {
    return exp(this.sigma * (standardNormal(stream) - this.sigma / 2));
  }
}

function standardNormal(stream: Stream): number {
  for (;;) {
    const x = 2 * stream.uniform() - 1;
    const y = 2 * stream.uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}
