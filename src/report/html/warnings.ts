/** What to know before believing a number, numbered as in the table, each with what to do about it. */
import { asSentence, printable } from '../name.ts';
import { type ComparisonView, sharedWarnings } from '../view.ts';
import { type Html, html } from './tag.ts';

export function warningsSection(view: ComparisonView): Html | null {
  const warnings = sharedWarnings(view);
  if (warnings.length === 0) return null;
  const items = warnings.map(({ warning: { code, message, remedy }, plans }) => {
    const names = plans.map((plan, i) => html`${i > 0 && ', '}<bdi>${printable(plan)}</bdi>`);
    return html`<li>${names}: <b>${printable(code)}</b>: ${asSentence(printable(message, 600))} <i>Remedy:</i> ${asSentence(printable(remedy, 600))}</li>
`;
  });
  return html`<h2>Warnings</h2><ol>
${items}</ol>
`;
}
