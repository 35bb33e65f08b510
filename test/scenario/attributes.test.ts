import { describe, expect, it } from 'vitest';
import { topShareOf } from '../../src/scenario/load.ts';
import { estimateMemory } from '../../src/scenario/memory.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

const CARRIED = '{tenant: {kind: zipf, count: 1k, exponent: 1}, event: {kind: unique}, date: {kind: date}}';

/** A scenario with keys, attributes, more of the workload, and levers as written. */
function text({
  keys = '{kind: template, template: "{tenant}"}',
  attributes = CARRIED,
  more = '',
  plan = '[]',
}): string {
  return `name: Attributes
duration: 1m
store: {partitions: 4}
workload:
  - {name: w, arrivals: {rate: 100/s}, keys: ${keys}, attributes: ${attributes}${more}}
plans: {p: ${plan}}
`;
}

const design = (options: string) => ({ plan: `[{kind: key-template, ${options}}]` });
const template = (written: string) => ({ keys: `{kind: template, template: "${written}"}` });
const sorted = (sort: string, partition = '{tenant}') => ({
  keys: `{kind: template, template: "${partition}", sort: "${sort}"}`,
});

function parsed(source: string): Scenario {
  const result = parseScenario(source, { file: 'test.yaml' });
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('; '));
  return result.scenario;
}

/** Each issue as `code "marked text" → suggestion`. */
function seen(source: string): string[] {
  const lines = source.split('\n');
  const result = parseScenario(source, { file: 'test.yaml' });
  return (result.ok ? [] : result.issues).map(({ code, line, column, length, didYouMean }) => {
    const marked = lines[line - 1]!.slice(column - 1, column - 1 + length);
    return `${code} "${marked}"${didYouMean === null ? '' : ` → ${didYouMean}`}`;
  });
}

describe('attributes', () => {
  it('are read with their defaults', () => {
    const attributes = `{a: {kind: uniform, count: 5, first: 1}, b: {kind: zipf, count: 1M}, c: {kind: hotspot, count: 10},
      d: {kind: single, value: 3}, e: {kind: unique}, f: {kind: hour, start: "2026-11-27T12:00"}, g: {kind: date}}`;
    const { model } = parsed(text({ attributes, ...template('{a}') }));
    expect(model.workload[0]!.attributes).toEqual([
      { name: 'a', kind: 'uniform', count: 5, first: 1 },
      { name: 'b', kind: 'zipf', count: 1e6, exponent: 0.99, first: 0 },
      { name: 'c', kind: 'hotspot', count: 10, hotKeys: 0.2, hotOperations: 0.8, first: 0 },
      { name: 'd', kind: 'single', value: 3 },
      { name: 'e', kind: 'unique' },
      { name: 'f', kind: 'hour', startMs: Date.UTC(2026, 10, 27, 12) },
      { name: 'g', kind: 'date', startMs: Date.UTC(2026, 0, 1) },
    ]);
    expect(model.workload[0]!.keys).toEqual({ kind: 'template', template: '{a}' });
  });

  it('are not there where none are written', () => {
    const source =
      'name: A\nduration: 1m\nstore: {partitions: 1}\nworkload: [{name: w, arrivals: {rate: 1/s}, keys: {kind: single, key: k}}]\n';
    expect(parsed(source).model.workload[0]).not.toHaveProperty('attributes');
  });

  it.each<[what: string, source: string, issues: string[]]>([
    ['an unknown kind', text({ attributes: '{tenant: {kind: zipff, count: 3}}' }), ['unknown-word "zipff" → zipf']],
    ['a prefix', text({ attributes: '{tenant: {kind: uniform, count: 3, prefix: t}}' }), ['unknown-name "prefix"']],
    ['no moment', text({ attributes: '{tenant: {kind: date, start: tomorrow}}' }), ['wrong-value "tomorrow"']],
    ['no such moment', text({ attributes: '{tenant: {kind: date, start: 2026-02-30}}' }), ['wrong-value "2026-02-30"']],
    ['a bad name', text({ attributes: '{tenant: {kind: unique}, 1st: {kind: unique}}' }), ['bad-name "1st"']],
    [
      'a name of something else',
      text({ attributes: '{tenant: {kind: unique}, key: {kind: unique}}' }),
      ['bad-name "key"'],
    ],
    ['an attribute that is not there', text(template('{tennant}')), ['unknown-attribute "tennant" → tenant']],
    ['a template of nothing', text({ ...template('{tenant}'), attributes: '{}' }), ['unknown-attribute "tenant"']],
    ['a template without a part', text(template('all')), ['wrong-value ""all""']],
    ['a part that is wrong', text(template('T{tenant%0}')), ['wrong-value "{tenant%0}"']],
    ['parts side by side', text(template('{tenant}{date}')), ['wrong-value "{date}"']],
    ['a random key', text(template('{tenant}#{random:3}')), ['wrong-value "{random:3}"']],
    ['a key of itself', text(template('{key}#{tenant}')), ['wrong-value "{key}"']],
    ['a sort key that is one item', text(sorted('all')), ['wrong-value ""all""']],
    ['a sort key of an attribute that is not there', text(sorted('{evnt}')), ['unknown-attribute "evnt" → event']],
    ['a sort key that is wrong', text(sorted('{event')), ['wrong-value "{event"']],
    ['a random sort key', text(sorted('{event}#{random:3}')), ['wrong-value "{random:3}"']],
    ['a partition key that is wrong', text(sorted('{event}', '{tennant}')), ['unknown-attribute "tennant" → tenant']],
    ['a history of such keys', text({ more: ', history: all' }), ['wrong-value ""{tenant}""']],
    [
      'an equal range, which goes by number',
      text({}).replace('{partitions: 4}', '{partitions: 4, placement: {kind: range}}'),
      ['wrong-value ""{tenant}""'],
    ],
    [
      'one name for a number and a date',
      text({}).replace(
        'plans:',
        '  - {name: v, arrivals: {rate: 1/s}, keys: {kind: single, key: k}, attributes: {tenant: {kind: date}}}\nplans:',
      ),
      ['wrong-value "date"'],
    ],
  ])('with %s are refused', (_, source, issues) => {
    expect(seen(source)).toEqual(issues);
  });

  it('make keys whose number and popularity are reckoned with', () => {
    const shareOf = (written: string) => topShareOf(parsed(text(template(written))).model.workload[0]!);
    const keysOf = (written: string) => estimateMemory(parsed(text(template(written)))).keys[0]! / 240;
    // The most popular of 1,000 Zipf tenants has 1/H(1000) = 13.4 %, and with it the rest 0 of those divided by two a half of what is left.
    expect(shareOf('{tenant}')).toBeCloseTo(0.1336, 3);
    expect(shareOf('{tenant%2}')).toBeCloseTo(0.1336 + 0.8664 / 2, 3);
    expect([shareOf('{date}'), shareOf('{event}')]).toEqual([1, 0]);
    expect([keysOf('{tenant}'), keysOf('{tenant%2}'), keysOf('{event}'), keysOf('{tenant%2}/{event%5}')]).toEqual([
      1000, 2, 6000, 10,
    ]);
    expect(keysOf('{date}')).toBeCloseTo(1 + 1 / 1440, 9);
  });

  // What the heat falls on is the partition key; what takes memory are the items.
  it('with sort keys are as popular as their partition keys, and as many as their items', () => {
    const { model } = parsed(text(sorted('{event%20}')));
    expect(model.workload[0]!.keys).toEqual({ kind: 'template', template: '{tenant}', sort: '{event%20}' });
    expect(topShareOf(model.workload[0]!)).toBeCloseTo(0.1336, 3);
    const itemsOf = (sort: string, partition: string) =>
      estimateMemory(parsed(text(sorted(sort, partition)))).keys[0]! / 340;
    expect([itemsOf('{event%5}', '{tenant%2}'), itemsOf('{event%50}', 'all'), itemsOf('{event}', '{tenant}')]).toEqual([
      10, 50, 6000,
    ]);
    expect(topShareOf(parsed(text(sorted('{event}', 'all'))).model.workload[0]!)).toBe(1);
  });
});

