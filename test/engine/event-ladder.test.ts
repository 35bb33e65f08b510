import { describe, expect, test } from 'vitest';
import { EventLadder } from '../../src/engine/event-ladder.ts';
import { describeFutureEvents, pops } from '../support/future-events.ts';

function create(ids: number, sequence = 0): EventLadder {
  const ladder = new EventLadder(ids);
  Object.assign(ladder, { sequence });
  return ladder;
}

describeFutureEvents('EventLadder', create);

test('every entry of a moved or withdrawn event is skipped, and no other is counted as one', () => {
  const ladder = create(2000);
  const stale = (): unknown => Reflect.get(ladder, 'stale');
  const push = (id: number, at: number): void => {
    ladder.at[id] = at;
    ladder.push(id);
  };
  // Enough to be dealt out to rungs, at times that are neither in order nor all different.
  for (let id = 0; id < 2000; id++) push(id, (id * 7919) % 1009);
  expect(stale()).toBe(0);
  for (let id = 0; id < 300; id++) push(id, 2000 - id);
  for (let id = 200; id < 500; id++) ladder.cancel(id);
  expect(stale()).toBe(300 + 300);
  ladder.cancel(499);
  expect(stale()).toBe(600);
  let popped = 0;
  for (; ladder.settle(); popped++) ladder.take();
  expect([popped, stale()]).toEqual([1700, 0]);
});

describe('the contract of future events finds', () => {
  test('a list that breaks ties by id', () => {
    const ladder = create(8);
    const push = ladder.push.bind(ladder);
    // Later pushes first: what a list without sequences does to ties. Among those in order a push lies behind its equals whatever
    // its number, so there must be enough of them to be dealt out.
    ladder.push = (id) => {
      Object.assign(ladder, { sequence: -(id + 1) * 10 });
      push(id);
    };
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const { actual, expected } = pops(ladder, [
      ...ids.map((id) => ({ kind: 'push', id, delay: id }) as const),
      ...ids.toReversed().map((id) => ({ kind: 'push', id, delay: 200 }) as const),
    ]);
    expect(actual).not.toEqual(expected);
  });

  test('a list that forgets a withdrawal', () => {
    const ladder = create(8);
    ladder.cancel = () => {};
    const { actual, expected } = pops(ladder, [
      { kind: 'push', id: 1, delay: 1 },
      { kind: 'cancel', id: 1 },
    ]);
    expect(actual).not.toEqual(expected);
  });
});
