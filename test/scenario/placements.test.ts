/** How keys find partitions, as a scenario writes it: what is read, and what is refused and where. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { spoilt } from '../support/scenario-text.ts';

const withPlacement = (placement: string, partitions = '4'): string =>
  spoilt('partitions: 4', `partitions: ${partitions}\n  placement: ${placement}`);

function placementOf(placement: string): unknown {
  const result = parseScenario(withPlacement(placement), { file: 'test.yaml' });
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('; '));
  return result.scenario.model.store.placement;
}

/** Each issue as its message and the text it marks. */
function refused(text: string): string[] {
  const result = parseScenario(text, { file: 'test.yaml' });
  if (result.ok) return [];
  const lines = text.split('\n');
  return result.issues.map(
    ({ message, line, column, length }) => `${message} "${lines[line - 1]!.slice(column - 1, column - 1 + length)}"`,
  );
}

describe('a placement', () => {
  test.each(['rendezvous', 'redis-slots', 'kafka-murmur2'])('by %s needs no more', (kind) => {
    expect(placementOf(`{kind: ${kind}}`)).toEqual({ kind });
  });

  test('by directory has a table, and partitions for the others', () => {
    expect(placementOf('{kind: directory, table: {celebrity: 3, "user:*": 0}}')).toEqual({
      kind: 'directory',
      table: { celebrity: 3, 'user:*': 0 },
      others: null,
    });
    expect(placementOf('{kind: directory, table: {}, others: 3}')).toMatchObject({ table: {}, others: 3 });
  });
});

describe('a bad placement is refused where it is wrong', () => {
  test.each([
    ['{kind: directory}', ['store.placement.table is missing "placement"']],
    [
      '{kind: directory, table: {a: 4, b: 3, "c:*": 99}}',
      ['"a" is placed on partition 4 of 4 "4"', '"c:*" is placed on partition 99 of 4 "99"'],
    ],
    ['{kind: directory, table: {a: -1}}', ['store.placement.table.a is -1 "-1"']],
    ['{kind: directory, table: {a: first}}', ['store.placement.table.a is "first" "first"']],
    ['{kind: directory, table: [a]}', ['store.placement.table is ["a"] "[a]"']],
    ['{kind: directory, table: {a: 1}, others: 5}', ['5 of 4 partitions for all other keys "5"']],
    ['{kind: directory, table: {a: 1}, others: 0}', ['store.placement.others is 0 "0"']],
  ])('%s', (placement, issues) => {
    expect(refused(withPlacement(placement))).toEqual(issues);
  });

  test('with more partitions than it can do with', () => {
    expect(refused(withPlacement('{kind: redis-slots}', '16385'))).toEqual(['16385 partitions "redis-slots"']);
    expect(refused(withPlacement('{kind: rendezvous}', '10001'))).toEqual(['10001 partitions "rendezvous"']);
  });
});

describe('under a plan', () => {
  const plan = (levers: string, placement = '{kind: hash}'): string =>
    `${withPlacement(placement)}plans:\n  none: []\n  changed: [${levers}]\n`;

  test('a directory must know all partitions, and some must be left beside isolated keys', () => {
    const fewer = '{kind: more-partitions, partitions: 2}';
    expect(refused(plan(fewer, '{kind: directory, table: {a: 2}}'))[0]).toMatch(
      /^under this plan "a" is placed on partition 2 of 2 /,
    );
    expect(refused(plan(`{kind: isolation, keys: [a, b]}, ${fewer}`))[0]).toMatch(
      /^under this plan 2 of 2 partitions belong to isolated keys /,
    );
    expect(refused(plan(`${fewer}, {kind: isolation, keys: [a, b]}`))).toEqual([]);
  });

  // A write of 1 KiB takes a unit; 300 s of a quarter of .0132/s are .99 units, of .0136/s 1.02.
  test('an item must fit into what a partition can save up of its share', () => {
    const bought = (rate: string) =>
      plan(`{kind: provisioned-throughput, writes: ${rate}}`).replace('keys:', 'reads: 50%\n    keys:');
    expect(refused(bought('0.0136/s'))).toEqual([]);
    expect(refused(bought('0.0132/s'))[0]).toMatch(/^under this plan an item of this size takes 1 units to write/);
  });

  test.each([
    ['{kind: placement, by: hash, virtualNodes: 8}', 'virtualNodes'],
    ['{kind: pre-split, by: hex, sample: 100}', 'sample'],
    ['{kind: isolation, keys: [a, a]}', 'keys'],
    ['{kind: two-choices, every: 10us}', 'every'],
  ])('%s is refused for its %s', (lever, option) => {
    const [issue, ...others] = refused(plan(lever));
    expect(issue).toContain(`"${option}"`);
    expect(others).toEqual([]);
  });
});
