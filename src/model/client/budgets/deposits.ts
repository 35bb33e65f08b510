/**
 * A purse that first tries pay into and retries take from: a share of a token each, up to a depth, and one token.
 *
 * The deposit rule of P.R2: in the long run retries are at most that share of first tries.
 */
import { Savings } from '../../../sketch/savings.ts';
import type { Req, World } from '../../mitigation.ts';
import type { RetryBudget } from './budget.ts';

export class Deposits implements RetryBudget {
  private readonly world: World;
  private readonly tokens: Savings;

  constructor(world: World, { ratio, depth }: { readonly ratio: number; readonly depth: number }) {
    this.world = world;
    this.tokens = new Savings(world.config.clients.processes, ratio, depth);
  }

  sent(attempt: Req): void {
    const { req } = this.world;
    if (req.attempt(attempt) === 1) this.tokens.earn(req.process(attempt));
  }

  ended(): void {}

  affords(call: Req): boolean {
    return this.tokens.spend(this.world.req.process(call));
  }

  over(): void {}
}
