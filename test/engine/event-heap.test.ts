import { describe, expect, test } from 'vitest';
import { EventHeap } from '../../src/engine/event-heap.ts';
import { describeFutureEvents, pops } from '../support/future-events.ts';

function create(ids: number, sequence = 0): EventHeap {
  const heap = new EventHeap(ids);
  Object.assign(heap, { sequence });
  return heap;
}

describeFutureEvents('EventHeap', create);

describe('the contract of future events finds', () => {
  test('a heap that breaks ties by id', () => {
    const heap = create(8);
    const push = heap.push.bind(heap);
    // Later pushes first: what a heap without sequences does to ties.
    heap.push = (id) => {
      Object.assign(heap, { sequence: -(id + 1) * 10 });
      push(id);
    };
    const { actual, expected } = pops(
      heap,
      [5, 2, 7].map((id) => ({ kind: 'push', id, delay: 1 })),
    );
    expect(actual).not.toEqual(expected);
  });

  test('a heap that forgets a withdrawal', () => {
    const heap = create(8);
    heap.cancel = () => {};
    const { actual, expected } = pops(heap, [
      { kind: 'push', id: 1, delay: 1 },
      { kind: 'cancel', id: 1 },
    ]);
    expect(actual).not.toEqual(expected);
  });
});
