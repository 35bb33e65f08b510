import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';
import { Ring } from '../../src/sketch/ring.ts';

// A plain array is the model: runs of pushes and shifts, long enough to wrap around and to grow while wrapped.
property.prop([fc.array(fc.integer({ min: -40, max: 60 }), { maxLength: 40 })], { seed: 1 })(
  'Ring behaves as an array with push and shift',
  (runs) => {
    const ring = new Ring();
    const model: number[] = [];
    let id = 0;
    for (const length of runs) {
      for (let i = 0; i < length; i++) {
        ring.push(id);
        model.push(id++);
      }
      for (let i = 0; i > length; i--) {
        expect(ring.peek()).toBe(model[0] ?? -1);
        expect(ring.shift()).toBe(model.shift() ?? -1);
      }
      expect(ring.length).toBe(model.length);
    }
  },
);
