import { describe, expect, test } from 'vitest';
import { Presence } from '../../../src/model/partition/presence.ts';

describe('the presence of partitions', () => {
  test('counts who has been there, and the time of those who were not', () => {
    const presence = new Presence(2, 4);
    expect([0, 1, 2, 3].map((p) => presence.has(p))).toEqual([true, true, false, false]);
    expect([presence.count, presence.room]).toEqual([2, 2]);
    expect(presence.join(100)).toBe(2);
    expect(presence.join(300)).toBe(3);
    presence.leave(2, 500);
    expect([0, 2, 3].map((p) => presence.absentMs(p, 800))).toEqual([0, 400, 300]);
    expect([presence.count, presence.room, presence.has(2)]).toEqual([4, 1, false]);
    expect(presence.join(900)).toBe(2);
    expect([presence.absentMs(2, 5000), presence.count, presence.room]).toEqual([500, 4, 0]);
  });

  test('of one that left later than asked for is as it was', () => {
    const presence = new Presence(1, 2);
    presence.join(10);
    presence.leave(1, 50);
    expect([presence.absentMs(1, 20), presence.absentMs(1, 50), presence.absentMs(1, 60)]).toEqual([10, 10, 20]);
  });
});
