/** Every class of bad input: what is said, which stretch of the text is marked, what is offered instead. */
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { extended, SMALL_SCENARIO, spoilt } from '../support/scenario-text.ts';

function issuesOf(text: string): readonly Issue[] {
  const result = parseScenario(text, { file: 'test.yaml' });
  return result.ok ? [] : result.issues;
}

/** Each issue as `code "marked text" → suggestion`. */
function seen(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return issuesOf(text).map(({ code, line, column, length, didYouMean }) => {
    const marked = lines[line - 1]!.slice(column - 1, column - 1 + length);
    return `${code} "${marked}"${didYouMean === null ? '' : ` → ${didYouMean}`}`;
  });
}

const plan = (levers: string) => extended(`plans:\n  p: ${levers}`);
const expects = (that: string, more = '') =>
  extended(`windows: {heat: [10s, 20s]}\nexpect: [{plan: none, that: "${that}"${more}}]`);
const uniform = '{kind: uniform, count: 100}';
const rate = '{rate: 500/s}';

describe.each<[string, [what: string, text: string, issues: string[]][]]>([
  [
    'text that is not YAML, or not one mapping',
    [
      ['nothing', '', ['empty ""']],
      ['only a comment', '# nothing\n', ['empty "#"']],
      ['a text', 'hello', ['wrong-value "h"']],
      ['a list', '- name: a', ['wrong-value "-"']],
      ['an open bracket', 'name: [a', ['yaml ""']],
      ['a tab', 'store:\n\tpartitions: 4\n', ['yaml "\t"']],
      ['a special character', 'name: @home', ['yaml "@"']],
      ['two documents', 'name: a\n---\nname: b\n', ['yaml "-"']],
      ['a tag', 'name: !secret a\n', ['yaml "!secret"']],
      ['a name given twice', extended('name: again'), ['duplicate-name "name"']],
      ['a merge key', extended('clients: {<<: {processes: 3}}'), ['merge-key "<<"']],
      ['a list as a name', extended('? [a]\n: 1'), ['bad-name "[a]"']],
      ['a dangerous name', extended('__proto__: {a: 1}'), ['bad-name "__proto__"']],
      ['an alias without anchor', extended('question: *q'), ['unknown-anchor "*q"', 'missing "*q"']],
      ['an alias of what surrounds it', extended('clients: &c {retry: *c}'), ['unknown-anchor "*c"', 'missing "*c"']],
    ],
  ],
  [
    'names and words that are not known',
    [
      ['a section', spoilt('store:', 'stor:'), ['missing "n"', 'unknown-name "stor" → store']],
      ['a field', spoilt('partitions:', 'partitons:'), ['missing "store"', 'unknown-name "partitons" → partitions']],
      ['a field far off', extended('wombat: 1'), ['unknown-name "wombat"']],
      ['a kind of keys', spoilt('uniform', 'unifrom'), ['unknown-word "unifrom" → uniform']],
      ['no kind', spoilt(uniform, '{count: 100}'), ['missing "keys"']],
      ['a preset', spoilt('partitions: 4', 'preset: dynamo'), ['wrong-value "dynamo" → dynamodb']],
      ['a retry preset', extended('clients: {retry: naiv}'), ['unknown-word "naiv" → naive']],
      ['a mitigation', plan('[{kind: cahce}]'), ['unknown-word "cahce" → cache']],
      ['an option', plan('[{kind: cache, tll: 5s}]'), ['unknown-name "tll" → ttl']],
      ['an option of another mitigation', plan('[{kind: cache, factor: 2}]'), ['unknown-name "factor"']],
      ['a baseline', extended('baseline: cash\nplans: {cache: []}'), ['unknown-plan "cash" → cache']],
      ['a metric', expects('latencyMs.p98 < 3ms'), ['unknown-metric "latencyMs.p98" → latencyMs.p90']],
      [
        'a metric of a workload',
        expects('brwsing.latencyMs.p99 < 3ms'),
        ['unknown-metric "brwsing.latencyMs.p99" → browsing.latencyMs.p99'],
      ],
      ['a metric to rank by', extended('objective: [latencyMs.p99, bill.us]'), ['unknown-metric "bill.us" → bill.usd']],
      ['a plan compared with', expects('latencyMs.p99 < 0.5 * none2'), ['unknown-plan "none2" → none']],
      ['a window', expects('latencyMs.p99 < 3ms', ', during: heta'), ['unknown-window "heta" → heat']],
      [
        'a leader',
        extended('  - {name: b, follows: browsin, keys: {kind: single, key: k}}'),
        ['unknown-workload "browsin" → browsing'],
      ],
    ],
  ],
  [
    'values that are not allowed',
    [
      ['no unit', spoilt('1m', '60'), ['wrong-value "60"']],
      ['no period', spoilt('500/s', '500'), ['wrong-value "500"']],
      ['negative', spoilt('500/s', '-500/s'), ['wrong-value "-500/s"']],
      ['NaN', spoilt(uniform, '{kind: zipf, count: 100, exponent: .nan}'), ['wrong-value ".nan"']],
      ['infinite', spoilt('partitions: 4', 'partitions: .inf'), ['wrong-value ".inf"']],
      ['zero partitions', spoilt('partitions: 4', 'partitions: 0'), ['wrong-value "0"']],
      ['too many partitions', spoilt('partitions: 4', 'partitions: 2M'), ['wrong-value "2M"']],
      ['absurd', spoilt('partitions: 4', 'partitions: 1e300'), ['wrong-value "1e300"']],
      [
        'a fraction of a server',
        spoilt('partitions: 4', 'partitions: 4\n  partition: {servers: 1.5}'),
        ['wrong-value "1.5"'],
      ],
      ['a share above one', spoilt(uniform, `${uniform}\n    reads: 95`), ['wrong-value "95"']],
      ['a number as a name', spoilt('Small', '007'), ['text-needed "007" → "007"']],
      ['an empty value', spoilt('1m', ''), ['missing "duration"']],
      ['a list for a mapping', spoilt('store:\n  partitions: 4', 'store: [4]'), ['wrong-value "[4]"']],
      [
        'an empty workload',
        spoilt(SMALL_SCENARIO.slice(SMALL_SCENARIO.indexOf('\n  - name')), ' []\n'),
        ['wrong-value "[]"'],
      ],
      ['a mapping for a list', plan('{kind: cache}'), ['wrong-value "{kind: cache}"']],
      ['an option out of range', plan('[{kind: bigger-node, factor: 0.5}]'), ['wrong-value "0.5"']],
      ['a name with line breaks', spoilt('Small', '"a\\nb"'), ['wrong-value ""a\\nb""']],
    ],
  ],
  [
    'parts that do not fit together',
    [
      ['a warm-up as long as the run', extended('warmup: 60s'), ['wrong-value "60s"']],
      ['a warm-up of a word', extended('warmup: atuo'), ['wrong-value "atuo" → auto']],
      [
        'a warm-up to be found where there is no steady state',
        extended('warmup: auto\nclients: {fleet: [[0s, 2], [10s, 4]]}'),
        ['not-stationary "auto"'],
      ],
      ['a window that ends before it begins', extended('windows: {heat: [20s, 10s]}'), ['wrong-value "[20s, 10s]"']],
      ['a window after the end', extended('windows: {heat: [20s, 61s]}'), ['wrong-value "61s"']],
      ['half a window', extended('windows: {heat: [20s]}'), ['wrong-value "[20s]"']],
      ['a bad name of a window', extended('windows: {a b: [1s, 2s]}'), ['bad-name "a b"']],
      ['no plan', extended('plans: {}'), ['empty "{}"']],
      ['nothing for plans', extended('plans:'), ['missing "plans"']],
      [
        'a lever twice',
        plan('[{kind: cache}, {kind: coalescing}, {kind: cache, ttl: 1s}]'),
        ['duplicate-lever "cache"'],
      ],
      ['none that does something', extended('plans: {none: [{kind: cache}]}'), ['wrong-value "none"']],
      ['a plan without a name', extended('plans: {"": []}'), ['bad-name """"']],
      [
        'two workloads of one name',
        extended(`  - {name: browsing, arrivals: ${rate}, keys: ${uniform}}`),
        ['duplicate-name "browsing"'],
      ],
      ['a workload called like a metric', spoilt('name: browsing', 'name: latencyMs'), ['bad-name "latencyMs"']],
      ['no arrivals', spoilt(`    arrivals: ${rate}\n`, ''), ['missing "n"']],
      [
        'arrivals of a follower',
        extended(`  - {name: b, follows: browsing, arrivals: ${rate}, keys: ${uniform}}`),
        ['wrong-value "follows"'],
      ],
      ['rate and steps', spoilt(rate, '{rate: 1/s, steps: [[0s, 1/s]]}'), ['wrong-value "arrivals"']],
      ['neither rate nor steps', spoilt(rate, '{kind: even}'), ['missing "arrivals"']],
      ['steps from later on', spoilt(rate, '{steps: [[1s, 1/s]]}'), ['wrong-value "1s"']],
      ['steps out of order', spoilt(rate, '{steps: [[0s, 1/s], [9s, 1/s], [5s, 2/s]]}'), ['wrong-value "5s"']],
      ['half a step', spoilt(rate, '{steps: [[0s]]}'), ['wrong-value "[0s]"']],
      ['no partitions', spoilt('  partitions: 4', '  network: 1ms'), ['missing "store"']],
      [
        'too few boundaries',
        spoilt('partitions: 4', 'partitions: 4\n  placement: {kind: range, boundaries: [a, b]}'),
        ['wrong-value "[a, b]"'],
      ],
      [
        'boundaries out of order',
        spoilt('partitions: 4', 'partitions: 4\n  placement: {kind: range, boundaries: [a, c, b]}'),
        ['wrong-value "b"'],
      ],
      [
        'a ring too dense',
        spoilt('partitions: 4', 'partitions: 1M\n  placement: {kind: ring, virtualNodes: 256}'),
        ['too-large "256"'],
      ],
      ['a metric of the whole run in a window', expects('ledger.lost == 0', ', during: heat'), ['wrong-value "heat"']],
    ],
  ],
  [
    'expectations that cannot be read',
    [
      ['no comparison', expects('latencyMs.p99'), ['wrong-value ""latencyMs.p99""']],
      ['another comparison', expects('latencyMs.p99 ~ 3ms'), ['wrong-value ""latencyMs.p99 ~ 3ms""']],
      ['a bound without unit', expects('latencyMs.p99 < 3'), ['wrong-value "3"']],
      ['a bound in another unit', expects('requests.failedShare < 3ms'), ['wrong-value "3ms"']],
      ['a plan as a bound', expects('latencyMs.p99 < none'), ['wrong-value "none" → 1 * none']],
      ['no bound', expects('latencyMs.p99 <'), ['wrong-value ""latencyMs.p99 <""']],
      ['an empty range', expects('latencyMs.p99 in 3ms..1ms'), ['wrong-value "3ms"']],
    ],
  ],
  [
    'runs that are too large',
    [
      ['keys', spoilt('count: 100', 'count: 100M'), ['too-large "100M"']],
      ['more keys than can be', spoilt('count: 100', 'count: 1G'), ['wrong-value "1G"']],
      ['partitions', extended('memory: 100MiB').replace('partitions: 4', 'partitions: 50k'), ['too-large "50k"']],
      ['a queue', spoilt('500/s', '500k/s'), ['too-large "name: browsing"']],
      ['requests', spoilt('500/s', '100M/s'), ['too-large "name: browsing"', 'too-large "{rate: 100M/s}"']],
    ],
  ],
])('%s', (_, cases) => {
  it.each(cases)('%s', (_what, text, issues) => {
    expect(seen(text)).toEqual(issues);
  });
});

