/**
 * What happens at moments that are known beforehand and few: faults, elections, health checks. One lane serves them all.
 *
 * Turns come in order of their time, those of one moment in the order in which they were planned.
 */
import type { Engine } from '../engine/engine.ts';
import type { Lanes } from './lanes.ts';

/** Something planned. */
export interface Turn {
  readonly at: number;
  readonly act: () => void;
}

export class Agenda {
  private readonly engine: Engine;
  private readonly lanes: Lanes;
  private lane = -1;
  private readonly turns: Turn[] = [];

  constructor(engine: Engine, lanes: Lanes) {
    this.engine = engine;
    this.lanes = lanes;
  }

  /** Plans `act` for the moment `at`, ms. */
  plan(at: number, act: () => void): Turn {
    if (this.lane < 0) this.lane = this.lanes.open(() => this.next());
    const turn = { at, act };
    let place = this.turns.length;
    while (place > 0 && this.turns[place - 1]!.at > at) place--;
    this.turns.splice(place, 0, turn);
    if (place === 0) this.arm();
    return turn;
  }

  /** Plans `act` for every multiple of `everyMs`, moved by `offsetMs`. */
  repeat(everyMs: number, offsetMs: number, act: () => void): void {
    let round = 0;
    const planNext = (): void => {
      this.plan(++round * everyMs + offsetMs, () => {
        planNext();
        act();
      });
    };
    planNext();
  }

  /** Strikes a turn; one that has come already is left as it is. */
  strike(turn: Turn | null): void {
    const place = turn === null ? -1 : this.turns.indexOf(turn);
    if (place < 0) return;
    this.turns.splice(place, 1);
    if (place === 0) this.arm();
  }

  private next(): void {
    const turn = this.turns.shift()!;
    this.arm();
    turn.act();
  }

  private arm(): void {
    this.engine.moveLane(this.lane, this.turns[0]?.at ?? Number.POSITIVE_INFINITY);
  }
}
