/**
 * Queues: first in, first out per partition; never more than c in service; never more waiting than there is room for;
 * nobody waits beside an idle server, and nobody is turned away from a queue with room.
 *
 * An arrival is settled on the spot: the event after its `reached` says whether it bounced, started or waits. Where a
 * completion and an arrival fall on one instant, either order is sound. Where servers may be paused, who waits beside
 * one that looks idle is no offence; where leaders fail, or the late are dropped,
 * queues end otherwise, and the tests of clusters and of deadline-propagation look at them.
 */
import { QUEUE_FULL } from '../../../src/model/codes.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';

class Partition {
  readonly waiting: number[] = [];
  /** When those in service leave. */
  private leaving: number[] = [];

  enter(event: LoggedEvent): void {
    this.leaving.push(event.at + event.serviceMs);
  }

  /** In service at `now`, those that leave in this instant counted or not. */
  busy(now: number, countLeavers: boolean): number {
    this.leaving = this.leaving.filter((at) => at >= now);
    return countLeavers ? this.leaving.length : this.leaving.filter((at) => at > now).length;
  }
}

export function queues({ events, config }: RunLog): string[] {
  const { servers, queueCapacity } = config.store.partition;
  if (config.store.cluster !== null || config.store.partition.expiryMarginMs !== null) return [];
  const mayStandStill = config.faults.length > 0;
  const room = queueCapacity ?? Number.POSITIVE_INFINITY;
  const partitions = Array.from({ length: config.store.partitions }, () => new Partition());
  const found: string[] = [];
  for (const [i, event] of events.entries()) {
    const { kind, at, part, attempt, end } = event;
    if (part < 0) continue;
    const partition = partitions[part];
    const where = `attempt ${attempt} at partition ${part}, ${at} ms`;
    if (partition === undefined) {
      found.push(`${where}: there is no such partition`);
    } else if (kind === 'reached') {
      const next = events[i + 1];
      if (next?.attempt === attempt && next.kind !== 'ended') continue;
      if (!mayStandStill && partition.busy(at, true) < servers) found.push(`${where}: waits beside an idle server`);
      partition.waiting.push(attempt);
      if (partition.waiting.length > room) found.push(`${where}: ${partition.waiting.length} wait where ${room} may`);
    } else if (kind === 'bounced' && end === QUEUE_FULL) {
      if (!mayStandStill && partition.busy(at, true) < servers) found.push(`${where}: turned away from an idle server`);
      if (partition.waiting.length < room) found.push(`${where}: turned away from a queue with room`);
    } else if (kind === 'started') {
      const isFresh = events[i - 1]?.attempt === attempt && events[i - 1]?.kind === 'reached';
      if (isFresh && partition.waiting.length > 0) found.push(`${where}: overtook ${partition.waiting.length}`);
      if (!isFresh && partition.waiting.shift() !== attempt) found.push(`${where}: was not first in line`);
      partition.enter(event);
      const busy = partition.busy(at, false);
      if (busy > servers) found.push(`${where}: ${busy} in service on ${servers} servers`);
    }
  }
  return found;
}
