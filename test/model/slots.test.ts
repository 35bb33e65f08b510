import { describe, expect, test } from 'vitest';
import { EDGE, GO, REFUSE } from '../../src/model/codes.ts';
import { ANYWHERE, GIVE_UP, type Lever, NEVER, NO_OTHER, PASS } from '../../src/model/mitigation.ts';
import { Slots } from '../../src/model/slots.ts';
import { Ring } from '../../src/sketch/ring.ts';

const legs = { add: () => {}, waitForAll: () => {} };

/** Two levers that fill every slot and note the order in which they are asked. */
function asked(answers: { readonly a: Partial<Record<string, number>>; readonly b: Partial<Record<string, number>> }) {
  const log: string[] = [];
  const lever = (name: 'a' | 'b'): Lever => {
    const say = (slot: string, silent: number) => (): number => {
      log.push(`${name}.${slot}`);
      return answers[name][slot] ?? silent;
    };
    return {
      kind: name,
      admit: say('admit', GO),
      expand: say('expand', 0),
      place: say('place', ANYWHERE),
      retry: say('retry', PASS),
      settle: say('settle', 0),
      done: say('done', 0),
    };
  };
  const slots = new Slots([lever('a'), lever('b')]);
  return { slots, log };
}

describe('Slots', () => {
  test('before-slots ask in list order, after-slots in reverse', () => {
    const { slots, log } = asked({ a: {}, b: {} });
    expect(slots.admit(0, EDGE)).toBe(GO);
    expect(slots.expand(0, legs)).toBe(0);
    expect(slots.place(0)).toBe(ANYWHERE);
    expect(slots.retry(0, 1, 1)).toBe(PASS);
    slots.settle(0, 1);
    slots.done(0, 0);
    expect(log).toEqual(
      ['admit', 'expand', 'place', 'retry']
        .flatMap((slot) => [`a.${slot}`, `b.${slot}`])
        .concat(['settle', 'done'].flatMap((slot) => [`b.${slot}`, `a.${slot}`])),
    );
  });

  test('the first opinion counts and ends the asking', () => {
    const { slots, log } = asked({ a: { admit: REFUSE, expand: 2, place: 7, retry: GIVE_UP }, b: {} });
    expect([slots.admit(0, EDGE), slots.expand(0, legs), slots.place(0), slots.retry(0, 1, 1)]).toEqual([
      REFUSE,
      2,
      7,
      GIVE_UP,
    ]);
    expect(log.every((entry) => entry.startsWith('a.'))).toBe(true);
    const later = asked({ a: {}, b: { admit: REFUSE, place: 3 } });
    expect([later.slots.admit(0, EDGE), later.slots.place(0)]).toEqual([REFUSE, 3]);
    expect(later.slots.acted).toEqual(Float64Array.of(0, 2));
  });

  test('a second attempt has the first wait, key and order that anybody gives, and counts when it is sent', () => {
    const slots = new Slots([
      { kind: 'a', hedge: () => NEVER, another: () => NO_OTHER, callOff: () => false },
      { kind: 'b', hedge: (attempt) => 10 * attempt, another: () => 7, callOff: () => true },
    ]);
    expect([slots.hedge(3), slots.acted[1], slots.hedge(0), slots.acted[1]]).toEqual([30, 0, 0, 1]);
    expect([slots.another(0), slots.callOff(0)]).toEqual([7, true]);
    const none = new Slots([]);
    expect([none.hedge(0), none.another(0), none.callOff(0)]).toEqual([NEVER, NO_OTHER, false]);
  });

  test('a lever is in the slots that it fills and in no other', () => {
    const slots = new Slots([
      { kind: 'a', admit: () => GO },
      { kind: 'b', done: () => {} },
      { kind: 'c', admit: () => GO, done: () => {} },
    ]);
    const kinds = (levers: readonly Lever[]) => levers.map(({ kind }) => kind);
    expect([kinds(slots.admitters), kinds(slots.finishers), kinds(slots.retriers)]).toEqual([
      ['a', 'c'],
      ['c', 'b'],
      [],
    ]);
  });

  test('one lever says who is next, or none', () => {
    const discipline = () => new Ring();
    expect(new Slots([{ kind: 'a' }]).orderer).toBeNull();
    expect(new Slots([{ kind: 'a' }, { kind: 'b', discipline }]).orderer?.kind).toBe('b');
    const two = [
      { kind: 'a', discipline },
      { kind: 'b', discipline },
    ];
    expect(() => new Slots(two)).toThrow('one queue discipline in a plan, not a, b');
  });
});
