/**
 * The quota of the AWS SDKs (F.R2) as a budget: a retry is paid for, dearer after a time-out; a call that succeeds gets
 * its last payment back, one that never paid earns a little.
 */
import { SERVED } from '../../codes.ts';
import type { QuotaConfig } from '../../config.ts';
import type { Column, Req, World } from '../../mitigation.ts';
import { RetryQuota } from '../quota.ts';
import type { RetryBudget } from './budget.ts';

const SETTLED = -1;

export class Purse implements RetryBudget {
  private readonly world: World;
  private readonly quota: RetryQuota;
  /** What the last retry of a call cost; SETTLED once it has succeeded, as a second attempt may do so again. */
  private readonly charges: Column<Float64Array>;

  constructor(world: World, numbers: QuotaConfig) {
    this.world = world;
    this.quota = new RetryQuota(numbers, world.config.clients.processes);
    this.charges = world.f64();
  }

  sent(attempt: Req): void {
    const { req } = this.world;
    if (req.attempt(attempt) === 1) this.charges.data[req.call(attempt)] = 0;
  }

  ended(attempt: Req, end: number): void {
    if (end !== SERVED) return;
    const { req } = this.world;
    const call = req.call(attempt);
    const charge = this.charges.data[call]!;
    if (charge === SETTLED) return;
    this.charges.data[call] = SETTLED;
    this.quota.succeeded(req.process(attempt), charge);
  }

  affords(call: Req, end: number): boolean {
    const charge = this.quota.charge(this.world.req.process(call), end);
    if (charge < 0) return false;
    this.charges.data[call] = charge;
    return true;
  }

  over(): void {}
}
