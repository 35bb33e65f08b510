/** Lists of what there is: each a table that becomes text or JSON. */
import { METRICS } from '../metrics/catalogue.ts';
import { retryPresets } from '../model/client/presets.ts';
import type { Pen } from '../report/text/pen.ts';
import { tableText } from '../report/text/table.ts';
import { clusterPresets } from '../scenario/presets/clusters.ts';
import { storePresets } from '../scenario/presets/stores.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';

export interface Listing {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const listings = {
  metrics: (): Listing => ({
    title: 'metrics',
    columns: ['name', 'unit', 'of', 'meaning'],
    rows: METRICS.map(({ name, unit, scope, meaning }) => [name, unit, scope, meaning]),
  }),
  mitigations: (mitigations: Registry): Listing => ({
    title: 'mitigations',
    columns: ['kind', 'mechanism'],
    rows: Object.values(mitigations).map(({ kind, mechanism }) => [kind, mechanism]),
  }),
  presets: (): Listing => ({
    title: 'presets',
    columns: ['name', 'of', 'facts'],
    rows: [
      ...Object.entries(storePresets).map(([name, { facts }]) => [name, 'store', facts.join(', ')]),
      ...Object.entries(clusterPresets).map(([name, { facts }]) => [name, 'store.cluster', facts.join(', ')]),
      ...Object.entries(retryPresets).map(([name, { facts }]) => [name, 'retry', facts.join(', ')]),
    ],
  }),
};

export function plansOf({ plans }: Scenario): Listing {
  const words = (texts: readonly string[]) => (texts.length === 0 ? 'no mitigation' : texts.join(', '));
  const rows = plans.map(({ name, levers }) => [name, words(levers.map(({ text }) => text))]);
  return { title: 'plans', columns: ['plan', 'mitigations'], rows };
}

export function listingText({ title, columns, rows }: Listing, pen: Pen): string {
  const heads = columns.map((head) => ({ head, align: 'left' }) as const);
  return `${pen.colours.bold(title)}\n${tableText(heads, rows, pen)}\n`;
}

/** An object per row, by the names of the columns. */
export function listingData({ columns, rows }: Listing): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]!])));
}
