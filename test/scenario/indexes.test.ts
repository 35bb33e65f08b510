import { describe, expect, test } from 'vitest';
import { estimateMemory } from '../../src/scenario/memory.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const text = ({
  indexes = '[{name: by-status, key: "{status}"}]',
  attributes = 'attributes: {status: {kind: uniform, count: 4}, order: {kind: unique}}',
  partition = 'ceiling: {writes: 100/s}',
  reads = '0%',
  plan = '[]',
} = {}): string => `name: Indexes
duration: 1m
store:
  partitions: 4
  partition: {${partition}}
  indexes: ${indexes}
workload:
  - {name: w, arrivals: {rate: 90/s}, keys: {kind: uniform, count: 100}, reads: ${reads}, size: 3KiB, ${attributes}}
plans: {p: ${plan}}
`;

const parsed = (source: string) => parseScenario(source, { file: 'test.yaml' });

function indexesOf(source: string) {
  const result = parsed(source);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('; '));
  return result.scenario.model.store.indexes;
}

/** Each finding as `code "marked text" → suggestion`. */
function seen(source: string): string[] {
  const lines = source.split('\n');
  const result = parsed(source);
  return (result.ok ? result.warnings : result.issues).map(({ code, line, column, length, didYouMean }) => {
    const marked = lines[line - 1]!.slice(column - 1, column - 1 + length);
    return `${code} "${marked}"${didYouMean === null ? '' : ` → ${didYouMean}`}`;
  });
}

describe('store.indexes', () => {
  test('have what is not said of them from the table', () => {
    const usual = { name: 'by-status', key: '{status}', partitions: 4, entryBytes: null, lagMs: 1000 };
    expect(indexesOf(text())).toEqual([{ ...usual, writesPerSecond: 100 }]);
    expect(indexesOf(text({ partition: 'share: {writes: 50/s}, ceiling: {writes: 100/s}' }))).toEqual([
      { ...usual, writesPerSecond: 50 },
    ]);
    expect(indexesOf(text({ partition: '' }))).toEqual([{ ...usual, writesPerSecond: null }]);
    const own = '[{name: by-status, key: "{status}", partitions: 8, writes: none, size: 100B, lag: 0s}]';
    expect(indexesOf(text({ indexes: own }))).toEqual([
      { name: 'by-status', key: '{status}', partitions: 8, entryBytes: 100, lagMs: 0, writesPerSecond: null },
    ]);
  });

  test('are not in a store that has none', () => {
    expect(indexesOf(text({ indexes: '[]' }))).toBeUndefined();
    expect(indexesOf(text().replace(/ {2}indexes.*\n/, ''))).toBeUndefined();
  });

  test.each([
    [
      'a key of what nobody carries',
      { indexes: '[{name: a, key: "{status}#{ordr%5}"}]' },
      'unknown-attribute "ordr" → order',
    ],
    ['a key of what nobody carries at all', { attributes: '' }, 'unknown-attribute "status"'],
    ['a key that cannot be read', { indexes: '[{name: a, key: "{status}{order}"}]' }, 'wrong-value "{order}"'],
    ['one key for all', { indexes: '[{name: a, key: orders}]' }, 'wrong-value "orders"'],
    ['a name twice', { indexes: '[{name: a, key: "{key}"}, {name: a, key: "{status}"}]' }, 'duplicate-name "a"'],
    ['a name that is none', { indexes: '[{name: a b, key: "{key}"}]' }, 'bad-name "a b"'],
    ['a word that is not known', { indexes: '[{name: a, key: "{key}", write: 5/s}]' }, 'unknown-name "write" → writes'],
    ['no name', { indexes: '[{key: "{key}"}]' }, 'missing "{"'],
  ])('are refused with %s', (_, change, issue) => {
    expect(seen(text(change))).toEqual([issue]);
  });

  test('are refused where no entry could ever be written', () => {
    const small = '[{name: a, key: "{key}", writes: 1/s}]';
    expect(seen(text({ indexes: small }))).toHaveLength(1);
    expect(parsed(text({ indexes: small.replace('1/s', '2/s') })).ok).toBe(true);
    expect(parsed(text({ indexes: small.replace('}]', ', size: 1KiB}]') })).ok).toBe(true);
  });

  test('that no write has an entry in are doubtful', () => {
    expect(seen(text({ reads: '100%' }))).toEqual(['empty-index ""{status}""']);
    expect(seen(text())).toEqual([]);
  });
});

describe('the memory of an index', () => {
  // 5,400 writes: entries of four statuses, and of an order each.
  test('grows with its keys, which are no more than there are writes', () => {
    const bytesOf = (key: string) => {
      const result = parsed(text({ indexes: `[{name: a, key: "${key}"}]` }));
      return result.ok ? estimateMemory(result.scenario).indexes[0]! : Number.NaN;
    };
    const [status, order, salted, key] = ['{status}', '{order}', '{status}#{random:10}', '{key}'].map(bytesOf);
    expect(order! - status!).toBe(40 * (5400 - 4));
    expect(salted! - status!).toBe(40 * (40 - 4));
    expect(key! - status!).toBe(40 * (100 - 4));
  });
});

describe('index-key', () => {
  test('needs an index', () => {
    const plan = '[{kind: index-key, index: by-status, template: "{order%5}"}]';
    expect(parsed(text({ plan })).ok).toBe(true);
    expect(seen(text({ plan, indexes: '[]' }))).toContain('needs-indexes "index-key"');
    expect(seen(text({ plan: plan.replace('by-status', 'by-state') }))).toEqual(['misfit "by-state"']);
    expect(seen(text({ plan: plan.replace('order', 'odor') }))).toEqual(['misfit ""{odor%5}""']);
  });
});
