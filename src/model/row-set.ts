/**
 * Which background requests a lever looks after at the moment: to be found again when what it has in memory is lost.
 *
 * An array without gaps and the place of every row in it, so that taking one out moves the last one into its place.
 */
import { grownTo } from '../sketch/grown.ts';
import type { Column, Req, World } from './mitigation.ts';

export class RowSet {
  size = 0;
  /** Most that it has held. */
  most = 0;
  private rows = new Int32Array(64);
  /** One more than the place; 0: not in it. */
  private readonly places: Column<Int32Array>;

  /** Call it in `bind`. */
  constructor(world: World) {
    this.places = world.i32();
  }

  has(r: Req): boolean {
    return this.places.data[r] !== 0;
  }

  add(r: Req): void {
    this.rows = grownTo(this.rows, this.size + 1);
    this.rows[this.size++] = r;
    this.places.data[r] = this.size;
    if (this.size > this.most) this.most = this.size;
  }

  delete(r: Req): void {
    const place = this.places.data[r]!;
    const last = this.rows[--this.size]!;
    this.rows[place - 1] = last;
    this.places.data[last] = place;
    this.places.data[r] = 0;
  }

  /** All that it holds now, whatever becomes of them meanwhile. */
  all(): readonly Req[] {
    return [...this.rows.subarray(0, this.size)];
  }
}
