import { describe, expect, test } from 'vitest';
import { kindOf, READ, WRITE } from '../../src/model/codes.ts';
import { Flows } from '../../src/model/flows.ts';
import { stream } from '../support/small.ts';

describe('Flows', () => {
  // F.D2: a write unit is 1 KiB, a read unit 4 KiB, rounded up; eventual reads cost half.
  test.each([
    [1, 'strong', 1, 1],
    [1024, 'strong', 1, 1],
    [1025, 'strong', 1, 2],
    [4096, 'strong', 1, 4],
    [4097, 'strong', 2, 5],
    [100, 'eventual', 0.5, 1],
    [9000, 'eventual', 1.5, 9],
    [409_600, 'strong', 100, 400],
  ] as const)('%i bytes, %s: %d read units, %d write units', (sizeBytes, consistency, reads, writes) => {
    const flows = new Flows([stream(1, { sizeBytes, consistency })], 0);
    expect([flows.units[kindOf(0, READ)], flows.units[kindOf(0, WRITE)]]).toEqual([reads, writes]);
  });

  test('what a lever issues has a flow of its own, with the units of the workload behind it', () => {
    const flows = new Flows([stream(1), stream(1, { name: 'big', sizeBytes: 3000 })], 2);
    expect([flows.count, flows.workloads]).toEqual([6, 2]);
    const issued = flows.ofLever(1, flows.ofLever(0, 1));
    expect([issued, flows.workloadOf(issued), flows.leverOf(issued), flows.leverOf(1)]).toEqual([5, 1, 1, -1]);
    expect([flows.units[kindOf(issued, WRITE)], flows.bytes[issued]]).toEqual([3, 3000]);
  });
});
