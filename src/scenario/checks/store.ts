/** The number of partitions is known, and the placement agrees with it. */
import type { IsolationConfig, PlacementConfig } from '../../model/config.ts';
import { reservedBy } from '../../model/placement/placement.ts';
import { REDIS_SLOTS } from '../../model/placement/redis-slots.ts';
import { type Problem, quote } from '../issue.ts';
import type { StoreDraft } from '../shape/store-shape.ts';
import type { Parts } from './parts.ts';

const TOKENS_MOST = 4_000_000;
const RENDEZVOUS_MOST = 10_000;

export function storeProblems({ store }: Parts): Problem[] {
  if (!store) return [];
  const { partitions, placement } = store;
  if (!('partitions' in store || 'preset' in store)) {
    const allowed = 'a count, for example 21; or a preset that brings one';
    return [{ code: 'missing', path: ['store', 'partitions'], message: 'store.partitions is missing', allowed }];
  }
  const placed = partitions === undefined || placement === undefined ? [] : placementProblems(partitions, placement);
  return [...throughputProblems(store), ...placed];
}

function throughputProblems({ throughput }: NonNullable<Parts['store']>): Problem[] {
  if (!throughput || throughput.reads !== undefined || throughput.writes !== undefined) return [];
  const message = 'a throughput that limits neither reads nor writes';
  const allowed = 'reads: 3000/s, writes: 1000/s, or one of them';
  return [{ code: 'missing', path: ['store', 'throughput'], onName: true, message, allowed }];
}

/** Whether so many partitions can be placed in that way; `placement` as written or as it is. */
export function placementProblems(partitions: number, placement: Placed): Problem[] {
  switch (placement.kind) {
    case 'ring':
      return ring(partitions, placement.virtualNodes ?? 1);
    case 'range':
      return placement.boundaries ? range(partitions, placement.boundaries) : [];
    case 'rendezvous':
      return partitions <= RENDEZVOUS_MOST
        ? []
        : [tooMany(partitions, `at most ${RENDEZVOUS_MOST}, as every key is tried on each`)];
    case 'redis-slots':
      return partitions <= REDIS_SLOTS ? [] : [tooMany(partitions, `at most ${REDIS_SLOTS}, one for each slot`)];
    case 'directory':
      return directory(partitions, placement.table, placement.others ?? partitions);
    case 'isolated':
      return isolated(partitions, placement);
    default:
      return [];
  }
}

type Written = NonNullable<StoreDraft['placement']>;
type Placed = Written | PlacementConfig;

function tooMany(partitions: number, allowed: string): Problem {
  return { code: 'too-large', path: ['store', 'placement', 'kind'], message: `${partitions} partitions`, allowed };
}

function directory(partitions: number, table: Readonly<Record<string, number>>, others: number): Problem[] {
  const path = ['store', 'placement'] as const;
  const allowed = `0 to ${partitions - 1}`;
  const misplaced = Object.entries(table).flatMap(([pattern, partition]): Problem[] => {
    if (partition < partitions) return [];
    const message = `${quote(pattern)} is placed on partition ${partition} of ${partitions}`;
    return [{ code: 'wrong-value', path: [...path, 'table', pattern], message, allowed }];
  });
  if (others <= partitions) return misplaced;
  const message = `${others} of ${partitions} partitions for all other keys`;
  return [
    ...misplaced,
    { code: 'wrong-value', path: [...path, 'others'], message, allowed: `at most ${partitions}, or leave it out` },
  ];
}

function isolated(partitions: number, placement: IsolationConfig): Problem[] {
  const reserved = reservedBy(placement);
  if (partitions > reserved) return placementProblems(partitions - reserved, placement.others);
  const message = `${reserved} of ${partitions} partitions belong to isolated keys`;
  const allowed = `more than ${reserved}, so that there are some for all others`;
  return [{ code: 'wrong-value', path: ['store', 'partitions'], message, allowed }];
}

function ring(partitions: number, virtualNodes: number): Problem[] {
  if (partitions * virtualNodes <= TOKENS_MOST) return [];
  const message = `a ring of ${partitions} × ${virtualNodes} tokens`;
  const allowed = `at most ${TOKENS_MOST} tokens in all`;
  return [{ code: 'too-large', path: ['store', 'placement', 'virtualNodes'], message, allowed }];
}

function range(partitions: number, boundaries: readonly string[]): Problem[] {
  const path = ['store', 'placement', 'boundaries'] as const;
  const problems: Problem[] = [];
  if (boundaries.length !== partitions - 1) {
    const message = `${boundaries.length} boundaries make ${boundaries.length + 1} partitions, not ${partitions}`;
    problems.push({ code: 'wrong-value', path, message, allowed: `${partitions - 1} boundaries` });
  }
  const fallen = boundaries.findIndex((boundary, i) => i > 0 && boundary <= boundaries[i - 1]!);
  if (fallen > 0) {
    const message = 'the boundaries do not ascend';
    problems.push({
      code: 'wrong-value',
      path: [...path, fallen],
      message,
      allowed: `above ${JSON.stringify(boundaries[fallen - 1])}`,
    });
  }
  return problems;
}
