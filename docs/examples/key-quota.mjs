import { defineMitigation, EDGE, GO, REFUSE, rate } from 'hotshard';

export default defineMitigation({
  kind: 'key-quota',
  mechanism: 'Turns away requests for a key beyond so many a second, at the edge.',
  cost: 'Whoever asks for a key that is popular for good reasons is turned away too.',
  backfires: 'Where the store could have served them: a quota knows keys, not spare capacity.',
  options: { limit: rate({ default: '500/s', min: 1, doc: 'Requests for one key that are let in' }) },
  facts: [],
  create({ limit }) {
    let world, next;
    return {
      kind: 'key-quota',
      bind(bound) {
        world = bound;
        // When the next request for a key is due, as a leaky bucket reckons it.
        next = world.keyColumn();
      },
      admit(r, site) {
        if (site !== EDGE) return GO;
        const key = world.req.key(r);
        const due = Math.max(world.now(), next.get(key));
        if (due - world.now() > 1000 / limit) return REFUSE;
        next.set(key, due + 1000 / limit);
        return GO;
      },
    };
  },
});
