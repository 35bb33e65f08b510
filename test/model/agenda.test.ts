import { describe, expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Agenda } from '../../src/model/agenda.ts';
import { Lanes } from '../../src/model/lanes.ts';

function opened() {
  const engine = new Engine(1);
  const lanes = new Lanes(engine);
  const agenda = new Agenda(engine, lanes);
  const seen: string[] = [];
  const see = (name: string) => () => seen.push(`${name} ${engine.now}`);
  const runTo = (until: number) => engine.run({ event: () => {}, lane: (lane) => lanes.fire(lane) }, 1000, until);
  return { agenda, seen, see, runTo };
}

describe('an agenda', () => {
  test('comes in order of time, and of planning at one moment', () => {
    const { agenda, seen, see, runTo } = opened();
    agenda.plan(5, see('late'));
    agenda.plan(2, see('early'));
    agenda.plan(5, see('later'));
    runTo(100);
    expect(seen).toEqual(['early 2', 'late 5', 'later 5']);
  });

  test('takes turns planned by a turn, at its own moment too', () => {
    const { agenda, seen, see, runTo } = opened();
    agenda.plan(1, () => {
      agenda.plan(1, see('at once'));
      agenda.plan(3, see('then'));
    });
    runTo(100);
    expect(seen).toEqual(['at once 1', 'then 3']);
  });

  test('forgets what is struck, the next included, and what has come cannot be', () => {
    const { agenda, seen, see, runTo } = opened();
    const first = agenda.plan(1, see('first'));
    const second = agenda.plan(2, see('second'));
    const third = agenda.plan(3, see('third'));
    agenda.strike(first);
    agenda.strike(third);
    runTo(100);
    agenda.strike(second);
    agenda.strike(null);
    expect(seen).toEqual(['second 2']);
  });

  test('repeats at every multiple, moved by an offset', () => {
    const { agenda, seen, see, runTo } = opened();
    agenda.repeat(10, 3, see('beat'));
    runTo(40);
    expect(seen).toEqual(['beat 13', 'beat 23', 'beat 33']);
  });
});
