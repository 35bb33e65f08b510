/**
 * The page: the answer first, its evidence in at most five figures, then the details. One file that works offline and
 * runs nothing, or its own script where charts were asked to be interactive: its content security policy allows its own
 * style sheet and script, by hash, and images inside the file.
 */
import { createHash } from 'node:crypto';
import type { Interactive } from '../interactive/live-page.ts';
import { SCRIPT } from '../interactive/script.ts';
import { LIVE_STYLE } from '../interactive/style.ts';
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
  /** Null: a page that runs nothing. */
  readonly live: Interactive | null;
  /** The scenario as its author wrote it. */
  readonly scenarioText: string;
  /** The scenario with every default filled in, as JSON text. */
  readonly resolvedText: string;
}

function policyOf(style: string, script: string | null): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const scripts = script === null ? '' : ` script-src ${hash(script)};`;
  return `default-src 'none'; img-src data:; style-src ${hash(style)};${scripts} base-uri 'none'; form-action 'none'`;
}

/** No line of a narrow page ends between a number and what it counts. */
function unbroken(sentence: string): string {
  return sentence.replace(/(?<=\d) (?=\S)/g, '\u00a0');
}

/** Writes the page as HTML text. */
export function reportPage({ view, live, scenarioText, resolvedText, ...parts }: PageParts): string {
  const drawings = live?.drawings ?? parts.drawings;
  const style = live === null ? STYLE : STYLE + LIVE_STYLE;
  const script = live === null ? null : SCRIPT;
  const { scenario, question, verdict } = view.comparison;
  const title = printable(scenario.name, 160);
  const figures = figuresOf(view, drawings);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · hotshard</title>
<style>${trusted(style)}</style>
</head>
<body>
<header><h1><bdi>${title}</bdi></h1>
${question !== null && html`<p class="question">${printable(question, 600)}</p>`}
<p class="verdict">${unbroken(printable(verdict, 1000))}</p></header>
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
${
  live !== null &&
  html`<script type="application/json">${trusted(live.data)}</script>
<script>${trusted(SCRIPT)}</script>
`
}</body>
</html>
`;
  return page.text;
}
