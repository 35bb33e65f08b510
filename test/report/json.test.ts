import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, comparisonJson, summaryJson } from '../../src/report/json.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from '../support/comparison.ts';

it('sorts keys at every depth, keeps the order of arrays and ends in a newline', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: 'x' }, e: [], f: {}, g: undefined })).toBe(`{
  "a": {
    "c": "x",
    "d": null
  },
  "b": [
    2,
    1
  ],
  "e": [],
  "f": {}
}
`);
  expect(canonicalJson({ b: 1, a: [true] }, 0)).toBe('{"a":[true],"b":1}\n');
});

it('is JSON of the same value, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0 as const, 2 as const), (value, indent) => {
      const text = canonicalJson(value, indent);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value), indent)).toBe(text);
    }),
    { seed: 8259 },
  );
});

function reversed(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value).reverse()) copy[key] = reversed(item);
  return copy;
}

it('summarises without losing a number that a reader may ask for', () => {
  const comparison = blackFriday(BLACK_FRIDAY_STORIES.slice(0, 2));
  const summary = JSON.parse(summaryJson(comparison));
  expect(summary.schemaVersion).toBe(1);
  expect(summary.plans[1].metrics).toEqual(comparison.plans[1]!.metrics);
  expect(summary.plans[1].paired).toEqual(comparison.plans[1]!.paired);
  expect(Object.keys(summary.plans[0])).toEqual(['metrics', 'mitigations', 'paired', 'plan', 'theory', 'warnings']);
  expect(JSON.parse(comparisonJson(comparison))).toEqual(comparison);
});
