/**
 * Who waits for another request to end: a list through the pool for each, in the order of their coming, out of which one may be taken.
 */
import type { Column, Req, World } from './mitigation.ts';

const NOBODY = -1;

export class Waiters {
  private readonly world: World;
  private readonly first: Column<Int32Array>;
  private readonly last: Column<Int32Array>;
  /** Of a waiter: whom it waits for, and who waits before and after it. */
  private readonly of: Column<Int32Array>;
  private readonly previous: Column<Int32Array>;
  private readonly next: Column<Int32Array>;

  /** Call it in `bind`. */
  constructor(world: World) {
    this.world = world;
    this.first = world.i32();
    this.last = world.i32();
    this.of = world.i32();
    this.previous = world.i32();
    this.next = world.i32();
  }

  /** Nobody waits for `of` yet. */
  open(of: Req): void {
    this.first.data[of] = NOBODY;
    this.last.data[of] = NOBODY;
  }

  /** A request that its lever parks waits for `of`. */
  join(of: Req, r: Req): void {
    const last = this.last.data[of]!;
    this.of.data[r] = of;
    this.previous.data[r] = last;
    this.next.data[r] = NOBODY;
    if (last === NOBODY) this.first.data[of] = r;
    else this.next.data[last] = r;
    this.last.data[of] = r;
  }

  /** Whether a request that has joined still waits. */
  waits(r: Req): boolean {
    return this.of.data[r] !== NOBODY;
  }

  /** A request waits no longer. */
  leave(r: Req): void {
    const of = this.of.data[r]!;
    const previous = this.previous.data[r]!;
    const next = this.next.data[r]!;
    this.of.data[r] = NOBODY;
    if (previous === NOBODY) this.first.data[of] = next;
    else this.next.data[previous] = next;
    if (next === NOBODY) this.last.data[of] = previous;
    else this.previous.data[next] = previous;
  }

  /** All who wait for `of` go on with this verdict, and with what it returned where that is `shared`. */
  resume(of: Req, verdict: number, shared = false): void {
    const { req } = this.world;
    let waiter = this.first.data[of]!;
    this.open(of);
    while (waiter !== NOBODY) {
      const following = this.next.data[waiter]!;
      this.of.data[waiter] = NOBODY;
      if (shared) req.setValue(waiter, req.value(of));
      this.world.resume(waiter, verdict);
      waiter = following;
    }
  }
}
