/** What a word means: a mitigation, a preset, a metric or a fact, as data and as text. */
import { stringify } from 'yaml';
import { METRICS, type MetricDef } from '../metrics/catalogue.ts';
import { retryPresets } from '../model/client/presets.ts';
import type { RetryConfig } from '../model/config.ts';
import type { LeverDef } from '../model/mitigation.ts';
import type { Pen } from '../report/text/pen.ts';
import { tableText } from '../report/text/table.ts';
import type { Fact } from '../scenario/facts/fact.ts';
import { factOf, facts } from '../scenario/facts.ts';
import { clusterPresets } from '../scenario/presets/clusters.ts';
import { storePresets } from '../scenario/presets/stores.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { formatDuration } from '../units/duration.ts';
import { type OptionRow, optionRows } from './option-rows.ts';
import { type Shipped, showing } from './shipped-scenarios.ts';

export type Explanation =
  | {
      readonly word: 'mitigation';
      readonly kind: string;
      readonly mechanism: string;
      readonly cost: string;
      readonly backfires: string;
      readonly options: readonly OptionRow[];
      readonly facts: readonly Fact[];
      /** Shipped scenarios with a plan that has it. */
      readonly scenarios: readonly string[];
    }
  | {
      readonly word: 'preset';
      readonly name: string;
      /** What it fills in, by the place in the scenario where it may stand. */
      readonly fills: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      readonly facts: readonly Fact[];
    }
  | ({ readonly word: 'metric' } & MetricDef)
  | ({ readonly word: 'fact' } & Fact);

/** Every word that can be explained. */
export function explainable(mitigations: Registry): string[] {
  const presets = PRESETS.map(({ name }) => name);
  return [
    ...new Set([
      ...Object.keys(mitigations),
      ...presets,
      ...METRICS.map(({ name }) => name),
      ...facts.map(({ id }) => id),
    ]),
  ];
}

export function explain(word: string, mitigations: Registry, shipped: readonly Shipped[]): Explanation | undefined {
  if (Object.hasOwn(mitigations, word)) return ofMitigation(mitigations[word]!, showing(word, shipped));
  const presets = PRESETS.filter(({ name }) => name === word);
  if (presets.length > 0) return ofPresets(word, presets);
  const metric = METRICS.find(({ name }) => name === word);
  if (metric !== undefined) return { word: 'metric', ...metric };
  const fact = factOf(word);
  return fact && { word: 'fact', ...fact };
}

export function explanationText(explanation: Explanation, pen: Pen): string {
  switch (explanation.word) {
    case 'mitigation':
      return mitigationText(explanation, pen);
    case 'preset': {
      const { name, fills, facts: cited } = explanation;
      const parts = Object.entries(fills).map(([place, content]) => `  ${place}:\n${indented(stringify(content))}`);
      return [`${pen.colours.bold(name)}\n${parts.join('')}`, factsText(cited, pen)].filter(Boolean).join('\n');
    }
    case 'metric': {
      const { name, unit, scope, meaning } = explanation;
      return `${pen.colours.bold(name)}\n${pairs([
        ['meaning', meaning],
        ['unit', unit],
        ['of', scope],
      ])}`;
    }
    case 'fact': {
      const { id, fact, value, evidence, source } = explanation;
      const rows = [
        ['fact', fact],
        ['value', value],
        ['evidence', EVIDENCE[evidence]],
        ['source', source ?? 'none'],
      ];
      return `${pen.colours.bold(id)}\n${pairs(rows)}`;
    }
  }
}

/** What a letter in the column of evidence stands for. */
export const EVIDENCE: Readonly<Record<Fact['evidence'], string>> = {
  P: 'the primary text or the code was read',
  S: 'a text that quotes it was read',
  M: 'from memory',
  'P/S': 'partly read at its source, partly quoted',
};

interface Preset {
  readonly name: string;
  readonly place: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly facts: readonly string[];
}

const PRESETS: readonly Preset[] = [
  ...Object.entries(storePresets).map(([name, { store, facts: ids }]) => ({
    name,
    place: 'store',
    content: store,
    facts: ids,
  })),
  ...Object.entries(clusterPresets).map(([name, { cluster, facts: ids }]) => ({
    name,
    place: 'store.cluster',
    content: cluster,
    facts: ids,
  })),
  ...Object.entries(retryPresets).map(([name, { policy, facts: ids }]) => ({
    name,
    place: 'clients.retry',
    content: retryWords(policy),
    facts: ids,
  })),
];

/** A retry policy in the words of a scenario. */
function retryWords({
  attempts,
  baseMs,
  throttledBaseMs,
  capMs,
  jitter,
  quota,
}: RetryConfig): Readonly<Record<string, unknown>> {
  const throttledBase = throttledBaseMs === undefined ? {} : { throttledBase: formatDuration(throttledBaseMs) };
  const cap = capMs === null ? {} : { cap: formatDuration(capMs) };
  return {
    attempts,
    base: formatDuration(baseMs),
    ...throttledBase,
    ...cap,
    jitter,
    ...(quota === null ? {} : { quota }),
  };
}

function ofPresets(name: string, presets: readonly Preset[]): Explanation {
  const fills = Object.fromEntries(presets.map(({ place, content }) => [place, content]));
  return { word: 'preset', name, fills, facts: known(presets.flatMap(({ facts: ids }) => ids)) };
}

/** The rows of the fact table, each once. */
function known(ids: readonly string[]): readonly Fact[] {
  return [...new Set(ids)].map((id) => factOf(id)).filter((fact) => fact !== undefined);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}

function factsText(cited: readonly Fact[], { colours }: Pen): string {
  if (cited.length === 0) return '';
  return `${colours.bold('Facts')}\n${pairs(cited.map(({ id, fact, value }) => [id, `${fact}: ${value}`]))}`;
}

function ofMitigation(
  { kind, mechanism, cost, backfires, options, facts: ids }: LeverDef,
  scenarios: readonly string[],
): Explanation {
  const rows = optionRows(options);
  const cited = known([...ids, ...rows.flatMap(({ fact }) => fact ?? [])]);
  return { word: 'mitigation', kind, mechanism, cost, backfires, options: rows, facts: cited, scenarios };
}

function mitigationText(
  { kind, mechanism, cost, backfires, options, facts: cited, scenarios }: Explanation & { word: 'mitigation' },
  pen: Pen,
): string {
  const { colours, glyphs } = pen;
  const heads = ['option', 'kind', 'default', 'allowed', 'meaning'].map((head) => ({ head, align: 'left' }) as const);
  const rows = options.map((row) => [
    row.name,
    row.kind,
    row.default ?? (row.required ? 'required' : glyphs.none),
    row.allowed ?? '',
    row.meaning + (row.fact === null ? '' : ` (${row.fact})`),
  ]);
  const sections = [
    `${colours.bold(kind)}\n${pairs([
      ['does', mechanism],
      ['costs', cost],
      ['backfires', backfires],
    ])}`,
    options.length === 0 ? '' : `${tableText(heads, rows, pen)}\n`,
    factsText(cited, pen),
    scenarios.length === 0 ? '' : `${colours.bold('Shown by')}\n${scenarios.map((name) => `  ${name}\n`).join('')}`,
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function pairs(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}\n`).join('');
}
