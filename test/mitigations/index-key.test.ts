import { describe, expect, test } from 'vitest';
import { indexKey } from '../../src/mitigations/index-key.ts';
import type { AttributeConfig, IndexConfig } from '../../src/model/config.ts';
import type { Draft } from '../../src/model/mitigation.ts';
import { lever, metricsOf, metronome, small } from '../support/small.ts';

const attributes: AttributeConfig[] = [
  { name: 'status', kind: 'single', value: 1 },
  { name: 'shard', kind: 'unique' },
];
const index = (name: string): IndexConfig => ({
  name,
  key: '{status}',
  partitions: 4,
  writesPerSecond: 20,
  entryBytes: null,
  lagMs: 0,
});
const changes = {
  store: { indexes: [index('one'), index('two')] },
  workload: [metronome(60, { reads: 0, attributes })],
};

describe('index-key', () => {
  test('changes the key of its index and of no other', () => {
    const draft = structuredClone(small(changes).model) as Draft;
    indexKey.patch!(draft, { index: 'two', template: '{shard%5}' });
    expect(draft.store.indexes).toEqual([index('one'), { ...index('two'), key: '{shard%5}' }]);
  });

  test('lets the table take what its index kept out', () => {
    const [one] = changes.store.indexes;
    const only = { ...changes, store: { indexes: [one!] } };
    const spread = metricsOf({
      ...only,
      plan: [lever('index-key', { index: 'one', template: '{status}#{shard%64}' })],
    });
    expect(spread['attempts.throttledShare']!).toBeLessThan(0.2 * metricsOf(only)['attempts.throttledShare']!);
  });

  test.each([
    ['nobody', '{status}', 'index', 'no index "nobody"'],
    ['one', '{stats}', 'template', 'no request carries stats'],
    ['one', 'all', 'template', 'makes one key of all entries'],
  ])('of %s with %s does not fit', (name, template, option, message) => {
    expect(indexKey.misfit!({ index: name, template }, small(changes).model)).toMatchObject({ option, message });
  });

  test('with a template that cannot be read is refused', () => {
    expect(indexKey.objection!({ index: 'one', template: '{a}{b}' }, new Set())).toMatchObject({ option: 'template' });
    expect(indexKey.objection!({ index: 'one', template: '{status}#{shard%5}' }, new Set())).toBeNull();
  });
});
