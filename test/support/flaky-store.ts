/** A test's store that turns away each attempt with the same probability, independently: the failures of P.R1. */
import { GO, NODE, REFUSE } from '../../src/model/codes.ts';
import type { Lever, World } from '../../src/model/mitigation.ts';
import type { Stream } from '../../src/random/stream.ts';

export class FlakyStore implements Lever {
  readonly kind = 'flaky-store';
  private readonly failureShare: number;
  private chance!: Stream;

  constructor(failureShare: number) {
    this.failureShare = failureShare;
  }

  bind(world: World): void {
    this.chance = world.stream('failure');
  }

  admit(_r: number, site: number): number {
    return site === NODE && this.chance.uniform() < this.failureShare ? REFUSE : GO;
  }
}
