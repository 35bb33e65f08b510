/** docs/mitigations.md: every lever with its mechanism, cost, failure and options. */
import { mitigations } from '../../mitigations/registry.ts';
import type { LeverDef } from '../../model/mitigation.ts';
import { ASSUMED, type OptionRow, optionRows } from '../option-rows.ts';
import { type Shipped, showing } from '../shipped-scenarios.ts';
import { code, factLinks, GENERATED, page, table } from './markdown.ts';

const INTRODUCTION = `# Mitigations

A plan is a list of these, outer to inner; each kind occurs once in a plan. What each does, what it costs, when it makes
things worse, and its options as a scenario writes them. The same is shown by \`hotshard explain <kind>\`.`;

const HEADS = ['option', 'kind', 'default', 'allowed', 'meaning', 'fact'];

export function mitigationsPage(shipped: readonly Shipped[]): string {
  const sections = Object.values(mitigations).map((def) => section(def, showing(def.kind, shipped)));
  return page(GENERATED, INTRODUCTION, ...sections);
}

function section({ kind, mechanism, cost, backfires, options, facts }: LeverDef, scenarios: readonly string[]): string {
  const rows = optionRows(options);
  const blocks = [
    `## ${kind}`,
    mechanism,
    `- **Costs:** ${cost}\n- **Backfires:** ${backfires}`,
    ...(rows.length === 0 ? [] : [table(HEADS, rows.map(cells))]),
    ...(facts.length === 0 ? [] : [`Facts: ${factLinks(facts)}.`]),
    ...(scenarios.length === 0 ? [] : [`Shown by ${scenarios.map((name) => `[${name}](../${name})`).join(', ')}.`]),
  ];
  return blocks.join('\n\n');
}

function cells(row: OptionRow): string[] {
  return [
    code(row.name),
    row.kind,
    row.default === null ? (row.required ? '**required**' : '–') : code(row.default),
    row.allowed ?? '',
    row.meaning,
    row.fact === null ? '' : row.fact === ASSUMED ? ASSUMED : factLinks([row.fact]),
  ];
}
