/**
 * What a simulation tells whoever measures it; the observer reads columns and accounts and changes nothing.
 *
 * Rows are indices into the pool. `NullObserver` is the observer of a run that nobody measures.
 */
import type { Simulation } from './simulation.ts';

export interface Observer {
  /** Times, ascending, at which `boundary` is to be called. */
  readonly boundaries: readonly number[];
  attach(simulation: Simulation): void;
  /** A user sent a request. */
  offered(r: number): void;
  /** A client sent an attempt. */
  attempted(row: number): void;
  /** An attempt reached its partition, before any limit. */
  reached(row: number): void;
  /** An attempt was let in, turned away or given up on: its end, as its caller sees it. */
  ended(row: number, end: number): void;
  /** The store served an attempt whose caller had gone. */
  wasted(row: number): void;
  settled(r: number, outcome: number): void;
  /** The clock has reached `boundaries[index]`. */
  boundary(index: number): void;
}

export class NullObserver implements Observer {
  readonly boundaries: readonly number[] = [];
  attach(): void {}
  offered(): void {}
  attempted(): void {}
  reached(): void {}
  ended(): void {}
  wasted(): void {}
  settled(): void {}
  boundary(): void {}
}
