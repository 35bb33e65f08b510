/**
 * What the lanes of a simulation are for: the handler behind each, and constant delays built on them.
 */
import { DelayLine } from '../engine/delay-line.ts';
import type { Engine } from '../engine/engine.ts';
import type { RequestPool } from './request/pool.ts';

export class Lanes {
  private readonly engine: Engine;
  private readonly handlers: (() => void)[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Calls the handler of a lane whose head has come. */
  fire(lane: number): void {
    this.handlers[lane]!();
  }

  /** Opens a lane whose firing calls `handler`. */
  open(handler: () => void): number {
    const lane = this.engine.openLane();
    this.handlers[lane] = handler;
    return lane;
  }

  /** A constant delay after which `handle(row, tag)` is called; null where the delay is 0. */
  openLine(delayMs: number, handle: (row: number, tag: number) => void): DelayLine | null {
    if (delayMs === 0) return null;
    const line = new DelayLine(this.engine, delayMs);
    this.handlers[line.lane] = () => {
      const row = line.headId();
      const tag = line.headTag();
      line.drop();
      handle(row, tag);
    };
    return line;
  }

  /** A patience, null where it is endless: entries tagged with their row's generation lapse once that row is freed. */
  openGuard(patienceMs: number | null, pool: RequestPool, handle: (row: number) => void): DelayLine | null {
    if (patienceMs === null) return null;
    return this.openLine(patienceMs, (row, generation) => {
      if (pool.generation(row) === generation) handle(row);
    });
  }
}
