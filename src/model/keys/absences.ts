/**
 * Keys that have no item when a run begins, and none until somebody writes one: a share of a workload's keys, by a hash of their names, so that no
 * plan and no order of requests changes which.
 */
import { mix } from '../../random/jitter.ts';
import type { WorkloadConfig } from '../config.ts';
import { murmur3 } from '../placement/murmur3.ts';
import type { Universe } from './universe.ts';

interface SparseKeys {
  readonly first: number;
  readonly count: number;
  /** Share of them that exist. */
  readonly exist: number;
}

export class Absences {
  private readonly universe: Universe;
  private readonly sparse: readonly SparseKeys[];

  constructor(workload: readonly WorkloadConfig[], universe: Universe) {
    this.universe = universe;
    this.sparse = workload.flatMap(({ keys, exist = 1 }) => {
      if (exist === 1 || keys.kind === 'template') return [];
      return [{ first: universe.first(keys), count: keys.kind === 'single' ? 1 : keys.count, exist }];
    });
  }

  /** Whether a key has no item at the start: where several workloads speak of it, as soon as one of them says so. */
  has(key: number): boolean {
    let exist = 1;
    for (const set of this.sparse) {
      if (key >= set.first && key < set.first + set.count) exist = Math.min(exist, set.exist);
    }
    return exist < 1 && mix(murmur3(this.universe.nameOf(key)), 0) >= exist;
  }
}
