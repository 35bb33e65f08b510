import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenClock } from '../../src/sketch/token-clock.ts';

/** Which of the moments get a token. */
function taken(perTokenMs: number, capacity: number, moments: readonly number[]): boolean[] {
  const clock = new TokenClock(perTokenMs, capacity);
  let fullAt = 0;
  return moments.map((now) => {
    const next = clock.take(fullAt, now);
    if (!Number.isNaN(next)) fullAt = next;
    return !Number.isNaN(next);
  });
}

test('a full bucket gives what it holds at once, and then what flows in', () => {
  expect(taken(10, 3, [0, 0, 0, 0, 9, 10, 10, 20])).toEqual([true, true, true, false, false, true, false, true]);
});

// (now + 1000) − now is more than 1000 at some moments, by rounding: a rule that asks for that refuses who comes to a full bucket.
property.prop([fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0.001, max: 1e4, noNaN: true })], {
  seed: 1,
})('a bucket of one token that is full gives it, whatever the moment', (now, perTokenMs) => {
  expect(taken(perTokenMs, 1, [now, now])).toEqual([true, false]);
});

// With times as fractions of small integers there is no rounding: the bucket that is counted in tokens says the same.
property.prop(
  [
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }),
  ],
  { seed: 1 },
)('is the bucket that counts tokens', (perTokenMs, capacity, gaps) => {
  let now = 0;
  const moments = gaps.map((gap) => (now += gap));
  let tokens = capacity * perTokenMs;
  let before = 0;
  const counted = moments.map((at) => {
    tokens = Math.min(capacity * perTokenMs, tokens + at - before);
    before = at;
    if (tokens < perTokenMs) return false;
    tokens -= perTokenMs;
    return true;
  });
  expect(taken(perTokenMs, capacity, moments)).toEqual(counted);
});