it('finds fault with nothing in the small scenario', () => {
  expect(issuesOf(SMALL_SCENARIO)).toEqual([]);
});

it('counts columns from behind a byte order mark', () => {
  const [issue] = issuesOf(`\uFEFF${spoilt('name: Small', 'name: 1')}`);
  expect(issue).toMatchObject({ line: 1, column: 7 });
});

it('counts lines that end the Windows way', () => {
  const [issue] = issuesOf(spoilt('500/s', '500').replaceAll('\n', '\r\n'));
  expect(issue).toMatchObject({ line: 7, column: 22, length: 3 });
});

it('tells of an alias bomb once', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);
  const issues = issuesOf(`a0: &a0 [lol, lol, lol]\n${levels.join('\n')}\n`);
  expect(issues.map(({ code, line }) => ({ code, line }))).toEqual([{ code: 'too-large', line: 6 }]);
});

it.each(['[', '{a: ', '- ', '? '])('tells of nesting by %j once', (opening) => {
  const issues = issuesOf(opening.repeat(20_000));
  expect(issues.map(({ code }) => code)).toEqual(['too-deep']);
});

it('refuses a text of more than a mebibyte unread', () => {
  expect(issuesOf(`# ${'x'.repeat(2 ** 20)}`)).toMatchObject([{ code: 'too-large', line: 1, column: 1 }]);
});

it('says what to reduce when memory does not suffice', () => {
  const [issue] = issuesOf(spoilt('count: 100', 'count: 100M'));
  expect(issue?.message).toBe('a run would need about 3,879 MiB, 3,815 MiB of it here');
  expect(issue?.allowed).toBe('at most 2GiB: have fewer keys, or raise memory');
});
