/**
 * The small integers of the hot path: operations, verdicts of a mitigation, ends of an attempt, outcomes of a request.
 *
 * They are plain constants and not strings because they live in byte columns and are compared once per event.
 */

export const READ = 0;
export const WRITE = 1;

/** What a row is: a flow and an operation in one number, as every account is kept by both. */
export function kindOf(flow: number, op: number): number {
  return flow * 2 + op;
}

export function flowOf(kind: number): number {
  return kind >> 1;
}

export function opOf(kind: number): number {
  return kind & 1;
}

/** Go on to the next decision. */
export const GO = 0;
/** Answered here: the store need not be asked. */
export const DONE = 1;
/** Turned away. */
export const REFUSE = 2;
/** Held by the mitigation, which will call `resume`. */
export const PARK = 3;

/** Failed, for whoever joined a fetch that failed. */
export const FAIL = 4;
/** Turned away at the edge or the node without a word: the caller learns of it by its own patience. */
export const IGNORE = 5;

/** How one attempt at the store ended, as its caller sees it. */
export const SERVED = 0;
export const THROTTLED = 1;
export const QUEUE_FULL = 2;
export const TIMED_OUT = 3;
/** Turned away by a mitigation before it reached the partition, or called off by its client, who has another answer. */
export const TURNED_AWAY = 4;
/** No leader there: its node is down, or does not lead, or was taken down with the attempt in its hands. */
export const UNAVAILABLE = 5;
/** Dropped by the partition from its queue: its caller had run out of patience, or the queue's discipline lets nobody wait for longer. */
export const LAPSED = 6;
export const ATTEMPT_ENDS = 7;
export const ATTEMPT_END_NAMES = [
  'served',
  'throttled',
  'queueFull',
  'timedOut',
  'refused',
  'unavailable',
  'lapsed',
] as const;

/** How a request ended; every request gets exactly one. */
export const OUTCOME_SERVED = 0;
export const OUTCOME_REFUSED = 1;
export const OUTCOME_DROPPED = 2;
export const OUTCOME_EXPIRED = 3;
export const OUTCOME_UNFINISHED = 4;
export const OUTCOMES = 5;
export const OUTCOME_NAMES = ['served', 'refused', 'dropped', 'expired', 'unfinished'] as const;

/** Where a request may be admitted: at the edge once, at the client before each attempt, at the node on reaching it. */
export const EDGE = 0;
export const CLIENT = 1;
export const NODE = 2;
