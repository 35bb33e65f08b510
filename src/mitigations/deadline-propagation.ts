/**
 * Deadline propagation: servers know how long their callers wait, and skip work that nobody waits for any more.
 *
 * After an outage a queue is full of abandoned attempts, and a server that does them all is behind for ever: by the time
 * an attempt is done its caller has tried again. Skipping costs nothing. Source: text 001; gRPC passes deadlines so.
 */
import { defineMitigation } from '../model/mitigation.ts';
import { duration } from '../units/option.ts';

export const deadlinePropagation = defineMitigation({
  kind: 'deadline-propagation',
  mechanism: 'Sends the deadline along; a server drops work whose caller has run out of patience when its turn comes.',
  cost: 'Every request carries its deadline, and clocks or hops have to agree on it.',
  backfires:
    'Without time-outs or deadlines nothing is ever dropped; work that is just in time for the server is late for its caller.',
  options: {
    margin: duration({
      default: '0s',
      doc: 'Work with less time left than this is dropped too: what serving it takes',
    }),
  },
  facts: [],
  patch(draft, { margin }) {
    draft.store = { ...draft.store, partition: { ...draft.store.partition, expiryMarginMs: margin } };
  },
});
