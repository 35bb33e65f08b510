/**
 * Stretches of a run: cut at the warm-up, at the edges of the named windows and at the end.
 *
 * A request is counted in the stretch it was born in, so a window is a sum of stretches and costs nothing per event.
 */
export interface WindowSpec {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Name of the window from the end of the warm-up to the end of the workload. */
export const WHOLE = '';

export class Segments {
  /** Edges in ms, from 0 to the duration. */
  readonly edges: readonly number[];
  readonly count: number;
  /** The whole run after warm-up first, then the named windows. */
  readonly windows: readonly WindowSpec[];

  constructor(durationMs: number, warmupMs: number, windows: readonly WindowSpec[]) {
    const cuts = new Set([0, warmupMs, durationMs]);
    for (const window of windows) cuts.add(window.fromMs).add(window.toMs);
    this.edges = [...cuts].sort((a, b) => a - b);
    this.count = this.edges.length - 1;
    this.windows = [{ name: WHOLE, fromMs: warmupMs, toMs: durationMs }, ...windows];
  }

  /** The stretches that make up a window. */
  of(window: WindowSpec): readonly number[] {
    const inside: number[] = [];
    for (let s = 0; s < this.count; s++) {
      if (this.edges[s]! >= window.fromMs && this.edges[s + 1]! <= window.toMs) inside.push(s);
    }
    return inside;
  }
}
