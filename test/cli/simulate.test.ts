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
  expect(codeOf({ expectations } as unknown as Comparison)).toBe(code);
});
