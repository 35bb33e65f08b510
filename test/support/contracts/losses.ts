/** What becomes of acknowledged writes where nothing fails. */
import { OUTCOME_SERVED, WRITE } from '../../../src/model/codes.ts';
import type { PlanLever } from '../../../src/scenario/scenario.ts';
import type { RunLog } from '../event-log.ts';

/**
 * A read of the store returns every item acknowledged before it was sent. Not of posts: their writes pass by salts and
 * copies, which readers of a spread timeline then miss; nor where a failover may take an acknowledged write back.
 */
export function gaps({ missing, config }: RunLog): string[] {
  return missing === 0 || config.workers !== null || mayLose(config)
    ? []
    : [`reads missed ${missing} items that had been acknowledged`];
}

/** Only a leader that acknowledges alone may lose what it has acknowledged, and an app server that crashes. */
export function mayLose({ store, faults }: RunLog['config']): boolean {
  return store.cluster?.ack === 'leader' || faults.some(({ kind }) => kind === 'app-crash');
}

/** Once everything has drained, every write is where it should be. */
export function losses({ drained, lost, config }: RunLog): string[] {
  return drained && lost !== 0 && !mayLose(config) ? [`${lost} writes are lost`] : [];
}

/** Everything that a write buffer took over arrives once it has drained: no fewer items than writes, and no more. */
export function deliveries({ drained, events, items, nameOf, lost }: RunLog): string[] {
  if (!drained) return [];
  const writes = new Map<string, number>();
  for (const { kind, key, op } of events) {
    if (kind === 'offered' && op === WRITE) writes.set(nameOf.get(key)!, (writes.get(nameOf.get(key)!) ?? 0) + 1);
  }
  const held = new Map<string, number>();
  for (const [name, count] of items) held.set(name.split('#')[0]!, (held.get(name.split('#')[0]!) ?? 0) + count);
  const found = lost === 0 ? [] : [`${lost} writes are lost`];
  for (const name of new Set([...writes.keys(), ...held.keys()])) {
    const [sent, arrived] = [writes.get(name) ?? 0, held.get(name) ?? 0];
    if (sent !== arrived) found.push(`${sent} writes to ${name} became ${arrived} items`);
  }
  return found;
}

/**
 * Acknowledged writes are items or lost, and items are writes that somebody sent: acknowledged − lost ≤ items ≤ sent, whatever was sent twice.
 * What failed may lie in the store all the same. Once all is over, nothing is lost but by a crash of an app server that keeps no log.
 */
export function conservation(
  { drained, events, items, nameOf, lost, config }: RunLog,
  levers: readonly PlanLever[],
): string[] {
  if (!drained) return [];
  const done = (kind: string, end: number) =>
    events.filter((event) => event.kind === kind && event.op === WRITE && event.end === end && !event.background)
      .length;
  const [sent, acknowledged] = [done('offered', -1), done('settled', OUTCOME_SERVED)];
  const totals = levers.some(({ kind, options }) => kind === 'sharded-counter' && options.reads === 'total');
  const asked = new Set(events.filter(({ kind }) => kind === 'offered').map(({ key }) => nameOf.get(key)!));
  let held = 0;
  for (const [name, count] of items) if (!totals || !asked.has(name)) held += count;
  const mayForget =
    config.faults.length > 0 && levers.some(({ kind, options }) => kind === 'write-coalescing' && !options.wal);
  return [
    ...(held >= acknowledged - lost
      ? []
      : [`${acknowledged} writes acknowledged and ${lost} lost leave ${held} items`]),
    ...(held <= sent ? [] : [`${sent} writes became ${held} items`]),
    ...(lost === 0 || mayForget ? [] : [`${lost} writes are lost`]),
  ];
}
