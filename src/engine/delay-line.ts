/**
 * A constant delay: what enters leaves in the same order, so a ring and one lane serve any number in flight.
 *
 * Network hops, time-outs, deadlines and cache latencies are delay lines: 3 ns an entry where the event list would take 20.
 * An entry carries an id and a tag; whether it still means anything when it leaves is its owner's affair.
 */
import type { Engine } from './engine.ts';

export class DelayLine {
  /** The lane whose firing says that the head is due. */
  readonly lane: number;
  private readonly engine: Engine;
  private readonly delayMs: number;
  private at = new Float64Array(16);
  private sequences = new Int32Array(16);
  private ids = new Int32Array(16);
  private tags = new Int32Array(16);
  private head = 0;
  private length = 0;

  constructor(engine: Engine, delayMs: number) {
    this.engine = engine;
    this.delayMs = delayMs;
    this.lane = engine.openLane();
  }

  push(id: number, tag: number): void {
    if (this.length === this.at.length) this.grow();
    const slot = (this.head + this.length) & (this.at.length - 1);
    this.at[slot] = this.engine.now + this.delayMs;
    this.sequences[slot] = this.engine.events.nextSequence();
    this.ids[slot] = id;
    this.tags[slot] = tag;
    if (this.length++ === 0) this.arm();
  }

  headId(): number {
    return this.ids[this.head]!;
  }

  headTag(): number {
    return this.tags[this.head]!;
  }

  /** Removes the head, which is due, and arms the next; read `headId` and `headTag` first. */
  drop(): void {
    this.head = (this.head + 1) & (this.at.length - 1);
    if (--this.length > 0) this.arm();
  }

  /** Makes the head known to the engine. */
  private arm(): void {
    this.engine.laneAt[this.lane] = this.at[this.head]!;
    this.engine.armLane(this.lane, this.sequences[this.head]!);
  }

  private grow(): void {
    const room = this.at.length;
    const at = new Float64Array(2 * room);
    const sequences = new Int32Array(2 * room);
    const ids = new Int32Array(2 * room);
    const tags = new Int32Array(2 * room);
    for (let k = 0; k < room; k++) {
      const slot = (this.head + k) & (room - 1);
      at[k] = this.at[slot]!;
      sequences[k] = this.sequences[slot]!;
      ids[k] = this.ids[slot]!;
      tags[k] = this.tags[slot]!;
    }
    this.at = at;
    this.sequences = sequences;
    this.ids = ids;
    this.tags = tags;
    this.head = 0;
  }
}
