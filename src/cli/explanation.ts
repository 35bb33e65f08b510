/** What a word means: a mitigation, a metric or a fact, as data and as text. */
import { METRICS, type MetricDef } from '../metrics/catalogue.ts';
import { mitigations } from '../mitigations/registry.ts';
import type { LeverDef } from '../model/mitigation.ts';
import type { Pen } from '../report/text/pen.ts';
import { tableText } from '../report/text/table.ts';
import type { Fact } from '../scenario/facts/fact.ts';
import { factOf, facts } from '../scenario/facts.ts';
import { type OptionRow, optionRows } from './option-rows.ts';

export type Explanation =
  | {
      readonly word: 'mitigation';
      readonly kind: string;
      readonly mechanism: string;
      readonly cost: string;
      readonly backfires: string;
      readonly options: readonly OptionRow[];
      readonly facts: readonly Fact[];
    }
  | ({ readonly word: 'metric' } & MetricDef)
  | ({ readonly word: 'fact' } & Fact);

/** Every word that can be explained. */
export function explainable(): string[] {
  return [...Object.keys(mitigations), ...METRICS.map(({ name }) => name), ...facts.map(({ id }) => id)];
}

export function explain(word: string): Explanation | undefined {
  if (Object.hasOwn(mitigations, word)) return ofMitigation(mitigations[word]!);
  const metric = METRICS.find(({ name }) => name === word);
  if (metric !== undefined) return { word: 'metric', ...metric };
  const fact = factOf(word);
  return fact && { word: 'fact', ...fact };
}

export function explanationText(explanation: Explanation, pen: Pen): string {
  switch (explanation.word) {
    case 'mitigation':
      return mitigationText(explanation, pen);
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

function ofMitigation({ kind, mechanism, cost, backfires, options, facts: ids }: LeverDef): Explanation {
  const rows = optionRows(options);
  const cited = [...new Set([...ids, ...rows.flatMap(({ fact }) => fact ?? [])])];
  const rest = cited.map((id) => factOf(id)).filter((fact) => fact !== undefined);
  return { word: 'mitigation', kind, mechanism, cost, backfires, options: rows, facts: rest };
}

function mitigationText(
  { kind, mechanism, cost, backfires, options, facts: cited }: Explanation & { word: 'mitigation' },
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
    cited.length === 0
      ? ''
      : `${colours.bold('Facts')}\n${pairs(cited.map(({ id, fact, value }) => [id, `${fact}: ${value}`]))}`,
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function pairs(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}\n`).join('');
}
