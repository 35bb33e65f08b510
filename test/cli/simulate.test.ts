import { expect, test } from 'vitest';
import { codeOf } from '../../src/cli/simulate.ts';
import type { Comparison, Verdict } from '../../src/experiment/result.ts';

test.each<[Verdict[], number]>([
  [[], 0],
  [['held', 'held'], 0],
  [['held', 'failed'], 99],
  [['undecided'], 99],
])('verdicts %j are exit code %i', (verdicts, code) => {
  const expectations = verdicts.map((verdict) => ({ verdict }));
  expect(codeOf({ expectations, interrupted: null } as unknown as Comparison)).toBe(code);
});

test('what was interrupted is exit code 130, whatever it says', () => {
  const interrupted = { plans: ['cache'], replications: 2 };
  expect(codeOf({ expectations: [{ verdict: 'failed' }], interrupted } as unknown as Comparison)).toBe(130);
});
