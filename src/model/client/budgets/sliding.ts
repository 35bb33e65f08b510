/**
 * A share of the requests of the last so long, and some retries a second besides, as Finagle counts them (F.R8).
 *
 * The floor keeps a client that makes few requests able to retry at all; for one that makes many it hardly counts.
 */
import { RollingCounts } from '../../../sketch/rolling-counts.ts';
import type { Req, World } from '../../mitigation.ts';
import type { RetryBudget } from './budget.ts';

export interface SlidingNumbers {
  readonly ratio: number;
  readonly floorPerSecond: number;
  readonly windowMs: number;
}

export class Sliding implements RetryBudget {
  private readonly world: World;
  private readonly ratio: number;
  /** Retries in a window whatever the requests. */
  private readonly reserve: number;
  private readonly requests: RollingCounts;
  private readonly retries: RollingCounts;

  constructor(world: World, { ratio, floorPerSecond, windowMs }: SlidingNumbers) {
    const { processes } = world.config.clients;
    this.world = world;
    this.ratio = ratio;
    this.reserve = (floorPerSecond * windowMs) / 1000;
    this.requests = new RollingCounts(processes, windowMs);
    this.retries = new RollingCounts(processes, windowMs);
  }

  sent(attempt: Req): void {
    const { req } = this.world;
    if (req.attempt(attempt) === 1) this.requests.add(req.process(attempt), this.world.now());
  }

  ended(): void {}

  affords(call: Req): boolean {
    const process = this.world.req.process(call);
    const now = this.world.now();
    const allowed = this.reserve + this.ratio * this.requests.sum(process, now);
    if (this.retries.sum(process, now) + 1 > allowed) return false;
    this.retries.add(process, now);
    return true;
  }

  over(): void {}
}
