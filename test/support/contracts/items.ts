/**
 * What the store holds, worked out again from the log alone: which writes were applied when, on which key, and what
 * each read gathered.
 *
 * An attempt in service since t with service s takes effect at t + s; ties take effect in the order they went into
 * service. A write counts once per key however often it is tried. For plans in which no lever writes for others, and
 * not where a pause moves what takes effect when, nor for posts, of which a key gets one item per follower that it stands for: the laws of fan-out count those.
 */
import { OUTCOME_SERVED, READ, SERVED, WRITE } from '../../../src/model/codes.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';
import { mayStandStill } from './stand-still.ts';

export function items(log: RunLog): string[] {
  if (log.config.workers !== null || mayStandStill(log.config) || log.config.store.cluster !== null) return [];
  const { applied, seen, held } = replay(log);
  const found: string[] = [];
  for (const name of new Set([...held.keys(), ...log.items.keys()])) {
    const [expected, actual] = [held.get(name) ?? 0, log.items.get(name) ?? 0];
    if (expected !== actual) found.push(`${name} holds ${actual} items, ${expected} writes were applied to it`);
  }
  // A second attempt of a call that was answered already is ended like any other, and its answer is not used.
  const unused = new Set(log.events.filter(({ kind }) => kind === 'wasted').map(({ attempt }) => attempt));
  const gathered = new Map<number, number>();
  const keysOf = new Map<number, Set<number>>();
  for (const { kind, request, attempt, op, key, end, returned } of log.events) {
    if (kind === 'attempted') keysOf.set(request, (keysOf.get(request) ?? new Set()).add(key));
    if (kind === 'ended' && end === SERVED && op === READ && !unused.has(attempt)) {
      gathered.set(request, (gathered.get(request) ?? 0) + seen.get(attempt)!);
    }
    if (kind !== 'settled' || end !== OUTCOME_SERVED || returned < 0) continue;
    if (op === READ && returned !== gathered.get(request)) {
      found.push(`read ${request} returned ${returned} items, its attempts saw ${gathered.get(request)}`);
    }
    if (op === WRITE && [...keysOf.get(request)!].some((leg) => !applied.has(`${request}/${leg}`))) {
      found.push(`write ${request} was acknowledged before all its legs were applied`);
    }
  }
  return found;
}

function replay({ events, config, nameOf }: RunLog): {
  /** `request/key` of writes applied. */
  readonly applied: ReadonlySet<string>;
  /** Items that each read attempt saw. */
  readonly seen: ReadonlyMap<number, number>;
  readonly held: ReadonlyMap<string, number>;
} {
  const applied = new Set<string>();
  const seen = new Map<number, number>();
  const held = new Map<string, number>();
  for (const { op, request, attempt, key } of effects(events, 2 * config.durationMs)) {
    const name = nameOf.get(key)!;
    if (op === READ) seen.set(attempt, held.get(name) ?? 0);
    else if (!applied.has(`${request}/${key}`)) held.set(name, (held.get(name) ?? 0) + 1);
    if (op === WRITE) applied.add(`${request}/${key}`);
  }
  return { applied, seen, held };
}

/** Attempts in the order in which they take effect at the store. */
function effects(events: readonly LoggedEvent[], untilMs: number): LoggedEvent[] {
  const leavesAt = ({ at, serviceMs }: LoggedEvent): number => at + serviceMs;
  return events
    .filter((event) => event.kind === 'started' && leavesAt(event) <= untilMs)
    .sort((a, b) => leavesAt(a) - leavesAt(b));
}

/** Salting loses and invents nothing: the items of a key and of its salts are the distinct writes that were applied. */
export function salts({ events, items: held, nameOf, drained, config }: RunLog): string[] {
  if (!drained || config.workers !== null || config.store.cluster !== null) return [];
  const keyOf = new Map<number, string>();
  const writes = new Map<string, Set<number>>();
  for (const { kind, request, key, op, end } of events) {
    if (kind === 'offered') keyOf.set(request, nameOf.get(key)!);
    if (op !== WRITE || !((kind === 'ended' && end === SERVED) || kind === 'wasted')) continue;
    const name = keyOf.get(request)!;
    writes.set(name, (writes.get(name) ?? new Set()).add(request));
  }
  const sums = new Map<string, number>();
  for (const [name, count] of held) {
    const base = name.split('#')[0]!;
    sums.set(base, (sums.get(base) ?? 0) + count);
  }
  return [...new Set([...sums.keys(), ...writes.keys()])].flatMap((name) => {
    const [sum, distinct] = [sums.get(name) ?? 0, writes.get(name)?.size ?? 0];
    return sum === distinct ? [] : [`the salts of ${name} hold ${sum} items of ${distinct} writes`];
  });
}
