/**
 * A purse that first tries pay into and retries take from: a share of a token each, up to a depth, and one token.
 *
 * The deposit rule of P.R2: in the long run retries are at most that share of first tries.
 */
import type { Req, World } from '../../mitigation.ts';
import type { RetryBudget } from './budget.ts';

export class Deposits implements RetryBudget {
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

  sent(attempt: Req): void {
    const { req } = this.world;
    if (req.attempt(attempt) > 1) return;
    const process = req.process(attempt);
    this.tokens[process] = Math.min(this.depth, this.tokens[process]! + this.ratio);
  }

  ended(): void {}

  affords(call: Req): boolean {
    const process = this.world.req.process(call);
    if (this.tokens[process]! < 1) return false;
    this.tokens[process]! -= 1;
    return true;
  }

  over(): void {}
}
