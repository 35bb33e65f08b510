/** What happened to the services beside the store, for annotations. */
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
  | 'salted';

/** One of them; `count` is the number of the instance or app server, or of salts. */
export interface Incident {
  readonly atMs: Ms;
  readonly kind: IncidentKind;
  readonly key: Key | null;
  readonly count: number | null;
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
