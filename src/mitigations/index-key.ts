/**
 * Index key: a secondary index has its entries under another partition key, made of what the writes carry.
 *
 * An index keyed by something of few values, a status or a date, is a few hot partitions, and what they cannot take is throttled at the
 * table, however well that is keyed (F.D13, the reasons that begin with Index). A shard number behind the value spreads its entries.
 * Cost: whoever reads the index by that value asks for every shard of it. Fails: with a part that has one value at a time, as the date,
 * which puts all entries on one partition.
 */
import type { IndexConfig, ModelConfig } from '../model/config.ts';
import { partsOf } from '../model/keys/design-checks.ts';
import { attributesOf, parseTemplate } from '../model/keys/template.ts';
import type { Objection } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { type OptionsOf, text } from '../units/option.ts';

const options = {
  index: text({ doc: 'Name of the index, one of store.indexes' }),
  template: text({
    doc: 'How its partition keys are made: {name} is an attribute, {name%10} its rest, {random:10} a random number, {key} the key of the table',
  }),
};

type Options = OptionsOf<typeof options>;

function objection({ template }: Options): Objection | null {
  const parsed = parseTemplate(template);
  if (parsed.ok) return null;
  return { option: 'template', message: `has ${JSON.stringify(parsed.piece)}`, allowed: parsed.allowed };
}

function misfit({ index, template }: Options, { store, workload }: ModelConfig): Objection | null {
  const names = (store.indexes ?? []).map(({ name }) => name);
  if (!names.includes(index)) {
    return { option: 'index', message: `no index ${JSON.stringify(index)}`, allowed: names.join(', ') };
  }
  const parts = partsOf(template);
  if (parts.every(({ kind }) => kind === 'text')) {
    return { option: 'template', message: 'makes one key of all entries', allowed: 'a part such as {status} or {key}' };
  }
  const carried = new Set(workload.flatMap(({ attributes = [] }) => attributes.map(({ name }) => name)));
  const lacking = attributesOf(parts).find((asked) => !carried.has(asked));
  if (lacking === undefined) return null;
  const allowed = carried.size > 0 ? [...carried].join(', ') : 'attributes of a workload';
  return { option: 'template', message: `no request carries ${lacking}`, allowed };
}

export const indexKey = defineMitigation({
  kind: 'index-key',
  mechanism: 'Makes the partition keys of a secondary index by another template: the same entries, spread otherwise.',
  cost: 'Who reads the index by a value asks for every shard of it; an index that exists is built anew.',
  backfires:
    'When the parts have few values at one time, as a date: all entries are on one partition, and what it cannot take is throttled at the table.',
  options,
  needs: 'indexes',
  facts: ['F.D13'],
  objection,
  misfit,
  patch(draft, { index, template }) {
    const renamed = (config: IndexConfig) => (config.name === index ? { ...config, key: template } : config);
    draft.store = { ...draft.store, indexes: (draft.store.indexes ?? []).map(renamed) };
  },
});
