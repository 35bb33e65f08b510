import { expect, test } from 'vitest';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, metronome, small } from '../support/small.ts';

/** Numbers from 1 of the requests that went into service, in that order; one comes every 10 ms and takes 14.1 ms. */
function startedBy(standing: number): number[] {
  const scenario = small({
    durationMs: 200,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 14.1 },
    workload: [metronome(100)],
    plan: [lever('adaptive-lifo', { standing })],
  });
  const started = observe(scenario, GENERATED).events.filter(({ kind }) => kind === 'started');
  return started.map(({ request }) => request + 1);
}

// The server turns to its next at 24.1, 38.2, 52.3 ms and so on. At 38.2 ms nobody else waits, and from the fourth request at 40 ms on somebody always does: by
// 136.9 ms for less than 100 ms, at 151.0 ms, just after the fifteenth request came, for longer.
test('adaptive-lifo turns round once the queue has been standing for longer than that', () => {
  expect(startedBy(100).slice(0, 13)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 17]);
  expect(startedBy(1e9).slice(0, 13)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});

// Nobody comes after 190 ms: the newest, the nineteenth, is next at 193.3 ms, and so back to the eleventh.
test('adaptive-lifo serves everybody in the end', () => {
  const served = startedBy(100);
  expect(served.slice(-6)).toEqual([19, 18, 14, 13, 12, 11]);
  expect([...served].sort((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
});
