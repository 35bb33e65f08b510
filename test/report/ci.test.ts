/** JUnit XML and Markdown, from a literal comparison, with names that would act if they were let. */
import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/experiment/result.ts';
import { junitXml } from '../../src/report/junit.ts';
import { comparisonMarkdown } from '../../src/report/markdown.ts';
import { blackFriday } from '../support/comparison.ts';

const HOSTILE = '</failure><x a="1"> & \'|`*_[l](u)\n# h\u0007\u202e';
const estimate = (mean: number | null) => ({ mean, low: mean, high: mean, n: 1 });
const expectation = (changes: Partial<Comparison['expectations'][number]>): Comparison['expectations'][number] => ({
  plan: 'none',
  that: 'requests.failedShare < 1%',
  during: null,
  why: null,
  verdict: 'held',
  value: estimate(0.005),
  bound: '< 1 %',
  replicationsNeeded: null,
  ...changes,
});

const comparison = (expectations: Comparison['expectations'], changes: Partial<Comparison> = {}): Comparison => ({
  ...blackFriday(),
  expectations,
  ...changes,
});

describe('JUnit XML', () => {
  test('has a case for each expectation, and a failure for each that did not hold', () => {
    const xml = junitXml(
      comparison([
        expectation({ during: 'heat' }),
        expectation({ verdict: 'failed', value: estimate(0.4), why: 'no room' }),
        expectation({ verdict: 'undecided', value: estimate(null) }),
      ]),
    );
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="hotshard" tests="3" failures="2"/,
    );
    expect(xml).toContain('<testcase classname="none" name="requests.failedShare &lt; 1% during heat"/>');
    expect(xml).toMatch(/<failure type="failed" message="measured 40.%, expected &lt; 1 %">no room<\/failure>/);
    expect(xml).toContain('<failure type="undecided" message="measured –');
    expect(xml.match(/<testcase/g)).toHaveLength(3);
  });

  test('lets no name be more than text', () => {
    const xml = junitXml(
      comparison([expectation({ plan: HOSTILE, why: HOSTILE, verdict: 'failed', during: HOSTILE })], {
        scenario: { name: HOSTILE, hash: '00000000' },
      }),
    );
    expect(xml.match(/<[/?]?[a-z]+/g)!.map((tag) => tag.replace(/[</?]/g, ''))).toEqual([
      'xml',
      'testsuites',
      'testsuite',
      'testcase',
      'failure',
      'failure',
      'testcase',
      'testsuite',
      'testsuites',
    ]);
    expect(xml).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });
});

describe('Markdown', () => {
  test('says the sentence, the plans best first with their signs, the bill and the expectations', () => {
    const text = comparisonMarkdown(comparison([expectation({}), expectation({ verdict: 'failed' })]));
    const lines = text.split('\n');
    expect(lines[0]).toBe('## Black Friday headset');
    expect(text).toMatch(/\*\*.*keeps the page up.*\*\*/);
    const plans = lines.filter((line) => /^\| [a-z]/.test(line)).map((line) => line.split(' | ')[0]!.slice(2));
    expect(plans.indexOf(blackFriday().ranking[0]!)).toBe(1);
    expect(text).toContain('▲');
    expect(text).toMatch(/\| ✗ \| none \| requests\.failedShare \\< 1% \| 0\.5.% \|/);
  });

  test('every row of a table has as many cells as its head, whatever the names', () => {
    const hostile = comparison([expectation({ plan: HOSTILE, during: HOSTILE })], {
      scenario: { name: HOSTILE, hash: '00000000' },
      question: HOSTILE,
      verdict: HOSTILE,
      load: {
        goal: HOSTILE,
        metric: 'requests.failedShare',
        plans: blackFriday().plans.map(({ plan }) => ({
          plan,
          points: [],
          carries: 2,
          breaksAt: null,
          isUndecided: false,
        })),
      },
    });
    const text = comparisonMarkdown(hostile);
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(tables.length).toBe(4);
    for (const block of tables) {
      const cells = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
    expect(text.replace(/`[^`]*`:/, '')).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}|(?<!\\)<x|(?<!\\)\[l\]/u);
  });
});
