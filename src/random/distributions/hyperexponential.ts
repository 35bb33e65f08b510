/*
 * Hyperexponential demand: one of two exponentials, for scv > 1, as when most requests are point reads and a few
 * scan. Balanced means fix the free parameter: both branches contribute half of the mean, which gives
 * p = (1 + √((c² − 1)/(c² + 1)))/2 and branch means 1/(2p) and 1/(2(1 − p)) (Tijms, Stochastic Models, 1994).
 */
import type { Stream } from '../stream.ts';
import { Distribution } from './distribution.ts';

/** Two-phase hyperexponential with balanced means, mean 1, scv ≥ 1; two draws a sample. */
export class Hyperexponential extends Distribution {
  readonly scv: number;
  private readonly shortShare: number;
  private readonly shortMean: number;
  private readonly longMean: number;

  constructor(scv: number) {
    super();
    if (!(scv >= 1 && scv < Infinity)) throw new RangeError(`a hyperexponential needs scv ≥ 1, got ${scv}`);
    this.scv = scv;
    this.shortShare = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
    this.shortMean = 1 / (2 * this.shortShare);
    this.longMean = 1 / (2 * (1 - this.shortShare));
  }

  next(stream: Stream): number {
    const mean = stream.uniform() < this.shortShare ? this.shortMean : this.longMean;
    return mean * stream.exponential();
  }
}
