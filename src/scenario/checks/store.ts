/** The number of partitions is known, and the placement agrees with it. */
import type { Problem } from '../issue.ts';
import type { Parts } from './parts.ts';

const TOKENS_MOST = 4_000_000;

export function storeProblems({ store }: Parts): Problem[] {
  if (!store) return [];
  const { partitions, placement } = store;
  if (!('partitions' in store || 'preset' in store)) {
    const allowed = 'a count, for example 21; or a preset that brings one';
    return [{ code: 'missing', path: ['store', 'partitions'], message: 'store.partitions is missing', allowed }];
  }
  return partitions === undefined || placement === undefined ? [] : placementProblems(partitions, placement);
}

interface Placed {
  readonly kind: string;
  readonly virtualNodes?: number | undefined;
  readonly boundaries?: readonly string[] | null | undefined;
}

/** Whether so many partitions can be placed in that way. */
export function placementProblems(partitions: number, placement: Placed): Problem[] {
  if (placement.kind === 'ring') return ring(partitions, placement.virtualNodes ?? 1);
  return placement.kind === 'range' && placement.boundaries ? range(partitions, placement.boundaries) : [];
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
