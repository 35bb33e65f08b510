/**
 * docs/semantics.md: what every mitigation does to the meaning of the data, from runs of the examples in docs/examples.
 *
 * Each example is run as written and once more without its faults; nothing in the tables is said that was not counted.
 */
import { compare } from '../../experiment/compare.ts';
import { type Cell, cellOf } from '../../report/cell.ts';
import { labelOf } from '../../report/metric.ts';
import { viewOf } from '../../report/view.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { ownScenario } from '../own-scenario.ts';
import { code, GENERATED, page, table } from './markdown.ts';

/** By file name in docs/examples. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'semantics.yaml': 'Reads and writes of one store',
  'semantics-posts.yaml': 'Posts that are carried to followers',
  'semantics-tables.yaml': 'Reads and writes of a table that changes itself',
};

const GUARANTEES = [
  'ledger.reordered',
  'ledger.unseenOwnWrites',
  'ledger.backwardReads',
  'ledger.stale',
  'ledger.staleMs.p99',
  'ledger.missing',
  'ledger.lost',
  'ledger.duplicated',
] as const;

const COLUMNS = ['requests.failedShare', ...GUARANTEES, 'attempts.perRequest', 'bill.memoryEntries'] as const;

const INTRODUCTION = `# What mitigations do to the meaning of the data

Every kind of mitigation on the same traffic, and what became of order per key (${code(GUARANTEES[0])}), read-your-writes
(${code(GUARANTEES[1])}), monotonic reads (${code(GUARANTEES[2])}), freshness, completeness, durability and
exactly-once application; the last two columns are what it takes: requests at the store for one of a user's, and entries held in memory. The
words are explained in [metrics.md](metrics.md) and [model.md](model.md).

Counts of one run: mean ± 95 % interval over the replications that each example asks for. **=** where there is no difference from ${code('none')}, or the interval of the paired
difference does not exclude 0. A count that is worse in calm is the mitigation's price; one that is worse only in trouble is a risk; and one that is better may be so
because fewer requests were let in, which the column *failed* shows. What one scenario shows is not a proof: \`hotshard compare
docs/examples/semantics.yaml\` repeats it, and other numbers are yours to try.`;

/** The whole page. */
export async function semanticsPage(): Promise<string> {
  const blocks: string[] = [];
  for (const [file, title] of Object.entries(EXAMPLES)) {
    const scenario = await exampleScenario(file);
    const { faults } = scenario.model;
    blocks.push(
      `## ${title}\n\nFrom [examples/${file}](examples/${file}).`,
      `### In calm\n\nWithout its ${faults.length === 1 ? 'fault' : `${faults.length} faults`}.`,
      await semanticsTable({ ...scenario, model: { ...scenario.model, faults: [] } }),
      `### In trouble\n\nAs written: ${faults.map(({ kind, atMs }) => `${kind} at ${atMs / 1000} s`).join(', ')}.`,
      await semanticsTable(scenario),
    );
  }
  return page(GENERATED, INTRODUCTION, ...blocks);
}

/** Kinds of mitigation that the examples show. */
export async function semanticsKinds(): Promise<readonly string[]> {
  const scenarios = await Promise.all(Object.keys(EXAMPLES).map(exampleScenario));
  return scenarios.flatMap(({ plans }) => plans.flatMap(({ levers }) => levers.map(({ kind }) => kind)));
}

function exampleScenario(file: string): Promise<Scenario> {
  return ownScenario(`docs/examples/${file}`);
}

async function semanticsTable(scenario: Scenario): Promise<string> {
  const view = viewOf(await compare(scenario));
  const byName = view.plans.toSorted((a, b) => orderOf(a.result.plan).localeCompare(orderOf(b.result.plan), 'en'));
  const baseline = byName[0]!;
  const rows = byName.map((plan) => [
    plan.result.mitigations.length === 0 ? `*${plan.result.plan}*` : code(plan.result.mitigations.join(' ')),
    ...COLUMNS.map((metric) => {
      const [own, base] = [cellOf(view, plan, metric), cellOf(view, baseline, metric)];
      const isSame = own.mark === 'same' || textOf(own) === textOf(base);
      return isSame && plan !== baseline ? '=' : textOf(own);
    }),
  ]);
  return table(['mitigation', ...COLUMNS.map(labelOf)], rows);
}

/** The baseline first. */
function orderOf(plan: string): string {
  return plan === 'none' ? '' : plan;
}

function textOf({ value, interval }: Cell): string {
  return [value, interval].filter((part) => part !== '').join(' ');
}
