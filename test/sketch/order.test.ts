import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrequencyOrder } from '../../src/sketch/frequency-order.ts';
import { RecencyOrder } from '../../src/sketch/recency-order.ts';

const steps = fc.array(fc.tuple(fc.constantFrom('touch', 'touch', 'touch', 'remove', 'clear'), fc.nat(30)), {
  maxLength: 600,
});

interface Use {
  count: number;
  last: number;
}

/** Holds the order against a plain list of uses, of which `isBefore` says who goes first. */
function agrees(order: RecencyOrder | FrequencyOrder, walk: typeof steps, isBefore: (a: Use, b: Use) => boolean) {
  fc.assert(
    fc.property(walk, (walked) => {
      order.clear();
      const uses = new Map<number, Use>();
      for (const [at, [step, slot]] of walked.entries()) {
        const use = uses.get(slot);
        // One in sixteen or so of the clears, or hardly anything would ever be in it.
        if (step === 'clear' && slot % 16 === 0) {
          order.clear();
          uses.clear();
        } else if (step === 'remove' && use !== undefined) {
          order.remove(slot);
          uses.delete(slot);
        } else if (step === 'touch') {
          if (use === undefined) order.add(slot);
          else order.touch(slot);
          uses.set(slot, { count: (use?.count ?? 0) + 1, last: at });
        }
        let first = -1;
        for (const [candidate, its] of uses) if (first < 0 || isBefore(its, uses.get(first)!)) first = candidate;
        expect(order.first).toBe(first);
      }
    }),
    { seed: 10, numRuns: 60 },
  );
}

describe('the first to go', () => {
  test('of an order of recency was used least recently', () => {
    agrees(new RecencyOrder(), steps, (a, b) => a.last < b.last);
  });

  test('of an order of frequency was used least often, and of those least recently', () => {
    agrees(new FrequencyOrder(), steps, (a, b) => a.count < b.count || (a.count === b.count && a.last < b.last));
  });
});

test('a million touches of a hundred thousand slots are soon done', () => {
  for (const order of [new RecencyOrder(), new FrequencyOrder()]) {
    for (let slot = 0; slot < 1e5; slot++) order.add(slot);
    for (let k = 0; k < 1e6; k++) order.touch((k * 7919) % 1e5);
    expect(order.first).toBe(0);
  }
});
