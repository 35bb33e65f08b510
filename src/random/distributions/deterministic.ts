/*
 * Constant demand, scv 0: half the queueing of the exponential at the same utilisation (Pollaczek–Khinchine). It
 * consumes no random numbers.
 */
import { Distribution } from './distribution.ts';

/** Always 1. */
export class Deterministic extends Distribution {
  readonly scv = 0;

  next(): number {
    return 1;
  }
}
