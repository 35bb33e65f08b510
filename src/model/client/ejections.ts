/**
 * Hosts that a client has put out of use for a while, which grows with every time that it does so, and ends at a sweep.
 *
 * As Envoy's: a host comes back at the first sweep after its time is up, and every further sweep that finds it in use forgives it one of
 * its ejections. Sweeps come at fixed moments and change nothing that anybody could see before they ask, so none is an event.
 */
import type { Ms } from '../mitigation.ts';

export interface EjectionSettings {
  /** Of the first ejection; of the second twice as much. */
  readonly baseMs: Ms;
  readonly mostMs: Ms;
  readonly sweepMs: Ms;
}

export class Ejections {
  private readonly settings: EjectionSettings;
  /** By account: the sweep at which it comes back, or came back, ms. */
  private readonly backAt: Float64Array;
  /** By account: how often it was ejected without being forgiven. */
  private readonly times: Int32Array;

  constructor(accounts: number, settings: EjectionSettings) {
    this.settings = settings;
    this.backAt = new Float64Array(accounts);
    this.times = new Int32Array(accounts);
  }

  isOut(account: number, nowMs: Ms): boolean {
    return nowMs < this.backAt[account]!;
  }

  /** How many of the `count` accounts from `first` on are out. */
  out(first: number, count: number, nowMs: Ms): number {
    let out = 0;
    for (let account = first; account < first + count; account++) if (this.isOut(account, nowMs)) out++;
    return out;
  }

  /** Puts one that is in use out of it. */
  eject(account: number, nowMs: Ms): void {
    const { baseMs, mostMs, sweepMs } = this.settings;
    const forgiven = Math.floor(nowMs / sweepMs) - Math.floor(this.backAt[account]! / sweepMs);
    const times = Math.max(0, this.times[account]! - forgiven) + 1;
    this.times[account] = Math.min(times, Math.ceil(mostMs / baseMs) + 1);
    const outMs = Math.min(mostMs, baseMs * this.times[account]!);
    this.backAt[account] = Math.ceil((nowMs + outMs) / sweepMs) * sweepMs;
  }
}
