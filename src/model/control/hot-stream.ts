/**
 * A stream of reports with one group of consumers, as Redis streams have it: each report is delivered to one of them and
 * stays pending under its name until it is acknowledged; what another has left pending for too long can be claimed.
 */

/** A key that is too hot: how fast it is written to, per second, and when the report is in the stream, ms. */
export interface HotReport {
  readonly key: number;
  readonly perSecond: number;
  readonly at: number;
}

interface Delivery {
  readonly report: HotReport;
  consumer: number;
  deliveredAt: number;
}

export class HotStream {
  /** Not delivered yet, in order. */
  private waiting: HotReport[] = [];
  /** Delivered and not acknowledged, in order of their first delivery. */
  private pending: Delivery[] = [];
  /** Most reports that were waiting or pending at a time. */
  longest = 0;

  /** Reports that nobody has acknowledged. */
  get length(): number {
    return this.waiting.length + this.pending.length;
  }

  add(report: HotReport): void {
    this.waiting.push(report);
    this.longest = Math.max(this.longest, this.length);
  }

  /** Delivers at most `most` reports to a consumer: others' that have been pending for `idleMs`, then new ones. */
  read(consumer: number, now: number, idleMs: number, most: number): HotReport[] {
    const claimed = this.pending.filter((delivery) => now - delivery.deliveredAt >= idleMs).slice(0, most);
    for (const delivery of claimed) {
      delivery.consumer = consumer;
      delivery.deliveredAt = now;
    }
    let ready = 0;
    while (ready < most - claimed.length && ready < this.waiting.length && this.waiting[ready]!.at <= now) ready++;
    const fresh = this.waiting.splice(0, ready);
    for (const report of fresh) this.pending.push({ report, consumer, deliveredAt: now });
    return [...claimed.map(({ report }) => report), ...fresh];
  }

  /** Delivers a consumer's own pending reports again. */
  readAgain(consumer: number, now: number): HotReport[] {
    const own = this.pending.filter((delivery) => delivery.consumer === consumer);
    for (const delivery of own) delivery.deliveredAt = now;
    return own.map(({ report }) => report);
  }

  /** Reports that somebody has dealt with are done, whoever they are pending with by now. */
  acknowledge(reports: readonly HotReport[]): void {
    const done = new Set(reports);
    this.pending = this.pending.filter(({ report }) => !done.has(report));
  }

  /** Loses all reports that came after a moment. */
  lose(after: number): void {
    this.waiting = this.waiting.filter(({ at }) => at <= after);
    this.pending = this.pending.filter(({ report }) => report.at <= after);
  }
}
