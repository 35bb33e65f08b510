/** Boundaries that cut a space of names into so many ranges before there is any load. */

const HEX_DIGITS = 8;

/** Evenly over names that begin with eight hex digits; what does not lies in the first range or in the last. */
export function hexBoundaries(ranges: number): string[] {
  return Array.from({ length: ranges - 1 }, (_, i) =>
    Math.floor(((i + 1) / ranges) * 16 ** HEX_DIGITS)
      .toString(16)
      .padStart(HEX_DIGITS, '0'),
  );
}

/**
 * So that every range has about as many of the names, repeated ones counted as often as they come.
 *
 * Each boundary is set where the ranges that are left would share what is left; a name that outweighs that has a range of
 * its own. Where the names run out, the last ranges stay empty.
 */
export function sampledBoundaries(names: readonly string[], ranges: number): string[] {
  const sorted = [...names].sort(byCodeUnit);
  const boundaries: string[] = [];
  let from = 0;
  for (let left = ranges; left > 1; left--) {
    let next = from + Math.round((sorted.length - from) / left);
    while (next < sorted.length && sorted[next] === sorted[from]) next++;
    if (next >= sorted.length) break;
    while (sorted[next] === sorted[next - 1]) next--;
    boundaries.push(sorted[next]!);
    from = next;
  }
  return boundaries;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
