import { expect, test } from 'vitest';
import { RetryHints } from '../../../src/model/client/retry-hints.ts';
import { TIMED_OUT, TURNED_AWAY } from '../../../src/model/codes.ts';
import { RequestPool } from '../../../src/model/request/pool.ts';

const [CALL, ATTEMPT] = [3, 7];

function hints(): RetryHints {
  const all = new RetryHints(new RequestPool());
  all.clear(ATTEMPT);
  return all;
}

test('a call heeds what the refusal of its attempt says', () => {
  const all = hints();
  all.say(ATTEMPT, 250);
  expect(all.leastWaitMs(CALL)).toBe(0);
  all.hear(CALL, ATTEMPT, TURNED_AWAY);
  expect(all.leastWaitMs(CALL)).toBe(250);
});

test('who has given up has not heard it', () => {
  const all = hints();
  all.say(ATTEMPT, 250);
  all.hear(CALL, ATTEMPT, TIMED_OUT);
  expect(all.leastWaitMs(CALL)).toBe(0);
});

test('a refusal that says nothing takes back what an earlier one said', () => {
  const all = hints();
  all.say(ATTEMPT, 250);
  all.hear(CALL, ATTEMPT, TURNED_AWAY);
  all.clear(ATTEMPT);
  all.hear(CALL, ATTEMPT, TURNED_AWAY);
  expect(all.leastWaitMs(CALL)).toBe(0);
});
