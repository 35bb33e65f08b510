/**
 * A count that failures lower by one and successes raise by a ratio, as gRPC throttles retries (F.R7): above half of
 * its most retries are free, from there down there are none.
 */
import { SERVED } from '../../codes.ts';
import type { Req, World } from '../../mitigation.ts';
import type { RetryBudget } from './budget.ts';

export class Throttle implements RetryBudget {
  private readonly world: World;
  private readonly ratio: number;
  private readonly depth: number;
  private readonly tokens: Float64Array;

  constructor(world: World, { ratio, depth }: { readonly ratio: number; readonly depth: number }) {
    this.world = world;
    this.ratio = ratio;
    this.depth = depth;
    this.tokens = new Float64Array(world.config.clients.processes).fill(depth);
  }

  sent(): void {}

  ended(attempt: Req, end: number): void {
    const process = this.world.req.process(attempt);
    const tokens = this.tokens[process]!;
    this.tokens[process] = end === SERVED ? Math.min(this.depth, tokens + this.ratio) : Math.max(0, tokens - 1);
  }

  affords(call: Req): boolean {
    return this.tokens[this.world.req.process(call)]! > this.depth / 2;
  }

  over(): void {}
}
