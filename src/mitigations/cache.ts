/**
 * Cache with a time to live, shared by all app servers or in each of them: reads of a key it holds do not reach the store.
 *
 * Cost: answers as old as the time to live, or as the news of a write that has not come; memory for each key held. Fails: at expiry and
 * on a cold start every concurrent reader misses at once (a stampede), unless coalescing stands behind it, a lease, or a refresh in
 * time; an answer read before a write may be stored after the news of it, and stay; too small for its keys it is a look-up more and no
 * hit; writes gain nothing. That a key has no item is an answer as well: not kept, every read of such a key goes to the store (cache
 * penetration); kept for long, it hides the item when that is created.
 * Source: texts 001 and 003; F.C10 (leases), F.C12 (grace), F.C14 (early refresh); time to live from the moment the answer came back.
 */
import { Caches } from '../model/cache/caches.ts';
import { REFUSED } from '../model/cache/leases.ts';
import { NOTHING, type Shelf } from '../model/cache/shelf.ts';
import { DONE, FAIL, GO, OUTCOME_SERVED, PARK, READ, WRITE } from '../model/codes.ts';
import type { ModelConfig } from '../model/config.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import { Laters } from '../model/later.ts';
import type { Column, KeySet, Lever, Line, Objection, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import type { Stream } from '../random/stream.ts';
import { choice, count, duration, number, type OptionsOf, share, texts } from '../units/option.ts';

const options = {
  ttl: duration({ default: '5s', min: 1, doc: 'How long an answer is reused after it came back from the store' }),
  absent: duration({
    optional: true,
    min: 1,
    doc: 'How long it is kept that a key has no item; not at all when left out, as in a look-aside cache',
  }),
  hit: duration({ default: '500us', doc: 'What a hit costs: a round trip to the cache' }),
  miss: duration({ default: '0ms', doc: 'What finding nothing costs, before the store is asked' }),
  fill: duration({ default: '0ms', doc: 'From the answer of the store until it is in the cache' }),
  keys: texts({ optional: true, doc: 'Keys to cache, by name or by a prefix ending in *; all when left out' }),
  scope: choice(['shared', 'process'], {
    default: 'shared',
    doc: 'One cache for all client processes, or one in each of them',
  }),
  entries: count({ optional: true, min: 1, max: 100_000_000, doc: 'Most keys that a cache holds; all when left out' }),
  evict: choice(['lru', 'lfu'], {
    default: 'lru',
    doc: 'What goes when it is full: what was used least recently, or least often since it came',
  }),
  writes: choice(['nothing', 'invalidate', 'write-through'], {
    default: 'nothing',
    doc: 'What an acknowledged write does: nothing, drop the key, or store what was written; in the caches of other processes it only drops',
  }),
  delay: duration({ default: '0ms', doc: 'From the acknowledgement of a write until other caches hear of it' }),
  loss: share({ default: '0%', doc: 'Share of such messages that a cache never hears' }),
  refresh: choice(['none', 'stale', 'early'], {
    default: 'none',
    doc: 'Before readers miss: give them the old answer while one fetch goes on behind them, or let some of them fetch early',
  }),
  lease: choice(['none', 'wait', 'stale'], {
    default: 'none',
    doc: 'One token to fetch a key; who gets none waits and looks again, or is given the old answer',
  }),
  grace: duration({ default: '10s', fact: 'F.C12', doc: 'How long after its time an old answer is still given' }),
  beta: number({ default: 1, min: 0, fact: 'F.C14', doc: 'Eagerness of early refreshes: more is earlier' }),
  token: duration({ default: '10s', min: 1, fact: 'F.C10', doc: 'A key has one token in this time' }),
  poll: duration({ default: '10ms', min: 1, doc: 'How long a reader without a token waits before it looks again' }),
};

type Chosen = OptionsOf<typeof options>;

class Cache implements Lever {
  readonly kind = 'cache';
  private readonly options: Chosen;
  private world!: World;
  private laters!: Laters;
  private caches!: Caches;
  /** Only with leases. */
  private polls!: Line;
  private keys!: KeySet;
  private chance!: Stream;
  /** Which cache a request fetches for, plus 1; below 0: in front of which it waits; 0: neither. */
  private task!: Column<Int32Array>;
  /** When it began to fetch, or to wait. */
  private since!: Column<Float64Array>;
  /** With which token. */
  private token!: Column<Float64Array>;
  private hitDelay = 0;
  private missDelay = 0;

  constructor(given: Chosen) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.laters = new Laters(world);
    this.caches = new Caches(world, this.laters, this.options);
    if (this.options.lease !== 'none') this.polls = world.line(this.options.poll, (r) => this.lookAgain(r));
    this.keys = world.keys(this.options.keys ?? null);
    this.chance = world.stream('early');
    this.task = world.i32();
    this.since = world.f64();
    this.token = world.f64();
    this.hitDelay = world.delay(this.options.hit);
    this.missDelay = world.delay(this.options.miss);
  }

  answer(r: number): number {
    const { req } = this.world;
    if (req.op(r) !== READ || !this.keys.has(req.key(r))) return GO;
    return this.look(r, this.caches.indexOf(r));
  }

  done(r: number, outcome: number): void {
    const task = this.task.data[r]!;
    if (task !== 0) this.task.data[r] = 0;
    if (task > 0) this.fetched(r, task - 1, outcome);
    else if (task === 0 && this.options.writes !== 'nothing' && outcome === OUTCOME_SERVED) this.written(r);
  }

  wake(timer: number): void {
    this.laters.wake(timer);
  }

  flush(): void {
    this.caches.flush();
  }

  appCrash(process: number | null): void {
    this.caches.crash(process);
  }

  footprint(): number {
    return this.caches.footprint;
  }

  /** GO: it is to fetch; DONE: it is answered; PARK: either of them comes later. */
  private look(r: number, index: number): number {
    const { refresh, lease } = this.options;
    const shelf = this.caches.at(index);
    const now = this.world.now();
    const entry = shelf.find(this.world.req.key(r));
    if (entry !== NOTHING && shelf.expiresAt[entry]! > now) {
      return refresh === 'early' && this.isDue(shelf, entry, now)
        ? this.fetch(r, index, REFUSED)
        : this.give(r, shelf, entry);
    }
    const isOld = entry !== NOTHING && shelf.keptUntil[entry]! > now;
    if (refresh === 'stale' && isOld) {
      if (shelf.isRefreshing[entry] === 0) this.fetchBehind(r, index, entry);
      return this.give(r, shelf, entry);
    }
    if (lease === 'none') return this.fetch(r, index, REFUSED);
    const token = this.caches.lease(index, this.world.req.key(r));
    if (token !== REFUSED) return this.fetch(r, index, token);
    return lease === 'stale' && isOld ? this.give(r, shelf, entry) : this.wait(r, index);
  }

  /** Whether this reader fetches before the time is up, so that not all have to after it (XFetch). */
  private isDue(shelf: Shelf, entry: number, now: number): boolean {
    return now + shelf.tookMs[entry]! * this.options.beta * this.chance.exponential() >= shelf.expiresAt[entry]!;
  }

  private give(r: number, shelf: Shelf, entry: number): number {
    shelf.touch(entry);
    this.world.req.setValue(r, shelf.values[entry]!);
    if (this.options.hit === 0) return DONE;
    this.world.resumeAfter(this.hitDelay, r, DONE);
    return PARK;
  }

  private fetch(r: number, index: number, token: number): number {
    this.begin(r, index, token);
    if (this.options.miss === 0) return GO;
    this.world.resumeAfter(this.missDelay, r, GO);
    return PARK;
  }

  private fetchBehind(r: number, index: number, entry: number): void {
    const fetcher = this.world.issue(r);
    this.caches.at(index).isRefreshing[entry] = 1;
    this.begin(fetcher, index, REFUSED);
    this.world.send(fetcher);
  }

  private begin(r: number, index: number, token: number): void {
    this.task.data[r] = index + 1;
    this.since.data[r] = this.world.now();
    this.token.data[r] = token;
  }

  private wait(r: number, index: number): number {
    this.task.data[r] = -index - 1;
    this.since.data[r] = this.world.now();
    this.polls.push(r);
    return PARK;
  }

  private lookAgain(r: number): void {
    const { world } = this;
    const task = this.task.data[r]!;
    this.task.data[r] = 0;
    // Who has given up in the meantime is only let go.
    const verdict = task === 0 ? GO : this.lookBehind(r, -task - 1);
    if (verdict !== PARK) world.resume(r, verdict);
  }

  /** Whoever an app server let wait has an error when it has crashed. */
  private lookBehind(r: number, index: number): number {
    return this.caches.hasCrashedSince(index, this.since.data[r]!) ? FAIL : this.look(r, index);
  }

  private fetched(r: number, index: number, outcome: number): void {
    const { world, caches } = this;
    const key = world.req.key(r);
    // What an app server asked for before it crashed, nobody there waits for.
    if (caches.hasCrashedSince(index, this.since.data[r]!)) return;
    if (outcome === OUTCOME_SERVED) {
      const tookMs = world.now() - this.since.data[r]!;
      const ttl = world.req.isAbsent(r) ? this.options.absent : this.options.ttl;
      if (ttl === undefined) caches.refreshFailed(index, key);
      else caches.bring(index, key, world.req.value(r), tookMs, this.token.data[r]!, ttl);
    } else if (world.owns(r)) caches.refreshFailed(index, key);
  }

  private written(r: number): void {
    const { req } = this.world;
    if (req.op(r) === WRITE && this.keys.has(req.key(r))) this.caches.written(r);
  }
}

