/** What happened to the services beside the store, and what the store's own control loops did, for annotations. */
import type { Key, Ms } from './mitigation.ts';

export type IncidentKind =
  | 'registry crash'
  | 'registry back'
  | 'service crash'
  | 'service back'
  /** An app server has crashed, and lost what it had in memory. */
  | 'app crash'
  /** An app server has found a key too hot. */
  | 'reported'
  /** A key has more salts from now on. */
  | 'salted'
  /** A partition has another share from now on. */
  | 'boosted'
  | 'lowered'
  /** The whole table is provisioned for more, or less, from now on. */
  | 'scaled out'
  | 'scaled in'
  /** Half of a partition's keys are copied; they live elsewhere from now on. */
  | 'copying'
  | 'split'
  /** A partition and the one after it are copied together; the keys of both live on the first from now on. */
  | 'merging'
  | 'merged';

/**
 * One of them; `count` is the number of the instance or app server, or of salts, or of the partition, or the operation that the table is
 * provisioned for, and `to` what came of it: the units per second that partition or table has, the partition that its keys live on; or the
 * partition that it is merged with.
 */
export interface Incident {
  readonly atMs: Ms;
  readonly kind: IncidentKind;
  readonly key: Key | null;
  readonly count: number | null;
  readonly to?: number;
}

/** What a plan that finds hot keys by itself has done, for the metrics; null where it is told of them. */
export interface ControlAccount {
  /** Reports that app servers sent. */
  readonly reports: number;
  /** How often a key got more salts, and when that was first; null: never. */
  readonly raises: number;
  readonly firstRaiseMs: Ms | null;
  /** Entries that crashes of the registry cost, of those that the service made. */
  readonly lostEntries: number;
  /** Most reports that waited for the service or were in its hands. */
  readonly longestBacklog: number;
  /** Reports dealt with a second time or more. */
  readonly dealtAgain: number;
}
