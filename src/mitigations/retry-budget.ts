/**
 * Retry budget: how many retries a client process may make beside its first tries; an empty budget refuses, at once.
 *
 * By the rule of one of the libraries: a purse that first tries pay into (token-bucket, P.R2), a share of the requests
 * of the last ten seconds (finagle, F.R8), a share of the attempts under way (envoy, F.R9), a count that failures lower
 * and successes raise (grpc, F.R7), tokens that a success refunds (aws, F.R2). Says whether to retry, not when: the
 * wait is the client's own back-off. Fails: where failures are many and curable it gives up what a retry would have
 * cured, and a budget that follows the traffic grants most when there is most of it. Source: text 001 (retry budgets).
 */
import type { RetryBudget } from '../model/client/budgets/budget.ts';
import { Concurrent } from '../model/client/budgets/concurrent.ts';
import { Deposits } from '../model/client/budgets/deposits.ts';
import { Purse } from '../model/client/budgets/purse.ts';
import { Sliding } from '../model/client/budgets/sliding.ts';
import { Throttle } from '../model/client/budgets/throttle.ts';
import { retryPresets } from '../model/client/presets.ts';
import { CLIENT, GO } from '../model/codes.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { Lever, World } from '../model/mitigation.ts';
import { defineMitigation, GIVE_UP, PASS } from '../model/mitigation.ts';
import { choice, count, duration, number, type OptionsOf, rate, share } from '../units/option.ts';

const options = {
  preset: choice(['token-bucket', 'finagle', 'envoy', 'grpc', 'aws'], {
    default: 'token-bucket',
    doc: 'Whose rule, and its numbers where they are not given here',
  }),
  ratio: share({
    optional: true,
    doc: 'Retries per first try (token-bucket 10%, finagle 20%) or per attempt under way (envoy 20%); what a success gives back (grpc 10%)',
  }),
  depth: number({
    optional: true,
    min: 1,
    doc: 'Most tokens that a process saves up: token-bucket 5, grpc 10, aws 500',
  }),
  floor: rate({ optional: true, doc: 'finagle: retries that are allowed besides, 10/s' }),
  window: duration({ optional: true, min: 10, doc: 'finagle: how far back it counts, 10s' }),
  least: count({ optional: true, doc: 'envoy: retries at a time that are always allowed, 3' }),
  cost: number({ optional: true, min: 0, doc: 'aws: tokens that a retry takes, 5' }),
  timeoutCost: number({ optional: true, min: 0, doc: 'aws: tokens that a retry after a time-out takes, 10' }),
};

type Options = OptionsOf<typeof options>;

/** Whose rules have a number of each name. */
const SPEAKERS: Readonly<Record<Exclude<keyof Options, 'preset'>, readonly Options['preset'][]>> = {
  ratio: ['token-bucket', 'finagle', 'envoy', 'grpc'],
  depth: ['token-bucket', 'grpc', 'aws'],
  floor: ['finagle'],
  window: ['finagle'],
  least: ['envoy'],
  cost: ['aws'],
  timeoutCost: ['aws'],
};

const NEEDS: readonly Condition<Options>[] = (Object.keys(SPEAKERS) as (keyof typeof SPEAKERS)[]).map((name) => ({
  names: [name],
  isMet: ({ preset }) => SPEAKERS[name].includes(preset),
  allowed: `preset: ${SPEAKERS[name].join(' or ')}`,
}));

function budgetOf(world: World, given: Options): RetryBudget {
  const { ratio, depth } = given;
  switch (given.preset) {
    case 'token-bucket':
      return new Deposits(world, { ratio: ratio ?? 0.1, depth: depth ?? 5 });
    case 'finagle':
      return new Sliding(world, {
        ratio: ratio ?? 0.2,
        floorPerSecond: given.floor ?? 10,
        windowMs: given.window ?? 10_000,
      });
    case 'envoy':
      return new Concurrent(world, { ratio: ratio ?? 0.2, least: given.least ?? 3 });
    case 'grpc':
      return new Throttle(world, { ratio: ratio ?? 0.1, depth: depth ?? 10 });
    case 'aws': {
      const { quota } = retryPresets['aws-standard'].policy;
      return new Purse(world, {
        ...quota,
        tokens: depth ?? quota.tokens,
        retryCost: given.cost ?? quota.retryCost,
        timeoutCost: given.timeoutCost ?? quota.timeoutCost,
      });
    }
  }
}

class RetryBudgetLever implements Lever {
  readonly kind = 'retry-budget';
  private readonly options: Options;
  private budget!: RetryBudget;
  private attempts = 1;

  constructor(given: Options) {
    this.options = given;
  }

  bind(world: World): void {
    this.attempts = world.config.clients.retry.attempts;
    this.budget = budgetOf(world, this.options);
  }

  admit(attempt: number, site: number): number {
    if (site === CLIENT) this.budget.sent(attempt);
    return GO;
  }

  settle(attempt: number, end: number): void {
    this.budget.ended(attempt, end);
  }

  retry(call: number, end: number, attempt: number): number {
    if (attempt >= this.attempts) return PASS;
    return this.budget.affords(call, end) ? PASS : GIVE_UP;
  }

  done(request: number): void {
    this.budget.over(request);
  }
}

export const retryBudget = defineMitigation({
  kind: 'retry-budget',
  mechanism: 'Lets each client process make only so many retries beside its first tries; beyond that a failure stands.',
  cost: 'Calls that one more try would have saved fail at once.',
  backfires:
    'When failures come in bursts and are curable, a shallow budget gives up on what a retry would have cured.',
  options,
  facts: ['F.R2', 'F.R7', 'F.R8', 'F.R9'],
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  create: (given) => new RetryBudgetLever(given),
});
