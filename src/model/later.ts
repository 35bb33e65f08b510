/**
 * What a lever has to do a fixed while from now, in the order in which it came up: some numbers each, in a ring behind one timer of
 * the lever's. A message on its way, an answer being stored; whole requests wait in a `Line`.
 */
import type { Ms, World } from './mitigation.ts';

const FIRST_ROOM = 16;

/** All of a lever that come later, by their timers. */
export class Laters {
  private readonly world: World;
  private readonly byTimer: Later[] = [];

  constructor(world: World) {
    this.world = world;
  }

  /**
   * Opens a timer, so call it in `bind`; null where there is no while to wait.
   *
   * @param numbers how many an item has.
   * @param handle is told where in `items` those of the item that is due begin; it reads them before it adds another.
   */
  open(afterMs: Ms, numbers: number, handle: (at: number) => void): Later | null {
    if (afterMs === 0) return null;
    const later = new Later(this.world, afterMs, numbers, handle);
    this.byTimer[later.timer] = later;
    return later;
  }

  /** The lever's `wake`. */
  wake(timer: number): void {
    this.byTimer[timer]!.wake();
  }
}

/** Items that all take the same while. */
export class Later {
  /** The numbers of all items; replaced by growth. */
  items: Float64Array;
  readonly timer: number;
  private readonly world: World;
  private readonly afterMs: Ms;
  private readonly handle: (at: number) => void;
  /** Numbers of an item: when it is due, and its own. */
  private readonly width: number;
  private room = FIRST_ROOM;
  private head = 0;
  private length = 0;

  constructor(world: World, afterMs: Ms, numbers: number, handle: (at: number) => void) {
    this.world = world;
    this.afterMs = afterMs;
    this.handle = handle;
    this.timer = world.timer();
    this.width = 1 + numbers;
    this.items = new Float64Array(FIRST_ROOM * this.width);
  }

  /** Adds an item; returns where in `items` its numbers are to be written. */
  add(): number {
    if (this.length === this.room) this.grow();
    const at = ((this.head + this.length) & (this.room - 1)) * this.width;
    this.items[at] = this.world.now() + this.afterMs;
    if (this.length++ === 0) this.world.wake(this.timer, this.afterMs);
    return at + 1;
  }

  /** The first item is due. */
  wake(): void {
    const at = this.head * this.width;
    this.head = (this.head + 1) & (this.room - 1);
    if (--this.length > 0)
      this.world.wake(this.timer, Math.max(0, this.items[this.head * this.width]! - this.world.now()));
    this.handle(at + 1);
  }

  private grow(): void {
    const items = new Float64Array(2 * this.items.length);
    const first = this.head * this.width;
    items.set(this.items.subarray(first));
    items.set(this.items.subarray(0, first), this.items.length - first);
    this.items = items;
    this.head = 0;
    this.room *= 2;
  }
}
