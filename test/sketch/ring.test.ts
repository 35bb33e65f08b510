import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';
import { Ring } from '../../src/sketch/ring.ts';

// A plain array is the model: runs of pushes, and of shifts or pops, long enough to wrap around and to grow while wrapped.
const run = fc.record({ length: fc.integer({ min: -40, max: 60 }), atTail: fc.boolean() });

property.prop([fc.array(run, { maxLength: 40 })], { seed: 1 })(
  'Ring behaves as an array with push, shift and pop',
  (runs) => {
    const ring = new Ring();
    const model: number[] = [];
    let id = 0;
    for (const { length, atTail } of runs) {
      for (let i = 0; i < length; i++) {
        ring.push(id);
        model.push(id++);
      }
      for (let i = 0; i > length; i--) {
        expect(ring.peek()).toBe(model[0] ?? -1);
        expect(ring.last()).toBe(model.at(-1) ?? -1);
        expect(atTail ? ring.pop() : ring.shift()).toBe((atTail ? model.pop() : model.shift()) ?? -1);
      }
      expect([...ring.ids()]).toEqual(model);
      expect(ring.length).toBe(model.length);
    }
  },
);
