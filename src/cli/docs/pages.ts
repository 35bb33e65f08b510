/** Every page of the reference by its file name in docs/. */
import { mitigations } from '../../mitigations/registry.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import type { Shipped } from '../shipped-scenarios.ts';
import { factsPage } from './facts-page.ts';
import { leversPage } from './levers-page.ts';
import { metricsPage } from './metrics-page.ts';
import { mitigationsPage } from './mitigations-page.ts';

export function referencePages(shipped: readonly Shipped[]): ReadonlyMap<string, string> {
  return new Map([
    ['scenario.schema.json', `${JSON.stringify(scenarioSchema(mitigations), null, 2)}\n`],
    ['metrics.md', metricsPage()],
    ['mitigations.md', mitigationsPage(shipped)],
    ['facts.md', factsPage()],
    ['levers.md', leversPage(shipped)],
  ]);
}
