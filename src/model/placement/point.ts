/**
 * Points in the order in which a partition is cut: by partition key, and among the items of one by their sort key.
 */
import type { Position } from './placement.ts';

export interface Point {
  /** Of the partition key. */
  readonly at: Position;
  /** Of the item in its collection; empty: the key is no item of a collection. */
  readonly sort: string;
}

/** Negative where `a` comes before `b`, 0 where nothing can be cut between them. */
export function comparePoints(a: Point, b: Point): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0;
}
