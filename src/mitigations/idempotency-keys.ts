/**
 * Idempotency keys: a write carries a token of its call, and the store does not apply a second time what it knows.
 *
 * A retry after a time-out that had worked, and the second attempt of a hedged write, are answered and change nothing.
 * Cost: more write units for a token that is a record of its own, and memory for every write of the time that tokens
 * are kept. Fails: a repeat that comes later than that is applied again, and a queue makes it come later just when there
 * are most of them; and near its ceiling a partition has no units to spare. Source: text 001 (retries must be idempotent).
 */
import { defineMitigation } from '../model/mitigation.ts';
import { count, duration } from '../units/option.ts';

export const idempotencyKeys = defineMitigation({
  kind: 'idempotency-keys',
  mechanism: 'Gives every write a token by which the store knows it when it comes again, and does not apply it twice.',
  cost: 'Write units for the tokens, unless they are kept in the items, and memory for as long as they are kept.',
  backfires:
    'A repeat that comes after the token has gone is applied again; near its ceiling a partition turns writes away for the tokens.',
  options: {
    ttl: duration({ default: '10m', doc: 'How long a token is kept after its write was applied' }),
    units: count({
      default: 1,
      max: 100,
      doc: 'Write units of a token: 1 as a record of its own, 0 where the item itself keeps it',
    }),
  },
  facts: [],
  patch(draft, { ttl, units }) {
    draft.store = { ...draft.store, idempotency: { ttlMs: ttl, units } };
  },
});
