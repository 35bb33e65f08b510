/**
 * What readers were told, held against what writers were told, from the log alone.
 *
 * `freshness`: the ledger's stale reads are those whose version is older than the newest one acknowledged on their key
 * before they were sent. `ownership`: no answer holds a version that was written to another key. `memory`: an answer
 * that did not come from the store repeats what the store gave for that key not longer ago than allowed. Freshness and
 * ownership do not speak of posts, which are acknowledged timeline by timeline.
 */
import { OUTCOME_SERVED, READ, SERVED, WRITE } from '../../../src/model/codes.ts';
import type { RunLog } from '../event-log.ts';

/** Requests whose answer was older than what they were entitled to, in the order of their answers. */
export function staleReads({ events, config }: RunLog): number[] {
  if (config.workers !== null) return [];
  const newest = new Map<number, number>();
  const entitled = new Map<number, number>();
  const stale: number[] = [];
  for (const { kind, request, key, op, end, value } of events) {
    if (kind === 'offered') entitled.set(request, newest.get(key) ?? 0);
    if (kind !== 'settled' || end !== OUTCOME_SERVED) continue;
    if (op === WRITE) newest.set(key, Math.max(value, newest.get(key) ?? 0));
    else if (value < entitled.get(request)!) stale.push(request);
  }
  return stale;
}

export function freshness(log: RunLog): string[] {
  if (log.config.workers !== null) return [];
  const { length } = staleReads(log);
  return length === log.stale ? [] : [`${length} reads were stale, the ledger counts ${log.stale}`];
}

export function ownership({ events, config }: RunLog): string[] {
  if (config.workers !== null) return [];
  const keyOf = new Map<number, number>();
  const requestedKey = new Map<number, number>();
  for (const { kind, request, key, op, value, background } of events) {
    if (kind === 'offered') requestedKey.set(request, key);
    if (op === WRITE && value > 0 && !background && kind !== 'offered') keyOf.set(value, requestedKey.get(request)!);
  }
  return events.flatMap(({ kind, request, op, end, key, value }) => {
    if (kind !== 'settled' || op !== READ || end !== OUTCOME_SERVED || value === 0) return [];
    const owner = keyOf.get(value);
    return owner === undefined || owner === key
      ? []
      : [`read ${request} of key ${key} was told version ${value} of key ${owner}`];
  });
}

interface Memory {
  /** How old a repeated answer may be, from the end of the fetch or write that brought it. */
  readonly longestMs: number;
  /** Whether what was written may be repeated, too. */
  readonly knowsWrites: boolean;
}

export function memory({ events }: RunLog, { longestMs, knowsWrites }: Memory): string[] {
  const brought = new Map<string, number>();
  const behind = new Map<number, { key: number; seen: number }>();
  return events.flatMap(({ kind, at, request, key, op, end, value, seen, returned, background }) => {
    if (background && kind === 'issued') behind.set(request, { key, seen: 0 });
    if (background && kind === 'ended' && end === SERVED) {
      const own = behind.get(request)!;
      if (op === READ) own.seen = Math.max(own.seen, seen);
      if (op === READ) brought.set(`${own.key}/${own.seen}`, at);
      // What was acknowledged early and is written only now passes by the cache again.
      else if (knowsWrites) brought.set(`${own.key}/${value}`, at);
    }
    if (kind !== 'settled' || end !== OUTCOME_SERVED) return [];
    const answer = `${key}/${value}`;
    if (op === WRITE && knowsWrites) brought.set(answer, at);
    if (op === WRITE) return [];
    if (returned >= 0) {
      brought.set(answer, at);
      return [];
    }
    const age = at - (brought.get(answer) ?? Number.NEGATIVE_INFINITY);
    return age <= longestMs + 1e-9 * at ? [] : [`read ${request} of key ${key} was given an answer ${age} ms old`];
  });
}
