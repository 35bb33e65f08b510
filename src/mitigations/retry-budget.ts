/**
 * Retry budget: retries may be a fixed share of first tries, per client process; an empty budget refuses, at once.
 *
 * A token bucket: each first try pays in the share, each retry takes one token. Says whether to retry, not when: the
 * wait is the client's own back-off. Source: text 001 (retry budgets); the deposit rule of P.R2.
 */
import { CLIENT, GO } from '../model/codes.ts';
import type { Lever, World } from '../model/mitigation.ts';
import { defineMitigation, GIVE_UP, PASS } from '../model/mitigation.ts';
import { number, type OptionsOf, share } from '../units/option.ts';

const options = {
  ratio: share({ default: '10%', doc: 'Retries allowed per first try, in the long run' }),
  depth: number({ default: 5, min: 1, doc: 'Retries that a process can save up' }),
};

class RetryBudget implements Lever {
  readonly kind = 'retry-budget';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private tokens = new Float64Array(0);
  private attempts = 1;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.attempts = world.config.clients.retry.attempts;
    this.tokens = new Float64Array(world.config.clients.processes).fill(this.options.depth);
  }

  admit(r: number, site: number): number {
    if (site === CLIENT && this.world.req.attempt(r) === 1) {
      const process = this.world.req.process(r);
      this.tokens[process] = Math.min(this.options.depth, this.tokens[process]! + this.options.ratio);
    }
    return GO;
  }

  retry(call: number, _end: number, attempt: number): number {
    if (attempt >= this.attempts) return PASS;
    const process = this.world.req.process(call);
    if (this.tokens[process]! < 1) return GIVE_UP;
    this.tokens[process]! -= 1;
    return PASS;
  }
}

export const retryBudget = defineMitigation({
  kind: 'retry-budget',
  mechanism: 'Lets each client process retry only a fixed share of its first tries; beyond that a failure stands.',
  cost: 'Calls that one more try would have saved fail at once.',
  backfires: 'When failures are rare but come in bursts, a shallow budget gives up on what a retry would have cured.',
  options,
  facts: [],
  create: (given) => new RetryBudget(given),
});
