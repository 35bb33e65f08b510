/** The scenario's expectations for a terminal: verdict, what was expected, what was measured. */
import type { ExpectationResult } from '../../experiment/result.ts';
import { measuredOf } from '../cell.ts';
import { UNMEASURED } from '../expectation.ts';
import type { ComparisonView } from '../view.ts';
import { type Pen, verdictText, wordsText, writtenText } from './pen.ts';

/** Two lines per expectation; empty where nothing was expected. */
export function expectationLines(view: ComparisonView, pen: Pen): readonly string[] {
  return view.comparison.expectations.flatMap((expectation) => {
    const { plan, that, during, why, verdict } = expectation;
    const window = during === null ? '' : ` during ${wordsText(during, pen)}`;
    const reason = why === null ? '' : pen.colours.dim(` (${wordsText(why, pen, 120)})`);
    const measured = writtenText(measuredOf(view, expectation, pen.glyphs), pen);
    return [
      `${verdictText(verdict, pen)} ${wordsText(plan, pen)}: ${wordsText(that, pen, 120)}${window}${reason}`,
      `    measured ${measured}${adviceText(expectation)}`,
    ];
  });
}

/** What to do about an expectation that is undecided. */
function adviceText({ verdict, value, replicationsNeeded }: ExpectationResult): string {
  if (verdict !== 'undecided') return '';
  if (value.mean === null) return UNMEASURED;
  if (replicationsNeeded === null) return '; the interval straddles it';
  return `; the interval straddles it, about ${replicationsNeeded} replications would decide`;
}
