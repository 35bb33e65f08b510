/**
 * Retries at a time, as Envoy counts them (F.R9): a share of the attempts under way, and always at least a few.
 *
 * A retry counts from the moment it is granted, its back-off included, until its attempt is over; one whose request
 * has ended in the meantime counts no longer.
 */
import type { Column, Req, World } from '../../mitigation.ts';
import type { RetryBudget } from './budget.ts';

export interface ConcurrentNumbers {
  readonly ratio: number;
  readonly least: number;
}

export class Concurrent implements RetryBudget {
  private readonly world: World;
  private readonly ratio: number;
  private readonly least: number;
  private readonly active: Float64Array;
  private readonly retries: Float64Array;
  /** Of a request, retries granted and not sent yet; of an attempt, whether it counts among those under way. */
  private readonly granted: Column<Int32Array>;
  private readonly underWay: Column<Int32Array>;

  constructor(world: World, { ratio, least }: ConcurrentNumbers) {
    const { processes } = world.config.clients;
    this.world = world;
    this.ratio = ratio;
    this.least = least;
    this.active = new Float64Array(processes);
    this.retries = new Float64Array(processes);
    this.granted = world.i32();
    this.underWay = world.i32();
  }

  sent(attempt: Req): void {
    const { req } = this.world;
    const process = req.process(attempt);
    this.active[process]!++;
    this.underWay.data[attempt] = 1;
    if (req.attempt(attempt) === 1) return;
    const request = req.request(attempt);
    if (this.granted.data[request]! > 0) this.granted.data[request]!--;
    else this.retries[process]!++;
  }

  ended(attempt: Req): void {
    if (this.underWay.data[attempt] === 0) return;
    this.underWay.data[attempt] = 0;
    const { req } = this.world;
    const process = req.process(attempt);
    this.active[process]!--;
    if (req.attempt(attempt) > 1) this.retries[process]!--;
  }

  affords(call: Req): boolean {
    const { req } = this.world;
    const process = req.process(call);
    if (this.retries[process]! >= Math.max(this.least, this.ratio * this.active[process]!)) return false;
    this.retries[process]!++;
    this.granted.data[req.request(call)]!++;
    return true;
  }

  over(request: Req): void {
    const granted = this.granted.data[request]!;
    if (granted === 0) return;
    this.retries[this.world.req.process(request)]! -= granted;
    this.granted.data[request] = 0;
  }
}
