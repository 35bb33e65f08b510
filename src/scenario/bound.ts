/** One bound of an expectation: a value in the metric's unit, or a multiple of another plan's value. */
import type { MetricUnit } from '../metrics/catalogue.ts';
import { parseCount } from '../units/count.ts';
import { parseDuration } from '../units/duration.ts';
import { type Parsed, refuse } from '../units/parsed.ts';
import { parseRate } from '../units/rate.ts';
import { parseShare } from '../units/share.ts';
import { adviceOf } from './advice.ts';
import { type Fault, quote } from './issue.ts';
import type { Bound } from './scenario.ts';
import { suggest } from './suggest.ts';

type BoundResult =
  | { readonly ok: true; readonly bound: Omit<Bound, 'strict'> }
  | { readonly ok: false; readonly fault: Fault };

/** By unit; what is not here is a plain number. */
const READERS: Readonly<Partial<Record<MetricUnit, (text: string) => Parsed>>> = {
  ms: parseDuration,
  s: parseSeconds,
  share: parseShare,
  perSecond: parseRate,
  count: parseAmount,
  units: parseAmount,
};

const MULTIPLE = /^(\d+(?:\.\d+)?)\s*\*\s*(.*)$/;

/** Reads a bound on a metric of this unit. */
export function readBound(text: string, unit: MetricUnit, plans: readonly string[]): BoundResult {
  const [, factor = '', plan = ''] = MULTIPLE.exec(text) ?? [];
  if (factor) return multiple(Number(factor), plan, plans);
  const read = READERS[unit] ?? parsePlain;
  const parsed = read(text);
  if (parsed.ok) return { ok: true, bound: { value: parsed.value, of: null } };
  const fault = {
    code: 'wrong-value',
    within: text,
    message: `the bound is ${quote(text)}`,
    allowed: adviceOf(text, parsed.problem),
  };
  return { ok: false, fault: plans.includes(text) ? { ...fault, didYouMean: `1 * ${text}` } : fault };
}

function multiple(value: number, plan: string, plans: readonly string[]): BoundResult {
  if (plans.includes(plan)) return { ok: true, bound: { value, of: plan } };
  const didYouMean = suggest(plan, plans);
  const fault = { code: 'unknown-plan', within: plan, message: `no plan ${quote(plan)}`, allowed: plans.join(', ') };
  return { ok: false, fault: didYouMean === undefined ? fault : { ...fault, didYouMean } };
}

function parseSeconds(text: string): Parsed {
  const parsed = parseDuration(text);
  return parsed.ok ? { ok: true, value: parsed.value / 1000 } : parsed;
}

/** An average over replications need not be whole. */
function parseAmount(text: string): Parsed {
  const plain = parsePlain(text);
  return plain.ok ? plain : parseCount(text);
}

function parsePlain(text: string): Parsed {
  if (/^-?\d+(\.\d+)?$/.test(text)) return { ok: true, value: Number(text) };
  return refuse(text, 'this metric is a plain number, for example 0 or 1.5');
}
