/**
 * Numbers as people read them: `1.9 ms`, `25.3 s`, `39.8 %`, `100 234`, `$0.0312`, `±0.4`.
 *
 * One place, so that a number looks the same in the terminal, on the page and in a chart. Without an interval a number
 * has three significant digits; with one, as many decimals as the interval deserves. Rounding never turns something
 * into nothing: a share of 0.0001 % is "< 0.01 %" and not "0 %", and 99.999 % is not "100 %".
 */
import type { Estimate } from '../experiment/result.ts';
import { type Glyphs, UNICODE } from './glyphs.ts';
import type { Unit } from './metric.ts';

/** A mean and the half-width of its interval, both as text; the half-width is empty where there is none or it is 0. */
export interface Written {
  readonly value: string;
  readonly interval: string;
}

/** How a unit is written: `value / divisor`, then the sign. */
interface Scale {
  readonly divisor: number;
  readonly before: string;
  readonly after: string;
  /** Fewest and most decimals that make sense. */
  readonly least: number;
  readonly decimals: number;
}

/** Writes a number in its unit; throws nothing, whatever the number. */
export function formatValue(value: number, unit: Unit, glyphs: Glyphs = UNICODE): string {
  const scale = scaleOf(Math.abs(value), unit, glyphs);
  const scaled = value / scale.divisor;
  const edge = unit === 'share' ? shareEdge(value, glyphs) : null;
  return edge ?? dress(digits(scaled, decimalsFor(scaled, scale), glyphs), scale);
}

/** Writes a mean with the half-width of its interval in the same unit; a null mean is the caller's to name. */
export function formatEstimate(estimate: Estimate, unit: Unit, glyphs: Glyphs = UNICODE): Written {
  const { mean, low, high, n } = estimate;
  if (mean === null) return { value: glyphs.none, interval: '' };
  if (low === null || high === null || n < 2 || low === high)
    return { value: formatValue(mean, unit, glyphs), interval: '' };
  const scale = scaleOf(Math.abs(mean), unit, glyphs);
  const scaled = mean / scale.divisor;
  const half = (high - low) / 2 / scale.divisor;
  const most = Math.min(scale.decimals, decimalsOf(scaled, 4));
  const decimals = Math.max(scale.least, Math.min(most, decimalsOfError(half)));
  const edge = unit === 'share' ? shareEdge(mean, glyphs) : null;
  const rounded = Number(half.toFixed(decimals));
  const smallest = `<${digits(10 ** -decimals, decimals, glyphs)}`;
  return {
    value: edge ?? dress(digits(scaled, decimals, glyphs), scale),
    interval: glyphs.plusMinus + (rounded === 0 ? smallest : digits(half, decimals, glyphs)),
  };
}

/** Writes a span of time in whole words of a run: `6 min`, `1.5 s`. */
export function formatSpan(ms: number, glyphs: Glyphs = UNICODE): string {
  return ms >= 60_000 && ms % 60_000 === 0 ? `${ms / 60_000}${glyphs.space}min` : formatValue(ms, 'ms', glyphs);
}

function scaleOf(size: number, unit: Unit, { space, micro }: Glyphs): Scale {
  const in_ = (after: string, divisor = 1, decimals = 3): Scale => ({
    divisor,
    before: '',
    after,
    least: 0,
    decimals,
  });
  switch (unit) {
    case 'ms':
      if (size > 0 && size < 0.1) return in_(`${space}${micro}s`, 0.001);
      return size < 1000 ? in_(`${space}ms`) : in_(`${space}s`, 1000);
    case 's':
      return in_(`${space}s`);
    case 'share':
      return in_(`${space}%`, 0.01);
    case 'usd':
      return { divisor: 1, before: '$', after: '', least: size >= 1 ? 2 : 0, decimals: size >= 1 ? 2 : 6 };
    case 'perSecond':
      return in_('/s');
    case 'count':
    case 'units':
      return size >= 1e7 ? in_(`${space}M`, 1e6) : in_('', 1, size < 100 ? 1 : 0);
    case 'index':
    case 'ratio':
      return in_('');
  }
}

/** A share that rounding would turn into none or all. */
function shareEdge(share: number, { space }: Glyphs): string | null {
  if (share > 0 && share < 0.0001) return `<${space}0.01${space}%`;
  if (share > 0.9999 && share < 1) return `>${space}99.99${space}%`;
  return null;
}

/** Three significant digits, without zeros at the end. */
function decimalsFor(value: number, { least, decimals }: Scale): number {
  const fixed = value.toFixed(Math.min(decimals, decimalsOf(value, 3)));
  const needed = fixed.includes('.') ? fixed.replace(/0+$/, '').split('.')[1]!.length : 0;
  return Math.max(least, needed);
}

/** How many decimals show `significant` digits of a number. */
function decimalsOf(value: number, significant: number): number {
  if (value === 0) return 0;
  const exponent = Number(value.toExponential(significant - 1).split('e')[1]);
  return Math.min(20, Math.max(0, significant - 1 - exponent));
}

/** One significant digit, two where the first is a 1: ±0.4, ±0.12. */
function decimalsOfError(half: number): number {
  return decimalsOf(half, half.toExponential(0).startsWith('1') ? 2 : 1);
}

function digits(value: number, decimals: number, { group, minus }: Glyphs): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const sign = value < 0 && /[1-9]/.test(whole + (fraction ?? '')) ? minus : '';
  return sign + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** The sign stands before all: −$0.02. */
function dress(text: string, { before, after }: Scale): string {
  const [, sign = '', number = ''] = /^([-−]?)(.*)$/.exec(text)!;
  return sign + before + number + after;
}
