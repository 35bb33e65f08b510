/**
 * Cache with a time to live, shared by all app servers: reads of a cached key do not reach the store.
 *
 * Cost: answers may be as old as the time to live; memory for each key ever held, as nothing is evicted. Fails: at expiry and on a cold start every
 * concurrent reader misses at once (a stampede), unless coalescing stands behind it; writes gain nothing.
 * Source: texts 001 and 003; time to live from the moment the answer came back.
 */
import { DONE, GO, OUTCOME_SERVED, PARK, READ } from '../model/codes.ts';
import type { Column, KeyColumn, KeySet, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { duration, type OptionsOf, texts } from '../units/option.ts';

const options = {
  ttl: duration({ default: '5s', min: 1, doc: 'How long an answer is reused after it came back from the store' }),
  hit: duration({ default: '500us', doc: 'What a hit costs: a round trip to the cache' }),
  keys: texts({ optional: true, doc: 'Keys to cache, by name or by a prefix ending in *; all when left out' }),
};

class Cache implements Lever {
  readonly kind = 'cache';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private keys!: KeySet;
  private expiresAt!: KeyColumn;
  private values!: KeyColumn;
  private missed!: Column<Int32Array>;
  private hitDelay = 0;
  private held = 0;
  /** What expires up to then was in memory when it was flushed. */
  private flushedUpTo = 0;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.keys = world.keys(this.options.keys ?? null);
    this.expiresAt = world.keyColumn();
    this.values = world.keyColumn();
    this.missed = world.i32();
    this.hitDelay = world.delay(this.options.hit);
  }

  answer(r: number): number {
    const { req } = this.world;
    const key = req.key(r);
    if (req.op(r) !== READ || !this.keys.has(key)) return GO;
    const expiresAt = this.expiresAt.get(key);
    if (expiresAt <= this.world.now() || expiresAt <= this.flushedUpTo) {
      this.missed.data[r] = 1;
      return GO;
    }
    req.setValue(r, this.values.get(key));
    if (this.options.hit === 0) return DONE;
    this.world.resumeAfter(this.hitDelay, r, DONE);
    return PARK;
  }

  done(r: number, outcome: number): void {
    if (this.missed.data[r] === 0) return;
    this.missed.data[r] = 0;
    if (outcome !== OUTCOME_SERVED) return;
    const key = this.world.req.key(r);
    if (this.expiresAt.get(key) === 0) this.held++;
    this.expiresAt.set(key, this.world.now() + this.options.ttl);
    this.values.set(key, this.world.req.value(r));
  }

  flush(): void {
    this.flushedUpTo = this.world.now() + this.options.ttl;
  }

  footprint(): number {
    return this.held;
  }
}

export const cache = defineMitigation({
  kind: 'cache',
  mechanism: 'Keeps answers in memory for a time to live; a read of a key it holds never reaches the store.',
  cost: 'Answers up to the time to live old, and memory for every key held.',
  backfires: 'Readers that miss together all go to the store: cold starts and expiries of a hot key come as a burst.',
  options,
  feels: ['flush'],
  facts: [],
  create: (given) => new Cache(given),
});
