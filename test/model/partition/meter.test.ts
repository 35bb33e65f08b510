import { describe, expect, test } from 'vitest';
import { Meter } from '../../../src/model/partition/meter.ts';

describe('Meter', () => {
  test('what partitions hold is parted by a split, and put together again', () => {
    const meter = new Meter(3, 2, 100);
    meter.wrote(0, 20);
    meter.split(0, 2);
    expect([...meter.heldBytes]).toEqual([60, 100, 60]);
    meter.wrote(2, 5);
    meter.unite(0, 2);
    expect([...meter.heldBytes]).toEqual([125, 100, 0]);
  });

  test('keeps the last keys while anybody watches, and forgets those of before a split', () => {
    const meter = new Meter(2, 1, 0);
    const keys = () => [...meter.recentKeys(0)];
    meter.letIn(0, 0, 1, 7);
    meter.watch(0, 1, true);
    meter.watch(0, 2, true);
    meter.letIn(0, 0, 1, 8);
    meter.watch(0, 1, false);
    meter.letIn(0, 0, 1, 9);
    expect(keys()).toEqual([8, 9]);
    meter.split(0, 1);
    expect(keys()).toEqual([]);
    meter.letIn(0, 0, 1, 5);
    meter.watch(0, 2, false);
    expect(keys()).toEqual([]);
  });
});
