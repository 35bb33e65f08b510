/**
 * Perfect balance: each attempt goes to the next partition in turn, whatever its key, reads and writes apart.
 *
 * No real store can do it, as it would not find what it has stored. It is the measure of what moving keys about can gain at
 * most: every partition takes the same share of every kind of load, at no cost.
 */
import type { Lever, World } from '../mitigation.ts';

export function evenSpread(): Lever {
  let world: World;
  const next = new Int32Array(2);
  return {
    kind: 'even-spread',
    bind(bound) {
      world = bound;
    },
    place(leg) {
      const op = world.req.op(leg);
      const part = next[op]!;
      next[op] = part + 1 === world.partitions() ? 0 : part + 1;
      return part;
    },
  };
}
