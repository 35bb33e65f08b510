/**
 * Pre-split: keys lie in ranges, and the boundaries are chosen before the load comes: from a sample of earlier requests, from
 * the different keys in it, or evenly over names that begin with hex digits.
 *
 * A name that outweighs a range gets one of its own. Fails: where the names are not what was assumed, all of them lie in one
 * range; ascending keys are in one range at a time, wherever its boundaries are; a small sample is chance. Source: F.S4 for a
 * table that begins as one region.
 */
import { type Condition, idleOption } from '../model/idle-option.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { replaced } from '../model/placement/isolated.ts';
import { choice, count, type OptionsOf } from '../units/option.ts';

const options = {
  by: choice(['requests', 'keys', 'hex'], {
    default: 'requests',
    doc: 'Equal ranges by the requests in a sample, by the different keys in it, or of hex names',
  }),
  sample: count({ default: '10k', min: 1, max: 1_000_000, doc: 'Requests in the sample' }),
};

const NEEDS: readonly Condition<OptionsOf<typeof options>>[] = [
  { names: ['sample'], isMet: ({ by }) => by !== 'hex', allowed: 'by: requests or keys' },
];

export const preSplit = defineMitigation({
  kind: 'pre-split',
  mechanism: 'Cuts the keys into ranges before the load comes, each with an equal part of it as far as a sample tells.',
  cost: 'Somebody has to know the keys, and to move the boundaries when the traffic moves.',
  backfires:
    'Boundaries for other names than there are: every key lies in one range, and all other partitions are idle.',
  options,
  decides: 'placement',
  facts: ['F.S4'],
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  misfit({ by }, { workload }) {
    const made = workload.find(({ keys }) => keys.kind === 'template');
    if (by === 'hex' || made === undefined) return null;
    return {
      option: 'by',
      message: `takes a sample, and the keys of ${JSON.stringify(made.name)} are made of what its requests carry`,
      allowed: 'hex, or keys of another kind',
    };
  },
  patch(draft, { by, sample }) {
    const { store } = draft;
    draft.store = { ...store, placement: replaced(store.placement, () => ({ kind: 'pre-split', by, sample })) };
  },
});
