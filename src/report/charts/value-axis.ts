/** Y axes that all panels of a chart share: latency on a logarithmic scale, rates on a linear one from zero. */
import type { PanelPlace } from './panel.ts';

interface ValueEncoding {
  readonly field: 'v';
  readonly type: 'quantitative';
  readonly scale: { readonly type: 'log' | 'linear'; readonly domain: [number, number]; readonly nice: false };
  readonly axis: {
    readonly title: string | null;
    readonly values: number[];
    readonly labels: boolean;
    readonly labelExpr: string;
    readonly ticks: boolean;
    readonly domain: boolean;
    readonly grid: true;
  };
}

export interface ValueAxis {
  /** Lowest and highest value shown; a value below is drawn at the edge. */
  readonly domain: readonly [number, number];
  encoding(place: PanelPlace): ValueEncoding;
}

/** A microsecond: what is faster is drawn there. */
const FASTEST_MS = 0.001;

/** Room above the slowest, for the names of bands. */
const HEADROOM = 5;

/** Latency, ms, from the decade of the fastest to the slowest; each decade is named in the unit that suits it. */
export function latencyAxis(values: readonly (number | null)[], title: string): ValueAxis {
  const positive = values.filter((value) => value !== null && value >= FASTEST_MS) as number[];
  const slowest = positive.reduce((a, b) => Math.max(a, b), 10);
  const fastest = positive.reduce((a, b) => Math.min(a, b), 1);
  const low = Math.floor(Math.log10(fastest) + 1e-9);
  const high = Math.ceil(Math.log10(slowest) - 1e-9);
  const decades = Array.from({ length: high - low + 1 }, (_, i) => Number(`1e${low + i}`));
  const labelExpr =
    "datum.value < 1 ? format(datum.value * 1000, '~r') + ' µs' : datum.value < 1000 ? format(datum.value, '~r') + ' ms' : format(datum.value / 1000, '~r') + ' s'";
  return axisOf('log', [decades[0]!, Math.max(slowest * HEADROOM, decades[0]! * 10)], decades, labelExpr, title);
}

/** A rate or count, from zero. */
export function linearAxis(values: readonly (number | null)[], title: string): ValueAxis {
  const highest = values.reduce<number>((a, b) => Math.max(a, b ?? 0), 0) || 1;
  const step = roundStep(highest / 4);
  const ticks = Array.from({ length: Math.floor(highest / step) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
  return axisOf('linear', [0, highest * 1.3], ticks, "format(datum.value, ',~r')", title);
}

/** A rate over several decades, on a logarithmic scale. */
export function decadeAxis(values: readonly (number | null)[], title: string): ValueAxis {
  const positive = values.filter((value) => value !== null && value > 0) as number[];
  const least = positive.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = positive.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return linearAxis(values, title);
  const ticks = Array.from({ length: 26 }, (_, i) => Number(`1e${i - 5}`)).flatMap((decade) => [decade, 3 * decade]);
  return axisOf('log', [least / 1.3, most * 2], ticks, "format(datum.value, ',~r')", title);
}

function axisOf(
  type: 'log' | 'linear',
  domain: [number, number],
  ticks: readonly number[],
  labelExpr: string,
  title: string,
): ValueAxis {
  const values = ticks.filter((tick) => tick >= domain[0] && tick <= domain[1]);
  return {
    domain,
    encoding: ({ isLeft }) => ({
      field: 'v',
      type: 'quantitative',
      scale: { type, domain, nice: false },
      axis: {
        title: isLeft ? title : null,
        values,
        labels: isLeft,
        labelExpr,
        ticks: isLeft,
        domain: false,
        grid: true,
      },
    }),
  };
}

/** The next of 1, 2, 5 × 10ⁿ. */
function roundStep(least: number): number {
  const decade = Number(`1e${Math.floor(Math.log10(least))}`);
  return decade * ([1, 2, 5].find((factor) => factor * decade >= least) ?? 10);
}
