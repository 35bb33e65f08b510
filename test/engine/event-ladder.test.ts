import { describe, expect, test } from 'vitest';
import { EventLadder } from '../../src/engine/event-ladder.ts';
import { describeFutureEvents, pops } from '../support/future-events.ts';

function create(ids: number, sequence = 0): EventLadder {
  const ladder = new EventLadder(ids);
  Object.assign(ladder, { sequence });
  return ladder;
}

describeFutureEvents('EventLadder', create);

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
