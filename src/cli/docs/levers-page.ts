/** docs/levers.md: the scenarios that show what each mitigation is good for, and how it turns. */
import type { Shipped } from '../shipped-scenarios.ts';
import { code, GENERATED, page, table } from './markdown.ts';

const LEVERS = 'scenarios/levers/';

const INTRODUCTION = `# One scenario for each mitigation

Each of these has the mitigation at a setting that helps and at one that does harm; a single option differs between the two. The header of the file says by
arithmetic why, and its expectations hold both, as paired differences from the baseline.`;

export function leversPage(shipped: readonly Shipped[]): string {
  const rows = shipped
    .filter(({ name }) => name.startsWith(LEVERS))
    .map(({ name, question, plans }) => [
      `[${name.slice(LEVERS.length, -'.yaml'.length)}](../${name})`,
      question,
      plans.map(code).join('<br>'),
    ]);
  return page(GENERATED, INTRODUCTION, table(['scenario', 'question', 'plans beside the baseline'], rows));
}
