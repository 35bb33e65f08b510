/**
 * Placement: keys are found in another way, by a hash, a ring, a range or as Redis Cluster and Kafka do.
 *
 * It decides how evenly keys spread, which of them share a partition, and how many move when partitions are added. Fails: on a
 * hot key, which every placement gives to exactly one partition; and by ranges where neighbours are hot together. Cost: all
 * data moves once. Sources: P.H6 for the ring, P.H17, P.H19.
 */
import type { PlacementConfig } from '../model/config.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { replaced } from '../model/placement/isolated.ts';
import { choice, count, type OptionsOf } from '../units/option.ts';

const options = {
  by: choice(['hash', 'modulo', 'ring', 'range', 'rendezvous', 'redis-slots', 'kafka-murmur2'], {
    doc: 'How keys find their partition; boundaries that the store has for its ranges stay',
  }),
  virtualNodes: count({
    default: 16,
    min: 1,
    max: 1024,
    fact: 'F.S7',
    doc: 'Tokens of each partition where it is by ring',
  }),
};

type Options = OptionsOf<typeof options>;

const NEEDS: readonly Condition<Options>[] = [
  { names: ['virtualNodes'], isMet: ({ by }) => by === 'ring', allowed: 'by: ring' },
];

function placementBy({ by, virtualNodes }: Options, before: PlacementConfig): PlacementConfig {
  if (by === 'ring') return { kind: by, virtualNodes };
  if (by !== 'range') return { kind: by };
  return before.kind === by ? before : { kind: by, boundaries: null };
}

export const placement = defineMitigation({
  kind: 'placement',
  mechanism:
    'Finds the partition of a key by another rule: which keys are neighbours, and how evenly they spread, changes.',
  cost: 'Nearly all data has to move once; a ring of many virtual nodes is more to keep and to repair.',
  backfires: 'A ring of few tokens is less even than a hash; and a hot key is on one partition under every rule.',
  options,
  decides: 'placement',
  facts: ['F.C4', 'F.K1', 'F.S7'],
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  patch(draft, chosen) {
    const { store } = draft;
    draft.store = { ...store, placement: replaced(store.placement, (before) => placementBy(chosen, before)) };
  },
});
