/** Whatever the text: no exception, and every issue lies within it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatIssues } from '../../src/scenario/format-issues.ts';
import { applyOverrides } from '../../src/scenario/overrides.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { scenarioHash } from '../../src/scenario/resolved.ts';

const EXAMPLE = readFileSync(new URL('./example.yaml', import.meta.url), 'utf8');
const SETTINGS = { seed: 7, numRuns: 150 };

/** What is most likely to upset a reader of YAML. */
const FRAGMENTS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    '- ',
    ': ',
    ', ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '"',
    "'",
    '#',
    '|\n',
    '>\n',
    '\n---\n',
    '\n...\n',
  ],
  ...[
    '&a ',
    '*a',
    '!x ',
    '? ',
    '<<: *a',
    '%YAML 1.1\n',
    '@',
    '`',
    '\uFEFF',
    '\u0000',
    '\u2028',
    '💥',
    '__proto__: 1\n',
  ],
  ...[
    '.nan',
    '-.inf',
    '-1',
    '1e400',
    '0x1F',
    '~',
    'null',
    'true',
    '5ms',
    '1/s',
    '3 * none',
    'constructor: 1\n',
    'kind: cache',
  ],
];

const place = fc.double({ min: 0, max: 1, noNaN: true });
const edit = fc.record({ from: place, cut: fc.nat(40), insert: fc.constantFrom('', ...FRAGMENTS) });

const mutated = fc.array(edit, { minLength: 1, maxLength: 5 }).map((edits) =>
  edits.reduce((text, { from, cut, insert }) => {
    const at = Math.floor(from * text.length);
    return text.slice(0, at) + insert + text.slice(at + cut);
  }, EXAMPLE),
);
const scraps = fc
  .array(fc.constantFrom(...FRAGMENTS, 'name', 'plans', 'store'), { maxLength: 40 })
  .map((parts) => parts.join(''));
const texts = fc.oneof({ weight: 3, arbitrary: mutated }, scraps, fc.string({ unit: 'binary', maxLength: 60 }));

it('never throws, and points into the text', () => {
  const outcomes = { ok: 0, refused: 0 };
  fc.assert(
    fc.property(texts, (text) => {
      const result = parseScenario(text, { file: 'f' });
      outcomes[result.ok ? 'ok' : 'refused']++;
      const lines = text.replace(/^\uFEFF/, '').split('\n');
      for (const { line, column, length } of result.ok ? result.warnings : result.issues) {
        const source = lines[line - 1];
        expect(source).toBeDefined();
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(source!.length + 1);
        expect(column - 1 + length).toBeLessThanOrEqual(Math.max(source!.length, column));
      }
      if (!result.ok) expect(result.issues).not.toHaveLength(0);
      formatIssues(result.ok ? result.warnings : result.issues, text);
    }),
    SETTINGS,
  );
  expect(outcomes.ok).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(outcomes.ok);
});

it('is read to the same data after a round trip through JSON', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const result = parseScenario(text, { file: 'f' });
      if (!result.ok) return;
      const copy = JSON.parse(JSON.stringify(result.scenario));
      expect(copy).toEqual(result.scenario);
      expect(scenarioHash(copy)).toBe(scenarioHash(result.scenario));
    }),
    SETTINGS,
  );
});

it('survives any override of any text', () => {
  const words = fc.constantFrom(
    'store',
    'partitions',
    'workload',
    'headset',
    '0',
    '9',
    'plans',
    'cache',
    'ttl',
    '',
    'x',
    'name',
  );
  const path = fc.array(words, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('.'));
  const value = fc.oneof(fc.constantFrom(...FRAGMENTS, '', '5', '{a: b}'), fc.string({ maxLength: 10 }));
  fc.assert(
    fc.property(fc.oneof(fc.constant(EXAMPLE), mutated), path, value, (text, at, written) => {
      const changed = applyOverrides(text, [{ path: at, value: written }]);
      if (changed.ok) parseScenario(changed.text, { file: 'f' });
      else formatIssues(changed.issues, changed.text);
    }),
    SETTINGS,
  );
});
