import { describe, expect, test } from 'vitest';
import { LastCalls, LastWhile } from '../../../src/model/client/failure-tally.ts';

describe('LastCalls', () => {
  test('judges by the last so many, once there are as many, and by each account alone', () => {
    const tally = new LastCalls(2, 4);
    for (const failed of [1, 1, 0]) tally.record(1, failed);
    expect([tally.judged(1), tally.judged(0)]).toEqual([0, 0]);
    tally.record(1, 0);
    expect([tally.judged(1), tally.failed(1)]).toEqual([4, 2]);
    tally.record(1, 0);
    expect([tally.judged(1), tally.failed(1), tally.failed(0)]).toEqual([4, 1, 0]);
  });

  test('begins anew when it is cleared', () => {
    const tally = new LastCalls(2, 2);
    for (const account of [0, 1]) for (const failed of [1, 1, 1]) tally.record(account, failed);
    tally.clear(0);
    expect([tally.judged(0), tally.failed(0), tally.judged(1), tally.failed(1)]).toEqual([0, 0, 2, 2]);
    for (const failed of [0, 1]) tally.record(0, failed);
    expect([tally.judged(0), tally.failed(0)]).toEqual([2, 1]);
  });
});

describe('LastWhile', () => {
  test('judges by the calls of the last while, if there are enough', () => {
    const tally = new LastWhile(1, 1000, 3);
    for (const [failed, at] of [
      [1, 0],
      [1, 500],
    ] as const)
      tally.record(0, failed, at);
    expect(tally.judged(0, 500)).toBe(0);
    tally.record(0, 0, 600);
    expect([tally.judged(0, 600), tally.failed(0, 600)]).toEqual([3, 2]);
    tally.record(0, 0, 1100);
    expect([tally.judged(0, 1100), tally.failed(0, 1100)]).toEqual([3, 1]);
    expect(tally.judged(0, 5000)).toBe(0);
  });

  test('begins anew when it is cleared, other accounts do not', () => {
    const tally = new LastWhile(2, 1000, 1);
    for (const account of [0, 1]) tally.record(account, 1, 10);
    tally.clear(0);
    expect([tally.judged(0, 20), tally.judged(1, 20), tally.failed(1, 20)]).toEqual([0, 1, 1]);
    tally.record(0, 0, 30);
    expect([tally.judged(0, 30), tally.failed(0, 30)]).toEqual([1, 0]);
  });
});
