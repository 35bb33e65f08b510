/**
 * Consistent hashing: how unevenly n nodes with v virtual nodes each divide the ring.
 *
 * The nv arcs between random points are a flat Dirichlet vector and a node owns v of them, so its share is
 * Beta(v, (n−1)v) with mean 1/n and variance (n−1)/(n²(nv+1)).
 * Source: Karger et al., STOC 1997, for the ring; P.H6.
 */
import { whole } from './domain.ts';

/** Coefficient of variation of a node's share: √((n−1)/(nv+1)). */
export function shareCv(nodes: number, virtualNodes: number): number {
  whole({ nodes, virtualNodes }, 1);
  return Math.sqrt((nodes - 1) / (nodes * virtualNodes + 1));
}
