import { describe, expect, test } from 'vitest';
import { RetryQuota } from '../../../src/model/client/quota.ts';
import { QUEUE_FULL, THROTTLED, TIMED_OUT } from '../../../src/model/codes.ts';

const config = { tokens: 20, retryCost: 5, timeoutCost: 10, refund: 1 };

describe('RetryQuota', () => {
  test('a retry is paid for, more after a time-out, and an empty purse refuses', () => {
    const quota = new RetryQuota(config, 1);
    expect([TIMED_OUT, THROTTLED, QUEUE_FULL, THROTTLED].map((end) => quota.charge(0, end))).toEqual([10, 5, 5, -1]);
  });

  test('what is left must cover the whole price', () => {
    const quota = new RetryQuota({ ...config, tokens: 9 }, 1);
    expect([quota.charge(0, TIMED_OUT), quota.charge(0, THROTTLED), quota.charge(0, THROTTLED)]).toEqual([-1, 5, -1]);
  });

  test('a success gives back its last payment, or a little when it never paid', () => {
    const quota = new RetryQuota(config, 1);
    for (let k = 0; k < 4; k++) quota.charge(0, THROTTLED);
    quota.succeeded(0, 5);
    expect([quota.charge(0, THROTTLED), quota.charge(0, THROTTLED)]).toEqual([5, -1]);
    for (let k = 0; k < 5; k++) quota.succeeded(0, 0);
    expect([quota.charge(0, THROTTLED), quota.charge(0, THROTTLED)]).toEqual([5, -1]);
  });

  test('the purse holds no more than it began with', () => {
    const quota = new RetryQuota({ ...config, tokens: 10 }, 1);
    for (let k = 0; k < 100; k++) quota.succeeded(0, 10);
    expect([0, 0, 0].map(() => quota.charge(0, THROTTLED))).toEqual([5, 5, -1]);
  });

  test('processes have purses of their own, which calls of one process share', () => {
    const quota = new RetryQuota({ ...config, tokens: 5 }, 2);
    expect([quota.charge(0, THROTTLED), quota.charge(0, THROTTLED), quota.charge(1, THROTTLED)]).toEqual([5, -1, 5]);
  });

  test('a retry that costs nothing is always free', () => {
    const quota = new RetryQuota({ tokens: 0, retryCost: 0, timeoutCost: 1, refund: 0 }, 1);
    expect([quota.charge(0, THROTTLED), quota.charge(0, TIMED_OUT)]).toEqual([0, -1]);
  });
});
