/**
 * The run cut into stretches: at the edges of 240 slices, of the warm-up, of the named windows, and at the end.
 *
 * Everything is counted by stretch, once; slices and windows are sums of stretches, made afterwards. What happens in the
 * drain belongs to one more stretch, which is part of neither.
 */
export interface WindowSpec {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Slices of a run for everything drawn over time. */
export const SLICES = 240;

/** Name of the window from the end of the warm-up to the end of the workload. */
const WHOLE = '';

export class Timeline {
  readonly durationMs: number;
  readonly sliceMs: number;
  /** Edges of the stretches in ms, from 0 to the duration. */
  readonly edges: readonly number[];
  /** Stretches, the drain included. */
  readonly count: number;
  /** The whole run after warm-up first, then the named windows. */
  readonly windows: readonly WindowSpec[];
  private readonly sliceOf: readonly number[];
  private readonly sliceEdges: ReadonlySet<number>;
  private readonly windowEdges: ReadonlySet<number>;

  constructor(durationMs: number, warmupMs: number, windows: readonly WindowSpec[]) {
    this.durationMs = durationMs;
    this.sliceMs = durationMs / SLICES;
    const sliceEdges = Array.from({ length: SLICES }, (_, k) => k * this.sliceMs);
    this.windows = [{ name: WHOLE, fromMs: warmupMs, toMs: durationMs }, ...windows];
    this.sliceEdges = new Set([...sliceEdges, durationMs]);
    this.windowEdges = new Set(this.windows.flatMap(({ fromMs, toMs }) => [fromMs, toMs]));
    this.edges = [...new Set([...this.sliceEdges, ...this.windowEdges])].sort((a, b) => a - b);
    this.count = this.edges.length;
    this.sliceOf = this.edges.slice(0, -1).map((from) => sliceEdges.findLastIndex((edge) => edge <= from));
  }

  /** The stretches that make up a window. */
  within(window: WindowSpec): number[] {
    return this.sliceOf.flatMap((_, s) =>
      this.edges[s]! >= window.fromMs && this.edges[s + 1]! <= window.toMs ? [s] : [],
    );
  }

  /** The stretches of every slice. */
  bySlice(): number[][] {
    const slices: number[][] = Array.from({ length: SLICES }, () => []);
    for (const [s, slice] of this.sliceOf.entries()) slices[slice]!.push(s);
    return slices;
  }

  isSliceEdge(atMs: number): boolean {
    return this.sliceEdges.has(atMs);
  }

  isWindowEdge(atMs: number): boolean {
    return this.windowEdges.has(atMs);
  }
}
