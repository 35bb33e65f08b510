/**
 * What a run can leave out because nothing in it has any use for it: told once, from the scenario and the slots of its levers.
 */
import type { ModelConfig } from './config.ts';
import type { Slots } from './slots.ts';

export interface Shortcuts {
  /** Attempts have rows of their own, as several of one call may be somewhere. */
  readonly apart: boolean;
  /** Nothing can abandon, park, split or charge a request: its row is its one call and attempt, and needs no count. */
  readonly simple: boolean;
  /** A simple run without levers, on a store without leaders: requests take the straight path. */
  readonly straight: boolean;
  /** A simple run in which nobody writes: nothing can be stale or missing, and reads need not be held against anything. */
  readonly readsOnly: boolean;
  /** Answers may be old: when versions were acknowledged must be known, which their age needs. */
  readonly ages: boolean;
  /** A client process may miss a write of its own, or go back in time. */
  readonly sessions: boolean;
}

export function shortcutsOf({ clients, store, workers, workload }: ModelConfig, slots: Slots): Shortcuts {
  const apart = clients.timeoutMs !== null || slots.hedgers.length > 0 || slots.collectors.length > 0;
  const simple =
    workers === null &&
    !apart &&
    clients.deadlineMs === null &&
    clients.retry.quota === null &&
    slots.answerers.length === 0 &&
    slots.expanders.length === 0;
  const isRead = workload.some(({ reads, history }) => reads > 0 && history === null);
  const mayBeOld = slots.answerers.length > 0 || store.cluster !== null || slots.readsCopies;
  return {
    apart,
    simple,
    straight: simple && slots.areNone && store.cluster === null && store.idempotency === undefined,
    readsOnly: simple && workload.every(({ reads }) => reads === 1),
    ages: isRead && mayBeOld,
    sessions: isRead && (mayBeOld || slots.expanders.length > 0),
  };
}