/** Options that say nothing without another one. */
const NEEDS: readonly Condition<Chosen>[] = [
  { names: ['evict'], isMet: ({ entries }) => entries !== undefined, allowed: 'entries: 1000' },
  { names: ['delay', 'loss'], isMet: ({ writes }) => writes !== 'nothing', allowed: 'writes: invalidate' },
  {
    names: ['grace'],
    isMet: ({ refresh, lease }) => refresh === 'stale' || lease === 'stale',
    allowed: 'refresh: stale, or lease: stale',
  },
  { names: ['beta'], isMet: ({ refresh }) => refresh === 'early', allowed: 'refresh: early' },
  { names: ['token', 'poll'], isMet: ({ lease }) => lease !== 'none', allowed: 'lease: wait, or lease: stale' },
];

function objection(chosen: Chosen, given: ReadonlySet<string>): Objection | null {
  const idle = idleOption(NEEDS, chosen, given);
  if (idle !== null || chosen.refresh === 'none' || chosen.lease === 'none') return idle;
  return { option: 'lease', message: 'is given beside refresh', allowed: 'one of them: both say who fetches' };
}

function misfit({ absent }: Chosen, { workload }: ModelConfig): Objection | null {
  if (absent === undefined || workload.some(({ exist = 1 }) => exist < 1)) return null;
  return {
    option: 'absent',
    message: 'changes nothing here',
    allowed: 'a workload some of whose keys do not exist, keys.exist',
  };
}

export const cache = defineMitigation({
  kind: 'cache',
  mechanism: 'Keeps answers in memory for a time to live; a read of a key it holds never reaches the store.',
  cost: 'Answers up to the time to live old, and memory for every key held.',
  backfires:
    'Readers that miss together all go to the store: cold starts and expiries of a hot key come as a burst. What keeps them back makes them wait, or makes answers older.',
  options,
  feels: ['flush', 'app-crash'],
  isHit: (fault, { scope }) => fault === 'flush' || scope === 'process',
  objection,
  misfit,
  facts: ['F.C10', 'F.C12', 'F.C14'],
  create: (given) => new Cache(given),
});
