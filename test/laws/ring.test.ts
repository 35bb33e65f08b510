/**
 * P.H6: n nodes with v virtual nodes each cut the ring into nv arcs, a flat Dirichlet vector, and a node owns v of them:
 *
 *   CV of a share = √((n−1)/(nv+1))      mean of the largest share over the mean, n = 10: 2.95 (v = 1), 1.16 (v = 100)
 *
 * Published tolerance 4 %, over 300 rings or more. A ring is fixed by the names of its nodes, and the model names them
 * `partition:i:v`: so that many rings can be drawn, the hash is stubbed to see those names under another seed for each,
 * and to take `@x` for a key that hashes to x. A ruler of such keys measures the shares: every arc to within one mark.
 * CV² of one ring scatters by .53 (v = 1) and √(2/9) = .47 (v = 100) of itself, so the error of CV is .8 % and 1.2 %;
 * that of the largest is .9 % and .2 %.
 */
import { describe, it, vi } from 'vitest';
import { RingPlacement } from '../../src/model/placement/ring.ts';
import { shareCv } from '../../src/theory/ring.ts';
import { expectRelative } from '../support/relative.ts';

const ring = vi.hoisted(() => ({ seed: 0 }));

vi.mock(import('../../src/model/placement/murmur3.ts'), async (original) => {
  const { murmur3 } = await original();
  return { murmur3: (text) => (text.startsWith('@') ? Number(text.slice(1)) : murmur3(text, ring.seed)) };
});

describe('consistent hashing (P.H6)', () => {
  it.each([
    [1, 1000, 2.95, 4000],
    [100, 400, 1.16, 20_000],
  ])('divides the ring among ten nodes of %s virtual nodes as chance does', (virtualNodes, rings, top, marks) => {
    const nodes = 10;
    const ruler = Array.from({ length: marks }, (_, k) => `@${Math.floor(((k + 0.5) / marks) * 2 ** 32)}`);
    let squares = 0;
    let largest = 0;
    for (ring.seed = 1; ring.seed <= rings; ring.seed++) {
      const placement = new RingPlacement(nodes, virtualNodes);
      const shares = new Float64Array(nodes);
      for (const mark of ruler) shares[placement.place(mark)]! += nodes / marks;
      squares += shares.reduce((total, share) => total + (share - 1) ** 2, 0) / nodes;
      largest += shares.reduce((a, b) => Math.max(a, b));
    }
    expectRelative(Math.sqrt(squares / rings), shareCv(nodes, virtualNodes), 0.04, 'CV');
    expectRelative(largest / rings, top, 0.04, 'max/mean');
  });
});
