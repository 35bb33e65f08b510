/** The scenario's expectations: on top how many held and which did not, in the details each with its measurement. */
import type { ExpectationResult, Verdict } from '../../experiment/result.ts';
import { measuredOf } from '../cell.ts';
import { UNMEASURED } from '../expectation.ts';
import { printable } from '../name.ts';
import type { ComparisonView } from '../view.ts';
import { type Html, html } from './tag.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { held: '✓', failed: '✗', undecided: '?' };

/** One line, and what did not hold. */
export function expectationsSummary(view: ComparisonView): Html | null {
  const { expectations } = view.comparison;
  if (expectations.length === 0) return null;
  const others = expectations.filter(({ verdict }) => verdict !== 'held');
  const failed = others.filter(({ verdict }) => verdict === 'failed').length;
  const rest = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(failed < others.length ? [`${others.length - failed} undecided`] : []),
  ];
  const sign = failed > 0 ? SIGNS.failed : others.length > 0 ? SIGNS.undecided : SIGNS.held;
  const held = `${expectations.length - others.length} of ${expectations.length} expectations held`;
  return html`<p>${sign} ${[held, ...rest].join(', ')}.</p>
${others.length > 0 && html`<ul class="expectations">${others.map((expectation) => item(view, expectation))}</ul>`}
`;
}

export function expectationsList(view: ComparisonView): Html | null {
  const { expectations } = view.comparison;
  if (expectations.length === 0) return null;
  return html`<h3>Expectations</h3><ul class="expectations">
${expectations.map((expectation) => item(view, expectation))}</ul>
`;
}

function item(view: ComparisonView, expectation: ExpectationResult): Html {
  const { plan, that, during, why, verdict, replicationsNeeded } = expectation;
  const { value, interval } = measuredOf(view, expectation);
  const advice =
    verdict === 'undecided' &&
    (expectation.value.mean === null
      ? UNMEASURED
      : html`; the interval straddles it${replicationsNeeded !== null && `, about ${replicationsNeeded} replications would decide`}`);
  return html`<li><i class="${verdict}" role="img" aria-label="${verdict}">${SIGNS[verdict]}</i><bdi>${printable(plan)}</bdi>: <code>${printable(that, 160)}</code>${during !== null && html` during <bdi>${printable(during)}</bdi>`} <small>measured <b>${value}</b> ${interval}${advice}${why !== null && html` (${printable(why, 300)})`}</small></li>
`;
}
