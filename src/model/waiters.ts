/**
 * Who waits for a background request to end: a list through the pool for each, in the order of their coming.
 */
import type { Column, Req, World } from './mitigation.ts';

const NOBODY = -1;

export class Waiters {
  private readonly world: World;
  private readonly first: Column<Int32Array>;
  private readonly last: Column<Int32Array>;
  private readonly next: Column<Int32Array>;

  /** Call it in `bind`. */
  constructor(world: World) {
    this.world = world;
    this.first = world.i32();
    this.last = world.i32();
    this.next = world.i32();
  }

  /** Nobody waits for `of` yet. */
  open(of: Req): void {
    this.first.data[of] = NOBODY;
  }

  /** A request that its lever parks waits for `of`. */
  join(of: Req, r: Req): void {
    this.next.data[r] = NOBODY;
    if (this.first.data[of] === NOBODY) this.first.data[of] = r;
    else this.next.data[this.last.data[of]!] = r;
    this.last.data[of] = r;
  }

  /** All who wait for `of` go on with this verdict. */
  resume(of: Req, verdict: number): void {
    let waiter = this.first.data[of]!;
    this.first.data[of] = NOBODY;
    while (waiter !== NOBODY) {
      const following = this.next.data[waiter]!;
      this.world.resume(waiter, verdict);
      waiter = following;
    }
  }
}
