/**
 * The page: the answer first, its evidence in at most five figures, then the details. One file that works offline and
 * runs nothing: its content security policy allows its own style sheet, by hash, and images inside the file.
 */
import { createHash } from 'node:crypto';
import { printable, printableText } from '../name.ts';
import { type ComparisonView, inScenarioOrder } from '../view.ts';
import { besideTable } from './beside-table.ts';
import { comparisonTable } from './comparison-table.ts';
import { expectationsList, expectationsSummary } from './expectations.ts';
import type { Drawings } from './figure.ts';
import { glossary } from './glossary.ts';
import { figuresOf } from './headlines.ts';
import { loadSection } from './load-section.ts';
import { planSection } from './plan.ts';
import { provenance } from './provenance.ts';
import { STYLE } from './style.ts';
import { html, trusted } from './tag.ts';
import { warningsSection } from './warnings.ts';
import { whereHeatWent } from './where-heat-went.ts';

export interface PageParts {
  readonly view: ComparisonView;
  readonly drawings: Drawings;
  /** The scenario as its author wrote it. */
  readonly scenarioText: string;
  /** The scenario with every default filled in, as JSON text. */
  readonly resolvedText: string;
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** Writes the page as HTML text. */
export function reportPage({ view, drawings, scenarioText, resolvedText }: PageParts): string {
  const { scenario, question, verdict } = view.comparison;
  const title = printable(scenario.name, 160);
  const figures = figuresOf(view, drawings);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · hotshard</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header><h1><bdi>${title}</bdi></h1>
${question !== null && html`<p class="question">${printable(question, 600)}</p>`}
<p class="verdict">${printable(verdict, 1000)}</p></header>
<main>
${expectationsSummary(view)}
<h2>The plans compared, best first</h2>
${comparisonTable(view)}
${loadSection(view)}
${
  figures.headlines.length > 0 &&
  html`<h2>The evidence</h2>
`
}${figures.headlines}
${whereHeatWent(view)}
<h2 class="details">Details</h2>
${expectationsList(view)}
${besideTable(view)}
${figures.details}
${warningsSection(view)}
<h2>Plan by plan</h2>
${inScenarioOrder(view).map((plan) => planSection(view, plan, drawings))}
<h2>The scenario</h2>
<details><summary>As written</summary><pre><code>${printableText(scenarioText)}</code></pre></details>
<details><summary>With every default filled in</summary><pre><code>${printableText(resolvedText)}</code></pre></details>
${glossary()}
${provenance(view)}
</main>
</body>
</html>
`;
  return page.text;
}
