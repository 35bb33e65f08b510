/**
 * Expectations as JUnit XML, which CI systems show beside tests: a case each, a failure where it did not hold or could not
 * be decided. No times, so that equal results are equal bytes.
 */
import type { Comparison, ExpectationResult } from '../experiment/result.ts';
import { measuredOf } from './cell.ts';
import { UNMEASURED } from './expectation.ts';
import { type Html, html } from './html/tag.ts';
import { printable } from './name.ts';
import { type ComparisonView, viewOf } from './view.ts';

const LONGEST = 300;

/** The whole document; ends in a newline. */
export function junitXml(comparison: Comparison): string {
  const view = viewOf(comparison);
  const { expectations, scenario, tool } = comparison;
  const failures = expectations.filter(({ verdict }) => verdict !== 'held').length;
  const counts = html`tests="${expectations.length}" failures="${failures}" errors="0" skipped="0"`;
  const document = html`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${tool.name}" ${counts}>
<testsuite name="${printable(scenario.name, LONGEST)}" ${counts}>
${expectations.map((expectation) => testCase(view, expectation))}</testsuite>
</testsuites>
`;
  return document.text;
}

function testCase(view: ComparisonView, expectation: ExpectationResult): Html {
  const { plan, that, during, verdict } = expectation;
  const name = during === null ? that : `${that} during ${during}`;
  const start = html`<testcase classname="${printable(plan, LONGEST)}" name="${printable(name, LONGEST)}"`;
  if (verdict === 'held')
    return html`${start}/>
`;
  const { value, interval } = measuredOf(view, expectation);
  const measured = `measured ${[value, interval].filter(Boolean).join(' ')}${value === '–' ? UNMEASURED : ''}, expected ${expectation.bound}`;
  const why = expectation.why === null ? '' : printable(expectation.why, LONGEST);
  return html`${start}><failure type="${verdict}" message="${printable(measured, LONGEST)}">${why}</failure></testcase>
`;
}
