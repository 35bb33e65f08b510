import { describe, expect, it } from 'vitest';
import { formatIssues } from '../../src/scenario/format-issues.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { extended, spoilt } from '../support/scenario-text.ts';

function rendered(text: string, file = 'hot.yaml'): string {
  const result = parseScenario(text, { file });
  return formatIssues(result.ok ? result.warnings : result.issues, text);
}

const WRONG = `name: Product page
source: 003
duration: 6
store:
  partitions: lots
  placement: {kind: hsh}
workload:
  - name: headset
    arrivals: {rate: -5/s}
    keys: {kind: single, key: "product:headset"}
    read: 95%
plans:
  cache: [{kind: cache, ttl: 5s}, {kind: cache}]
expect:
  - {plan: cahce, that: "headset.latencyMs.p98 < 20ms"}
`;

it('shows every issue with its place, its line, a mark, what is allowed and what was meant', () => {
  expect(rendered(WRONG)).toBe(`hot.yaml:2:9  error  source is 3
    2 | source: 003
      |         ^^^
      | allowed: a text
      | did you mean "003"?

hot.yaml:3:11  error  duration is 6
    3 | duration: 6
      |           ^
      | allowed: give a unit: 6ms or 6s

hot.yaml:5:15  error  store.partitions is "lots"
    5 |   partitions: lots
      |               ^^^^
      | allowed: a count is a whole number, with k, M or G behind it if large, for example 21, 100_000 or 1M

hot.yaml:6:21  error  store.placement.kind is "hsh"
    6 |   placement: {kind: hsh}
      |                     ^^^
      | allowed: hash, modulo, ring, range, rendezvous, redis-slots, kafka-murmur2, directory
      | did you mean hash?

hot.yaml:9:22  error  workload.0.arrivals.rate is "-5/s"
    9 |     arrivals: {rate: -5/s}
      |                      ^^^^
      | allowed: a rate is never negative, for example 1000/s, 20k/s or 30/min

hot.yaml:11:5  error  "read" is not known here
   11 |     read: 95%
      |     ^^^^
      | allowed: name, arrivals, follows, keys, attributes, reads, size, consistency, fanout, history, only
      | did you mean reads?

hot.yaml:13:42  error  "cache" is already in this plan
   13 |   cache: [{kind: cache, ttl: 5s}, {kind: cache}]
      |                                          ^^^^^
      | allowed: each kind once in a plan

hot.yaml:15:12  error  no plan "cahce"
   15 |   - {plan: cahce, that: "headset.latencyMs.p98 < 20ms"}
      |            ^^^^^
      | allowed: none, cache
      | did you mean cache?

hot.yaml:15:26  error  "headset.latencyMs.p98" is not a metric
   15 |   - {plan: cahce, that: "headset.latencyMs.p98 < 20ms"}
      |                          ^^^^^^^^^^^^^^^^^^^^^
      | allowed: a metric as \`hotshard list metrics\` shows them, or one with the name of a workload before it
      | did you mean headset.latencyMs.p90?
`);
});

describe('the line of an issue', () => {
  it('is cut around the mark when it is long', () => {
    const [, line, mark] = rendered(
      spoilt('{rate: 500/s}', `{rate: 500${' '.repeat(300)}}   # ${'x'.repeat(300)}`),
    ).split('\n');
    expect(line!.length).toBeLessThan(130);
    expect(line!.slice(mark!.indexOf('^'), mark!.lastIndexOf('^') + 1)).toBe('500');
  });

  it('cannot reach the terminal with control characters', () => {
    const shown = rendered(spoilt('Small', '"\u001b[31mred\u0007"'));
    expect(shown).toContain('"·[31mred·"');
    expect(shown).not.toContain('\u001b');
  });

  it('keeps its tabs before the mark, so that they line up', () => {
    const [, line, mark] = rendered('name: \t@home').split('\n');
    expect(mark!.indexOf('^')).toBe(line!.indexOf('@'));
    expect(mark).toContain('\t');
  });
});

it('shows warnings as such', () => {
  const text = spoilt(
    'partitions: 4',
    'partitions: 4\n  partition: {ceiling: {reads: 3000/s, writes: 1000/s}, service: {kind: exponential, mean: 2ms}}',
  );
  expect(rendered(text)).toMatch(/^hot\.yaml:5:\d+ {2}warning {2}a partition serves 500\/s, below both of its limits/);
});

it('counts what it does not show', () => {
  const unknown = Array.from({ length: 60 }, (_, i) => `x${i}: 1`).join('\n');
  expect(rendered(extended(unknown))).toMatch(/… and 10 more\n$/);
});

it('puts nothing where there is nothing', () => {
  expect(formatIssues([], 'name: a')).toBe('');
});
