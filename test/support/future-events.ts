/**
 * The contract of a list of future events, for any implementation: pops equal a stable sort by (time, sequence).
 *
 * It is a function so that another queue can be put through the same tests. The reference is a sorted array.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Stream } from '../../src/random/stream.ts';

/** What the engine asks of its event list. */
export interface FutureEvents {
  readonly at: Float64Array;
  grow(count: number): void;
  nextSequence(): number;
  push(id: number): void;
  cancel(id: number): void;
  isPending(id: number): boolean;
  settle(): boolean;
  headAt(): number;
  headSequence(): number;
  take(): number;
}

/** Makes an empty list with room for `ids`; `sequence` is the last sequence number given out, 0 by default. */
export type CreateFutureEvents = (ids: number, sequence?: number) => FutureEvents;

/** Pending events in order; an event pushed later comes later among equals. */
class SortedEvents {
  private readonly pending: { readonly at: number; readonly id: number }[] = [];

  push(id: number, at: number): void {
    this.cancel(id);
    const later = this.pending.findIndex((event) => event.at > at);
    this.pending.splice(later < 0 ? this.pending.length : later, 0, { at, id });
  }

  cancel(id: number): void {
    const known = this.pending.findIndex((event) => event.id === id);
    if (known >= 0) this.pending.splice(known, 1);
  }

  take(): { readonly at: number; readonly id: number } | null {
    return this.pending.shift() ?? null;
  }
}

/** One step: an event after the last popped time, a withdrawal, or a pop. */
export type Step =
  | { readonly kind: 'push'; readonly id: number; readonly delay: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'pop' };

/** Pops of a list that is taken through `steps` and then emptied, and those of the reference. */
export function pops(events: FutureEvents, steps: readonly Step[]): { actual: string[]; expected: string[] } {
  const sorted = new SortedEvents();
  const [actual, expected]: [string[], string[]] = [[], []];
  let now = 0;
  const pop = (): boolean => {
    const head = sorted.take();
    if (head !== null) expected.push(`${head.id} at ${head.at}`);
    if (!events.settle()) return head !== null;
    now = events.headAt();
    actual.push(`${events.take()} at ${now}`);
    return true;
  };
  for (const step of steps) {
    if (step.kind === 'pop') pop();
    else if (step.kind === 'cancel') {
      events.cancel(step.id);
      sorted.cancel(step.id);
    } else {
      events.at[step.id] = now + step.delay;
      events.push(step.id);
      sorted.push(step.id, now + step.delay);
    }
  }
  while (pop());
  return { actual, expected };
}

const IDS = 40;

/** Delays that have broken event lists before: mass ties, clusters far apart, heavy tails. */
const delays: Record<string, (stream: Stream) => number> = {
  'all equal': () => 0,
  'a constant delay': () => 10,
  quantised: (stream) => stream.int(4),
  'mostly zero': (stream) => (stream.int(10) === 0 ? stream.uniform() : 0),
  bimodal: (stream) => (stream.int(2) === 0 ? stream.uniform() * 1e-6 : 1e6 + stream.uniform()),
  Pareto: (stream) => (1 - stream.uniform()) ** -2,
  exponential: (stream) => stream.exponential(),
  'ever finer': (stream) => 2 ** -stream.int(200),
  'beyond all time': (stream) => (stream.int(4) === 0 ? Number.POSITIVE_INFINITY : stream.uniform()),
  'ever sooner': (stream) => 1 / (1 + stream.int(1000)),
};

function hostile(delay: (stream: Stream) => number, stream: Stream, ids: number, length: number): Step[] {
  return Array.from({ length }, () => {
    const dice = stream.int(10);
    const id = stream.int(ids);
    if (dice < 6) return { kind: 'push', id, delay: delay(stream) };
    return dice < 7 ? { kind: 'cancel', id } : { kind: 'pop' };
  });
}

