/** What must go together in a plan, and with what the rest of the scenario names. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { extended } from '../support/scenario-text.ts';

/** Issues of a plan whose mitigations are written one a line, from line 12 on. */
function issuesOf(...levers: readonly string[]): string[] {
  const text = extended(['plans:', '  none: []', '  tried:', ...levers.map((lever) => `    - {${lever}}`)].join('\n'));
  const parsed = parseScenario(text, { file: 't.yaml' });
  return parsed.ok
    ? []
    : parsed.issues.map(
        ({ line, column, message }) => `${line}:${column} ${message.replace(/^plans\.tried\.\d+\.\w+ /, '')}`,
      );
}

describe('a plan has one queue discipline', () => {
  test('and may have it anywhere', () => {
    expect(issuesOf('kind: cache, ttl: 1s', 'kind: codel', 'kind: coalescing')).toEqual([]);
  });

  test('of which each further one is told where it is', () => {
    expect(
      issuesOf('kind: lifo', 'kind: cache, ttl: 1s', 'kind: codel', 'kind: priority, classes: [browsing]'),
    ).toEqual([
      '14:14 "codel" decides who is next at a partition, and so does "lifo"',
      '15:14 "priority" decides who is next at a partition, and so does "lifo"',
    ]);
  });
});

describe('classes are', () => {
  test('workloads of the scenario, or keys', () => {
    expect(issuesOf('kind: priority, classes: [browsing]')).toEqual([]);
    expect(issuesOf('kind: fair-queueing, weights: [browsing=2.5]')).toEqual([]);
    expect(issuesOf('kind: priority, classes: ["user:*"], by: key')).toEqual([]);
    expect(issuesOf('kind: priority, classes: [browsing, browsers]')).toEqual([
      '12:33 there is no workload "browsers"',
    ]);
    expect(issuesOf('kind: fair-queueing, weights: [browser=2]')).toEqual(['12:38 there is no workload "browser"']);
  });

  test('named once, and not too many', () => {
    const many = Array.from({ length: 21 }, (_, i) => `k${i}`).join(', ');
    expect(issuesOf('kind: priority, classes: []')).toEqual(['12:24 names no class']);
    expect(issuesOf(`kind: priority, by: key, classes: [${many}]`)).toEqual(['12:33 names 21 classes']);
    expect(issuesOf('kind: fair-queueing, by: key, weights: [a=2, b, a=3]')).toEqual(['12:38 names "a" twice']);
  });

  test.each(['browsing=', 'browsing=0', 'browsing=-1', 'browsing=x', 'browsing=Infinity'])(
    'not weighed as %s',
    (text) => {
      expect(issuesOf(`kind: fair-queueing, weights: ["${text}"]`)).toEqual([`12:29 "${text}" has no weight`]);
    },
  );
});

test('a short limit is not longer than the long one', () => {
  expect(issuesOf('kind: codel, short: 200ms')).toEqual(['12:21 is longer than long']);
  expect(issuesOf('kind: codel, long: 1ms')).toEqual(['12:21 is shorter than short']);
  expect(issuesOf('kind: codel, long: 1ms, short: 1ms')).toEqual([]);
});

describe('what fits is asked of the scenario as the plan has it', () => {
  test('keys that are laid out once are not split', () => {
    expect(issuesOf('kind: random-prefix, prefixes: 8')).toEqual([]);
    expect(issuesOf('kind: random-prefix, prefixes: 8', 'kind: split-for-heat')).toEqual([
      '12:39 lay keys out once, and no split would move them',
    ]);
  });

  test('a share of the hosts may be too small for those there are, and large enough for more', () => {
    const ejection = 'kind: outlier-ejection, most: 10%';
    expect(issuesOf('kind: more-partitions, partitions: 4', ejection)).toHaveLength(1);
    expect(issuesOf('kind: more-partitions, partitions: 40', ejection)).toEqual([]);
  });
});
