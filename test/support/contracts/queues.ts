/**
 * Queues: first in, first out per partition, or as the plan's discipline has it; never more than c in service; never more waiting than there is room for;
 * nobody waits beside an idle server, and nobody is turned away from a queue with room.
 *
 * An arrival is settled on the spot: the event after its `reached` says whether it bounced, started or waits. Where a
 * completion and an arrival fall on one instant, either order is sound. Where servers may be paused, by a fault or a split, who waits beside
 * one that looks idle is no offence; where leaders fail, or the late are dropped,
 * queues end otherwise, and the tests of clusters, of deadline-propagation, of codel and of hedging, whose losers are
 * called off, look at them.
 */
import { QUEUE_FULL } from '../../../src/model/codes.ts';
import { mostPartitions } from '../../../src/model/config.ts';
import type { PlanLever } from '../../../src/scenario/scenario.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';
import { ruleOf } from './disciplines.ts';
import { mayCallOff } from './outcomes.ts';
import { mayStandStill } from './stand-still.ts';

class Partition {
  readonly events: LoggedEvent[] = [];
  lastEmpty = 0;
  /** When those in service leave. */
  private leaving: number[] = [];

  wait(event: LoggedEvent): void {
    if (this.events.length === 0) this.lastEmpty = event.at;
    this.events.push(event);
  }

  enter(event: LoggedEvent): void {
    this.leaving.push(event.at + event.serviceMs);
  }

  /** In service at `now`, those that leave in this instant counted or not. */
  busy(now: number, countLeavers: boolean): number {
    this.leaving = this.leaving.filter((at) => at >= now);
    return countLeavers ? this.leaving.length : this.leaving.filter((at) => at > now).length;
  }
}

export function queues(log: RunLog, levers: readonly PlanLever[]): string[] {
  const { events, config } = log;
  const isNext = ruleOf(log, levers);
  const { servers, queueCapacity } = config.store.partition;
  if (mayCallOff(levers)) return [];
  if (config.store.cluster !== null || config.store.partition.expiryMarginMs !== null || isNext === null) return [];
  const isPausable = mayStandStill(config);
  const room = queueCapacity ?? Number.POSITIVE_INFINITY;
  const partitions = Array.from({ length: mostPartitions(config.store) }, () => new Partition());
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
      if (next?.attempt === attempt && next.at === at && next.kind !== 'ended') continue;
      if (!isPausable && partition.busy(at, true) < servers) found.push(`${where}: waits beside an idle server`);
      partition.wait(event);
      if (partition.events.length > room) found.push(`${where}: ${partition.events.length} wait where ${room} may`);
    } else if (kind === 'bounced' && end === QUEUE_FULL) {
      if (!isPausable && partition.busy(at, true) < servers) found.push(`${where}: turned away from an idle server`);
      if (partition.events.length < room) found.push(`${where}: turned away from a queue with room`);
    } else if (kind === 'started') {
      const before = events[i - 1]!;
      const isFresh = before.attempt === attempt && before.at === at && before.kind === 'reached';
      // Whoever comes in the instant in which a server turns to its next may have been in line for that.
      if (isFresh && partition.events.length > 0) partition.wait(event);
      if (!isFresh || partition.events.length > 0) {
        const index = partition.events.findIndex((waiting) => waiting.attempt === attempt);
        if (index < 0 || !isNext(partition, index, at)) found.push(`${where}: was not next in line`);
        if (index >= 0) partition.events.splice(index, 1);
      }
      partition.enter(event);
      const busy = partition.busy(at, false);
      if (busy > servers) found.push(`${where}: ${busy} in service on ${servers} servers`);
    }
  }
  return found;
}