/** Puts an implementation through the contract. */
export function describeFutureEvents(name: string, create: CreateFutureEvents): void {
  describe(name, () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({
        kind: fc.constant('push' as const),
        id: fc.integer({ min: 0, max: IDS - 1 }),
        delay: fc.oneof(fc.constantFrom(0, 1, 1, 2, 1e9), fc.double({ min: 0, max: 10, noNaN: true })),
      }),
      fc.record({ kind: fc.constant('cancel' as const), id: fc.integer({ min: 0, max: IDS - 1 }) }),
      fc.constant<Step>({ kind: 'pop' }),
    );

    test('pops are a stable sort by time, whatever is pushed, moved and withdrawn', () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
          const { actual, expected } = pops(create(IDS), steps);
          expect(actual).toEqual(expected);
        }),
        { seed: 1, numRuns: 300 },
      );
    });

    for (const [family, delay] of Object.entries(delays)) {
      test.each([3, 64, 700, 3000])(`${family}, %i ids`, (ids) => {
        const steps = hostile(delay, new Stream(`${family}/${ids}`), ids, Math.max(3000, 3 * ids));
        const { actual, expected } = pops(create(ids), steps);
        expect(actual).toEqual(expected);
      });

      // HOLD: every pop is followed by one push, which is what a simulation in steady state does.
      test.each([1, 2, 63, 64, 65, 500])(`${family}, HOLD with %i pending`, (ids) => {
        const stream = new Stream(`hold/${family}/${ids}`);
        const events = create(ids);
        const sorted = new SortedEvents();
        const push = (id: number, at: number): void => {
          events.at[id] = at;
          events.push(id);
          sorted.push(id, at);
        };
        for (let id = 0; id < ids; id++) push(id, delay(stream));
        for (let k = 0; k < 1000; k++) {
          if (!events.settle()) expect.fail('the list is empty');
          const at = events.headAt();
          const id = events.take();
          const head = sorted.take()!;
          if (head.at !== at || head.id !== id) expect({ at, id }).toEqual(head);
          push(id, at + delay(stream));
        }
      });
    }

    // Sequences are 32 bits wide and 0 means "none": ties must survive the step over 2^31 − 1 and the step over 0.
    test.each([0x7fffffff - 20, -20])('ties keep their order when the sequence passes from %i', (sequence) => {
      const events = create(IDS, sequence);
      const steps: Step[] = Array.from({ length: IDS }, (_, id) => ({ kind: 'push', id, delay: 5 }));
      const { actual, expected } = pops(events, steps);
      expect(actual).toEqual(expected);
    });

    test('a sequence is never 0 and always later than the one before', () => {
      for (const start of [0, -3, 0x7fffffff - 3]) {
        const events = create(1, start);
        let last = events.nextSequence();
        for (let k = 0; k < 6; k++) {
          const next = events.nextSequence();
          expect(next).not.toBe(0);
          expect((next - last) | 0).toBeGreaterThan(0);
          last = next;
        }
      }
    });

    test('an id has one pending event: a push moves it, a cancel withdraws it, a take ends it', () => {
      const events = create(4);
      expect([events.settle(), events.isPending(2)]).toEqual([false, false]);
      events.at[2] = 7;
      events.push(2);
      expect(events.isPending(2)).toBe(true);
      events.at[2] = 3;
      events.push(2);
      expect([events.settle(), events.headAt(), events.take()]).toEqual([true, 3, 2]);
      expect([events.settle(), events.isPending(2)]).toEqual([false, false]);
      events.push(2);
      events.cancel(2);
      events.cancel(2);
      expect([events.settle(), events.isPending(2)]).toEqual([false, false]);
    });

    test('room for more ids keeps what is pending', () => {
      const events = create(2);
      events.at[1] = 4;
      events.push(1);
      events.grow(1000);
      events.at[999] = 3;
      events.push(999);
      events.grow(10);
      expect([events.settle(), events.take(), events.settle(), events.headAt(), events.take()]).toEqual([
        true,
        999,
        true,
        4,
        1,
      ]);
    });

    test('the head carries the sequence of its push, which is what lanes compare with', () => {
      const events = create(2);
      const before = events.nextSequence();
      events.push(0);
      const after = events.nextSequence();
      events.settle();
      expect((events.headSequence() - before) | 0).toBeGreaterThan(0);
      expect((after - events.headSequence()) | 0).toBeGreaterThan(0);
    });
  });
}