describe('a key design', () => {
  it.each<[what: string, options: string, issues: string[]]>([
    ['a wrong template', 'template: "{tenant"', ['wrong-value "template"']],
    ['an unknown that is not asked for', 'template: "{tenant}", unknown: [event]', ['wrong-value "unknown"']],
    ['an attribute that nobody carries', 'template: "{user}"', ['misfit ""{user}""']],
    ['a workload that does not exist', 'template: "{tenant}", workloads: [x]', ['misfit "[x]"']],
    ['too many keys for a read', 'template: "{random:2000}"', ['misfit ""{random:2000}""']],
    ['too many in all', 'template: "{random:40}/{event%40}"', ['misfit ""{random:40}/{event%40}""']],
    ['keys without end', 'template: "{event}", reads: one', ['misfit ""{event}""']],
    ['a date that is not known', 'template: "{date}", unknown: [date]', ['misfit "[date]"']],
  ])('with %s is refused', (_, options, issues) => {
    expect(seen(text(design(options)))).toEqual(issues);
  });

  it('may have as many keys as it likes where nobody reads', () => {
    expect(seen(text({ ...design('template: "{event}"'), more: ', reads: 0%' }))).toEqual([]);
    expect(seen(text(design('template: "{tenant}/{random:1000}"')))).toEqual([]);
  });

  it('is not for posts, which go to timelines', () => {
    const posts = ', reads: 0%, fanout: {followers: {kind: fixed, count: 2}, timelines: {count: 10}}';
    const source = `${text({ ...design('template: "{tenant}"'), more: posts })}workers: {count: 2, work: 1ms}\n`;
    expect(seen(source)).toEqual(['misfit "{"']);
  });
});

describe('a quota', () => {
  it('needs requests that say whose they are', () => {
    const quota = (options: string) => text({ plan: `[{kind: tenant-quota, rate: 5/s${options}}]` });
    expect(seen(quota(''))).toEqual([]);
    expect(seen(quota(', attribute: user'))).toEqual(['misfit "user"']);
  });
});

describe('salting', () => {
  it('has other numbers of salts only for keys that are named with one', () => {
    const salting = (each: string) => text({ plan: `[{kind: salting, each: ${each}}]` });
    expect(seen(salting('[a=2, "b:*=64"]'))).toEqual([]);
    for (const wrong of ['[a]', '[a=1]', '[a=20000]', '["=3"]', '[a=2, a=3]'])
      expect(seen(salting(wrong))).toEqual(['wrong-value "each"']);
  });
});
