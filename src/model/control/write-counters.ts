/**
 * How fast each key is written to, as each app server sees it: from its own requests and nothing else.
 *
 * A fixed window starts again from 0; a sliding one weighs the last window by how much of it still counts; an
 * exponentially weighted average forgets by a factor e per window. A step from 0 to X a second passes θ after W·θ/X in a
 * window that begins with it, and after W·ln(X/(X − θ)) in the average.
 */
import { exp } from '../../random/portable.ts';
import { SlotMap } from '../../sketch/slot-map.ts';

export type CounterKind = 'fixed' | 'sliding' | 'ewma';

const FIRST_ROOM = 1024;
/** An average that has not been touched for so many windows has forgotten all but e^-8 of it. */
const FORGOTTEN_WINDOWS = 8;

/** Counters by key and server; those that have nothing to say any more are dropped at the turn of a window. */
export class WriteCounters {
  private readonly kind: CounterKind;
  private readonly windowMs: number;
  private readonly servers: number;
  private readonly slots = new SlotMap();
  /** By slot: what it counts; the average per ms, or the writes of this window and of the one before. */
  private counter = new Float64Array(FIRST_ROOM);
  private value = new Float64Array(FIRST_ROOM);
  private before = new Float64Array(FIRST_ROOM);
  /** When it was last written to, or the number of the window that it was last written to in. */
  private at = new Float64Array(FIRST_ROOM);
  private mostBefore = 0;
  /** Number of the window. */
  private window = 0;

  constructor(kind: CounterKind, windowMs: number, servers: number) {
    this.kind = kind;
    this.windowMs = windowMs;
    this.servers = servers;
  }

  /** Most counters held at a time: they are dropped at the turn of a window and nowhere else. */
  get most(): number {
    return Math.max(this.mostBefore, this.slots.size);
  }

  /** Counts a write to `key` that `server` got at `now`; returns its rate as that server sees it, per second. */
  count(server: number, key: number, now: number): number {
    if (now >= (this.window + 1) * this.windowMs) this.turn(now);
    const slot = this.open(key * this.servers + server);
    return 1000 * (this.kind === 'ewma' ? this.average(slot, now) : this.inWindow(slot, now));
  }

  private average(slot: number, now: number): number {
    const { windowMs, value, at } = this;
    value[slot] = value[slot]! * exp((at[slot]! - now) / windowMs) + 1 / windowMs;
    at[slot] = now;
    return value[slot];
  }

  private inWindow(slot: number, now: number): number {
    const { windowMs, window, value, before, at } = this;
    if (at[slot] !== window) {
      before[slot] = at[slot] === window - 1 ? value[slot]! : 0;
      value[slot] = 0;
      at[slot] = window;
    }
    value[slot]!++;
    const weight = this.kind === 'fixed' ? 0 : 1 - (now / windowMs - window);
    return (value[slot]! + weight * before[slot]!) / windowMs;
  }

  /** Slot of a counter, a new one at 0 where there is none. */
  private open(counter: number): number {
    const known = this.slots.size;
    const slot = this.slots.slot(counter);
    if (slot < known) return slot;
    if (slot === this.counter.length) this.grow();
    this.counter[slot] = counter;
    this.value[slot] = 0;
    this.before[slot] = 0;
    this.at[slot] = 0;
    return slot;
  }

  /** A window begins: what was last written to too long ago goes. */
  private turn(now: number): void {
    const { windowMs, slots, counter, value, before, at } = this;
    this.window = Math.floor(now / windowMs);
    const since = this.kind === 'ewma' ? now - FORGOTTEN_WINDOWS * windowMs : this.window - 1;
    const held = slots.size;
    this.mostBefore = this.most;
    slots.clear();
    for (let from = 0; from < held; from++) {
      if (at[from]! < since) continue;
      const slot = slots.slot(counter[from]!);
      counter[slot] = counter[from]!;
      value[slot] = value[from]!;
      before[slot] = before[from]!;
      at[slot] = at[from]!;
    }
  }

  private grow(): void {
    this.counter = grown(this.counter);
    this.value = grown(this.value);
    this.before = grown(this.before);
    this.at = grown(this.at);
  }
}

function grown(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const fresh = new Float64Array(2 * old.length);
  fresh.set(old);
  return fresh;
}
