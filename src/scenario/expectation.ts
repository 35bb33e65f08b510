/**
 * The grammar of an expectation: `metric < bound`, also `<=`, `>`, `>=`, `==`, and `metric in low..high`.
 *
 * A bound is written in the metric's own unit (`20ms`, `40%`, `1000/s`, `3`), or as a multiple of what another plan
 * measures (`0.5 * none`).
 */
import { isMetric, metricNames, unitOf } from '../metrics/catalogue.ts';
import { readBound } from './bound.ts';
import { type Fault, quote } from './issue.ts';
import type { Bound, Expectation } from './scenario.ts';
import { suggest } from './suggest.ts';

/** What an expectation may refer to. */
export interface Vocabulary {
  readonly workloads: readonly string[];
  readonly plans: readonly string[];
}

/** The parsed part of an expectation. */
type Claim = Pick<Expectation, 'metric' | 'low' | 'high'>;

export type ClaimResult = { readonly ok: true; readonly claim: Claim } | { readonly ok: false; readonly fault: Fault };

const LONGEST = 300;
const COMPARISON = /^([\w.:-]+)\s*(<=|>=|==|<|>)\s*(.*)$/;
const RANGE = /^([\w.:-]+)\s+in\s+(.*?)\s*\.\.\s*(.*)$/;

/** Reads the text of an expectation. */
export function parseClaim(that: string, words: Vocabulary): ClaimResult {
  const text = that.trim();
  const [, metric = '', operator = '', bound = ''] = COMPARISON.exec(text) ?? [];
  const [, ranged = '', from = '', to = ''] = RANGE.exec(text) ?? [];
  if (text.length > LONGEST || !(metric || ranged)) return { ok: false, fault: ungrammatical(that) };
  const name = metric || ranged;
  if (!isMetric(name, words.workloads)) return { ok: false, fault: unknownMetric(name, words.workloads) };
  return metric ? comparison(name, operator, bound, words) : range(name, from, to, words);
}

function comparison(metric: string, operator: string, text: string, words: Vocabulary): ClaimResult {
  const read = readBound(text, unitOf(metric), words.plans);
  if (!read.ok) return read;
  const bound: Bound = { ...read.bound, strict: operator === '<' || operator === '>' };
  const low = operator.startsWith('<') ? null : bound;
  const high = operator.startsWith('>') ? null : bound;
  return { ok: true, claim: { metric, low, high } };
}

function range(metric: string, from: string, to: string, words: Vocabulary): ClaimResult {
  const unit = unitOf(metric);
  const low = readBound(from, unit, words.plans);
  if (!low.ok) return low;
  const high = readBound(to, unit, words.plans);
  if (!high.ok) return high;
  const isEmpty = low.bound.of === high.bound.of && low.bound.value > high.bound.value;
  if (isEmpty) {
    const message = `nothing lies in ${from}..${to}`;
    return { ok: false, fault: { code: 'wrong-value', within: from, message, allowed: 'the lower bound first' } };
  }
  const claim = { metric, low: { ...low.bound, strict: false }, high: { ...high.bound, strict: false } };
  return { ok: true, claim };
}

function ungrammatical(that: string): Fault {
  const allowed = 'metric < bound, also <=, >, >=, ==, or metric in low..high; for example latencyMs.p99 < 20ms';
  return { code: 'wrong-value', message: `not an expectation: ${quote(that)}`, allowed };
}

/** A metric that does not exist is named. */
export function unknownMetric(name: string, workloads: readonly string[]): Fault {
  const didYouMean = suggest(name, metricNames(workloads));
  const allowed = 'a metric as `hotshard list metrics` shows them, or one with the name of a workload before it';
  const fault = { code: 'unknown-metric', within: name, message: `${quote(name)} is not a metric`, allowed };
  return didYouMean === undefined ? fault : { ...fault, didYouMean };
}
