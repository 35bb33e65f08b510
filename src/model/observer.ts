/**
 * What a simulation tells whoever measures it; the observer reads columns and accounts and changes nothing.
 *
 * Rows are indices into the pool. `NullObserver` is the observer of a run that nobody measures.
 */
import type { Recall } from './ledger/histories.ts';
import type { Simulation } from './simulation.ts';

export interface Observer {
  /** Times, ascending, up to the duration, at which `boundary` is to be called: after all that happened before them. */
  readonly boundaries: readonly number[];
  attach(simulation: Simulation): void;
  /** A user sent a request. */
  offered(r: number): void;
  /** A lever made a background request. */
  issued(r: number): void;
  /** A client sent an attempt. */
  attempted(row: number): void;
  /** An attempt reached its partition, or where its client takes it to be, before any limit. */
  reached(row: number): void;
  /** The partition's limit, its queue or a mitigation at its node turned an attempt away, or there was no leader. */
  bounced(row: number, end: number): void;
  /** An attempt goes into service, after a wait since `entered`. */
  started(row: number): void;
  /** An attempt is over for its caller: answered, turned away or timed out. */
  ended(row: number, end: number): void;
  /** The store served an attempt whose caller had gone. */
  wasted(row: number): void;
  settled(r: number, outcome: number): void;
  /** Half of a post's followers have it. */
  halfway(post: number): void;
  /** A read of a history was answered. */
  history(r: number, recall: Recall): void;
  /** The clock has reached `boundaries[index]`. */
  boundary(index: number): void;
}

export class NullObserver implements Observer {
  readonly boundaries: readonly number[] = [];
  attach(..._: Parameters<Observer['attach']>): void {}
  offered(): void {}
  issued(): void {}
  attempted(): void {}
  reached(): void {}
  bounced(): void {}
  started(): void {}
  ended(): void {}
  wasted(): void {}
  settled(..._: Parameters<Observer['settled']>): void {}
  halfway(): void {}
  history(..._: Parameters<Observer['history']>): void {}
  boundary(): void {}
}
