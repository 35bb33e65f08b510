/** What a plan changes is held to the same limits as what the scenario says. */
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

function issuesOf(store: string, lever: string, more = ''): readonly string[] {
  const text = `name: t
duration: 10ms
${more}
store: ${store}
workload:
  - {name: a, arrivals: {kind: poisson, rate: 300/s}, keys: {kind: uniform, count: 1000}}
plans:
  none: []
  changed: [${lever}]
`;
  const parsed = parseScenario(text, { file: 't.yaml' });
  return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path}: ${message}`);
}

const more = (partitions: string): string => `{kind: more-partitions, partitions: ${partitions}}`;

test('a number of partitions that the boundaries do not make is an issue of the plan', () => {
  const store = '{partitions: 3, placement: {kind: range, boundaries: [g, p]}}';
  expect(issuesOf(store, more('3'))).toEqual([]);
  for (const partitions of ['2', '8']) {
    expect(issuesOf(store, more(partitions))).toEqual([
      `plans.changed: under this plan 2 boundaries make 3 partitions, not ${partitions}`,
    ]);
  }
});

test('a plan may not need more memory than the scenario allows', () => {
  expect(issuesOf('{partitions: 4}', more('100k'), 'memory: 2GiB')).toEqual([]);
  const [issue] = issuesOf('{partitions: 4}', more('1M'), 'memory: 70MiB');
  expect(issue).toMatch(/^plans\.changed: under this plan a run would need about [\d,]+ MiB/);
});

test('a sample of keys and a ring beside isolated keys take memory too', () => {
  const [own, ring] = ['{partitions: 4}', '{partitions: 4k, placement: {kind: ring, virtualNodes: 1000}}'] as const;
  expect(issuesOf(own, '{kind: pre-split, sample: 10k}', 'memory: 100MiB')).toEqual([]);
  expect(issuesOf(own, '{kind: pre-split, sample: 1M}', 'memory: 100MiB')).toHaveLength(1);
  const memory = 'memory: 150MiB';
  expect(issuesOf('{partitions: 4k}', '{kind: isolation, keys: [a]}', memory)).toEqual([]);
  expect(issuesOf(ring, '{kind: isolation, keys: [a]}', 'memory: 1GiB')).toEqual([]);
  expect(
    issuesOf(
      '{partitions: 4k}',
      '{kind: isolation, keys: [a]}, {kind: placement, by: ring, virtualNodes: 1000}',
      memory,
    ),
  ).toHaveLength(1);
});

// Splitting in two from 4 partitions of 1,000/s each: 2²⁰ of 953.7/s are the first whose share is below.
test('a plan may not have more partitions than a store', () => {
  const provisioned = (writes: string) => `{kind: provisioned-throughput, writes: ${writes}}`;
  const store = '{partitions: 4, partition: {ceiling: {writes: 1000/s}}}';
  expect(issuesOf(store, provisioned('500M/s'))).toEqual([]);
  const refused = (partitions: string) => [`plans.changed: under this plan there would be ${partitions} partitions`];
  expect(issuesOf(store, provisioned('1G/s'))).toEqual(refused('1,048,576'));
  expect(issuesOf(store, `${more('1M')}, {kind: isolation, keys: [a]}`)).toEqual(refused('1,000,001'));
});

test('a ring may not grow beyond its tokens under a plan', () => {
  const [issue] = issuesOf('{partitions: 4, placement: {kind: ring, virtualNodes: 1024}}', more('10k'));
  expect(issue).toMatch(/^plans\.changed: under this plan a ring of/);
});

test('an item that no bucket can hold is an issue of its size', () => {
  const text = (size: string): string => `name: t
duration: 10ms
store: {partitions: 1, partition: {ceiling: {reads: 1000/s, writes: 100/s}}}
workload:
  - {name: a, arrivals: {kind: poisson, rate: 300/s}, keys: {kind: single, key: k}, reads: 0%, size: ${size}}
`;
  expect(parseScenario(text('100KiB'), { file: 't.yaml' }).ok).toBe(true);
  const parsed = parseScenario(text('101KiB'), { file: 't.yaml' });
  if (parsed.ok) throw new Error('accepted');
  expect(parsed.issues.map(({ path, line }) => [path, line])).toEqual([['workload.0.size', 5]]);
});
