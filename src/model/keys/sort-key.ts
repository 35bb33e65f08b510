/**
 * Sort keys: what tells the items of one partition key apart, and the order in which they lie.
 *
 * Numbers in them compare as numbers, as where the sort key is a number, or is written with leading zeros.
 */

export interface SortKey {
  /** As it stands in the item's name. */
  readonly text: string;
  /** The same, its numbers written so long that texts compare as they do. */
  readonly order: string;
}

/** Digits of the greatest value of an attribute. */
const DIGITS = 10;

/** A value as it stands in `SortKey.order`. */
export function inOrder(value: string): string {
  return /^\d+$/.test(value) ? value.padStart(DIGITS, '0') : value;
}
