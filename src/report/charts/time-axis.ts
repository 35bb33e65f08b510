/** The time of a run as an x axis, in the unit that suits its length, with a tick every round number. */
import type { PanelPlace } from './panel.ts';

export interface TimeAxis {
  /** Milliseconds in one unit of the axis. */
  readonly divisor: number;
  /** The unit's name: `s`. */
  readonly unit: string;
  /** Round numbers of the unit, from 0 on. */
  readonly ticks: readonly number[];
  /** The x encoding of a panel; the field is called `t`. */
  encoding(place: PanelPlace): TimeEncoding;
}

interface TimeEncoding {
  readonly field: string;
  readonly type: 'quantitative';
  readonly scale: { readonly domain: [number, number]; readonly nice: false };
  readonly axis: {
    readonly title: string | null;
    readonly values: number[];
    readonly labels: boolean;
    readonly labelFlush: false;
    readonly grid: false;
  };
}

const UNITS = [
  { name: 's', ms: 1000 },
  { name: 'min', ms: 60_000 },
  { name: 'h', ms: 3_600_000 },
] as const;
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];
const MOST_TICKS = 7;
/** Ten minutes read well in seconds; an hour does not. */
const LONGEST_IN_A_UNIT = 600;

export function timeAxis(durationMs: number): TimeAxis {
  const unit = UNITS.find(({ ms }) => durationMs / ms <= LONGEST_IN_A_UNIT) ?? UNITS[2];
  const end = durationMs / unit.ms;
  const step = STEPS.find((size) => end / size < MOST_TICKS) ?? end;
  const ticks = Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => Number((i * step).toFixed(2)));
  return {
    divisor: unit.ms,
    unit: unit.name,
    ticks,
    encoding: ({ isBottom }) => ({
      field: 't',
      type: 'quantitative',
      scale: { domain: [0, end], nice: false },
      axis: {
        title: isBottom ? `time in the run, ${unit.name}` : null,
        values: ticks,
        labels: isBottom,
        labelFlush: false,
        grid: false,
      },
    }),
  };
}
