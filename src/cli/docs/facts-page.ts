/** docs/facts.md: what defaults, presets and mitigations rest on, row by row with its source. */

import type { Fact } from '../../scenario/facts/fact.ts';
import { facts } from '../../scenario/facts.ts';
import { EVIDENCE } from '../explanation.ts';
import { anchor, GENERATED, page, table } from './markdown.ts';

const INTRODUCTION = `# Facts

Every default, preset and mitigation that claims to copy a real system cites a row of this table. Evidence:
${Object.entries(EVIDENCE)
  .map(([letter, words]) => `**${letter}** ${words}`)
  .join('; ')}.`;

/** What the letter of a row id stands for. */
const SECTIONS: Readonly<Record<string, string>> = {
  D: 'DynamoDB',
  R: 'Retries, back-off and budgets',
  B: 'Circuit breakers, ejection and queue management',
  C: 'Redis and caches',
  K: 'Logs and message queues',
  L: 'Elections and leases',
  S: 'Splits and tokens outside DynamoDB',
  W: 'What real traffic looks like',
};

export function factsPage(): string {
  const sections = [...new Set(facts.map(sectionOf))].map((letter) => {
    const rows = facts.filter((fact) => sectionOf(fact) === letter).map(cells);
    return `## ${SECTIONS[letter]}\n\n${table(['row', 'fact', 'value', 'evidence', 'source'], rows)}`;
  });
  return page(GENERATED, INTRODUCTION, ...sections);
}

/** `D` of `F.D12`. */
function sectionOf({ id }: Fact): string {
  return id[2]!;
}

function cells({ id, fact, value, evidence, source }: Fact): string[] {
  return [`<a id="${anchor(id)}"></a>${id}`, fact, value, evidence, source ?? '–'];
}
