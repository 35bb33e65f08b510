/**
 * A placement whose partitions are cut in two while the store runs, each at a point in the order of its keys, and joined again.
 *
 * Ranges are in the order of their keys; where keys are hashed they are in the order of their hashes. What the placement
 * beneath gives one partition is thereby a row of pieces, each with a partition of its own. The items of one partition key lie
 * in the order of their sort keys, and can be cut apart there.
 */
import { NOBODY } from '../mitigation.ts';
import { murmur3 } from './murmur3.ts';
import type { Placement } from './placement.ts';
import { comparePoints, type Point } from './point.ts';

/** The pieces of one original partition: piece i holds what is at or after cut i − 1 and before cut i. */
interface Pieces {
  readonly cuts: Point[];
  readonly parts: number[];
}

export class SplitPlacement implements Placement {
  private readonly base: Placement;
  /** By original partition; absent where it is whole. */
  private readonly pieces = new Map<number, Pieces>();
  /** The original partition of those that were split off. */
  private readonly originOf = new Map<number, number>();

  constructor(base: Placement) {
    this.base = base;
  }

  place(name: string, number: number, count: number, sort = ''): number {
    const origin = this.base.place(name, number, count);
    const pieces = this.pieces.get(origin);
    if (pieces === undefined) return origin;
    const point = this.pointOf(name, number, count, sort);
    let piece = 0;
    while (piece < pieces.cuts.length && comparePoints(pieces.cuts[piece]!, point) <= 0) piece++;
    return pieces.parts[piece]!;
  }

  /** Where a key comes in the order in which partitions are cut. */
  pointOf(name: string, number: number, count: number, sort = ''): Point {
    return { at: this.base.positionOf?.(name, number, count) ?? murmur3(name), sort };
  }

  /** From now on the keys of `part` from `cut` on live on `into`. */
  split(part: number, into: number, cut: Point): void {
    const origin = this.originOf.get(part) ?? part;
    const { cuts, parts } = this.pieces.get(origin) ?? { cuts: [], parts: [origin] };
    const piece = parts.indexOf(part);
    cuts.splice(piece, 0, cut);
    parts.splice(piece + 1, 0, into);
    this.pieces.set(origin, { cuts, parts });
    this.originOf.set(into, origin);
  }

  /** The partition of the keys behind those of `part`, of those that it was cut from or that were cut from it; else NOBODY. */
  after(part: number): number {
    const parts = this.pieces.get(this.originOf.get(part) ?? part)?.parts ?? [];
    const piece = parts.indexOf(part);
    return piece < 0 ? NOBODY : (parts[piece + 1] ?? NOBODY);
  }

  /** From now on the keys of `next`, which comes after `part`, live on `part`. */
  merge(part: number, next: number): void {
    const { cuts, parts } = this.pieces.get(this.originOf.get(part) ?? part)!;
    const piece = parts.indexOf(part);
    cuts.splice(piece, 1);
    parts.splice(piece + 1, 1);
    this.originOf.delete(next);
  }
}

/** Share of ascents among neighbours from which on keys count as asked for in order, assumed: in no order it is a half. */
const IN_ORDER = 0.9;

/** Whether points, in the order in which they were asked for, ascend: a cut would move the load and not part it. */
export function areInOrder(points: readonly Point[]): boolean {
  let ascents = 0;
  for (let k = 1; k < points.length; k++) if (comparePoints(points[k - 1]!, points[k]!) < 0) ascents++;
  return ascents > IN_ORDER * (points.length - 1);
}

/** The point that halves the load best, as far as the points of the keys asked for tell; null: the greater half would keep more than `most` of it. */
export function cutOf(points: readonly Point[], most: number): Point | null {
  const sorted = [...points].sort(comparePoints);
  let best = 0;
  for (let below = 1; below < sorted.length; below++) {
    if (comparePoints(sorted[below]!, sorted[below - 1]!) === 0) continue;
    if (Math.min(below, sorted.length - below) > Math.min(best, sorted.length - best)) best = below;
  }
  if (best === 0 || Math.max(best, sorted.length - best) > most * sorted.length) return null;
  return sorted[best]!;
}
