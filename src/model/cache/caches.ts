/**
 * The caches of a fleet, one for all app servers or one in each: what they hold, and how answers and the news of writes get there.
 *
 * Both take their time. An answer that was read before a write and is stored after the news of it stays until it expires, unless leases
 * make its token void; news that a local cache never hears leaves it what it had.
 */
import type { Stream } from '../../random/stream.ts';
import type { Later, Laters } from '../later.ts';
import type { Key, Ms, Req, World } from '../mitigation.ts';
import { Leases, REFUSED } from './leases.ts';
import { type Eviction, NOTHING, Shelf } from './shelf.ts';

export interface CacheSettings {
  readonly ttl: Ms;
  readonly scope: 'shared' | 'process';
  /** Most entries of one cache; undefined: as many as there are keys. */
  readonly entries: number | undefined;
  readonly evict: Eviction;
  readonly fill: Ms;
  /** What a write does to them. */
  readonly writes: 'nothing' | 'invalidate' | 'write-through';
  readonly delay: Ms;
  readonly loss: number;
  /** How long an old answer is kept. */
  readonly grace: Ms;
  readonly lease: 'none' | 'wait' | 'stale';
  readonly token: Ms;
}

/** Whose news it is that all caches have yet to hear. */
const NOBODY = -1;

export class Caches {
  private readonly world: World;
  private readonly settings: CacheSettings;
  /** By process, of those that have asked or written; or one. */
  private readonly shelves: Shelf[] = [];
  private readonly leases: Leases[] = [];
  /** By cache: when its app server last crashed. */
  private readonly crashedAt: number[] = [];
  private readonly fills: Later | null;
  private readonly news: Later | null;
  private readonly chance: Stream;

  constructor(world: World, laters: Laters, settings: CacheSettings) {
    this.world = world;
    this.settings = settings;
    this.fills = laters.open(settings.fill, 6, (at) => this.filled(at));
    this.news = laters.open(settings.delay, 3, (at) => this.heardAt(at));
    this.chance = world.stream('loss');
    if (settings.scope === 'shared') this.at(0);
  }

  /** Which cache the app server of a request asks. */
  indexOf(r: Req): number {
    return this.settings.scope === 'process' ? this.world.req.process(r) : 0;
  }

  at(index: number): Shelf {
    const known = this.shelves[index];
    if (known !== undefined) return known;
    while (this.shelves.length <= index) {
      this.shelves.push(new Shelf(this.settings.entries, this.settings.evict));
      this.leases.push(new Leases(this.settings.token));
      this.crashedAt.push(Number.NEGATIVE_INFINITY);
    }
    return this.shelves[index]!;
  }

  /** A token to fetch a key that the cache does not hold, or REFUSED. */
  lease(index: number, key: Key): number {
    return this.leases[index]!.take(key, this.world.now());
  }

  /** An answer came back for a cache, good for `ttl`; `token` is what it was fetched with, REFUSED where no leases are given. */
  bring(index: number, key: Key, value: number, tookMs: Ms, token: number, ttl: Ms): void {
    if (this.fills === null) {
      this.store(index, key, value, tookMs, token, ttl);
      return;
    }
    const at = this.fills.add();
    const { items } = this.fills;
    items[at] = index;
    items[at + 1] = key;
    items[at + 2] = value;
    items[at + 3] = tookMs;
    items[at + 4] = token;
    items[at + 5] = ttl;
  }

  /** What was to be fetched behind the readers' backs did not come. */
  refreshFailed(index: number, key: Key): void {
    const shelf = this.shelves[index]!;
    const entry = shelf.find(key);
    if (entry !== NOTHING) shelf.isRefreshing[entry] = 0;
  }

  /** The store acknowledged a write to its app server. */
  written(r: Req): void {
    const { req } = this.world;
    const key = req.key(r);
    const value = req.value(r);
    const teller = this.settings.scope === 'process' ? req.process(r) : NOBODY;
    if (teller !== NOBODY) this.takeIn(teller, key, value);
    if (this.news === null) {
      this.heard(key, value, teller);
      return;
    }
    const at = this.news.add();
    const { items } = this.news;
    items[at] = key;
    items[at + 1] = value;
    items[at + 2] = teller;
  }

  flush(): void {
    for (const shelf of this.shelves) shelf.clear();
    for (const leases of this.leases) leases.clear();
  }

  /** An app server has crashed, null: all of them; a shared cache lives elsewhere. */
  crash(process: number | null): void {
    if (this.settings.scope === 'shared') return;
    for (let index = 0; index < this.shelves.length; index++) {
      if (process !== null && process !== index) continue;
      this.shelves[index]!.clear();
      this.leases[index]!.clear();
      this.crashedAt[index] = this.world.now();
    }
  }

  /** Whether the app server of a cache is not the one that it was then. */
  hasCrashedSince(index: number, then: Ms): boolean {
    return then < this.crashedAt[index]!;
  }

  /** Highest number of entries they held. */
  get footprint(): number {
    return this.shelves.reduce((sum, { footprint }) => sum + footprint, 0);
  }

  private filled(at: number): void {
    const { items } = this.fills!;
    if (this.hasCrashedSince(items[at]!, this.world.now() - this.settings.fill)) return;
    this.store(items[at]!, items[at + 1]!, items[at + 2]!, items[at + 3]!, items[at + 4]!, items[at + 5]!);
  }

  private store(index: number, key: Key, value: number, tookMs: Ms, token: number, ttl: Ms): void {
    if (token !== REFUSED && !this.leases[index]!.isValid(key, token)) return;
    const shelf = this.shelves[index]!;
    const entry = shelf.put(key);
    const expiresAt = this.world.now() + ttl;
    shelf.expiresAt[entry] = expiresAt;
    shelf.keptUntil[entry] = expiresAt + this.settings.grace;
    shelf.values[entry] = value;
    if (tookMs > 0) shelf.tookMs[entry] = tookMs;
    shelf.isRefreshing[entry] = 0;
  }

  private heardAt(at: number): void {
    const { items } = this.news!;
    this.heard(items[at]!, items[at + 1]!, items[at + 2]!);
  }

  /** All caches but the teller's own hear of a write, if they do. */
  private heard(key: Key, value: number, teller: number): void {
    const { scope, loss } = this.settings;
    for (let index = 0; index < this.shelves.length; index++) {
      if (index === teller || (loss > 0 && this.chance.uniform() < loss)) continue;
      if (scope === 'shared') this.takeIn(index, key, value);
      else this.drop(index, key);
    }
  }

  /** A cache that can be given what was written has it, or drops what it had. */
  private takeIn(index: number, key: Key, value: number): void {
    if (this.settings.writes === 'invalidate') {
      this.drop(index, key);
      return;
    }
    this.at(index);
    this.leases[index]!.void(key);
    this.store(index, key, value, 0, REFUSED, this.settings.ttl);
  }

  private drop(index: number, key: Key): void {
    const shelf = this.at(index);
    this.leases[index]!.void(key);
    const entry = shelf.find(key);
    if (entry === NOTHING) return;
    const now = this.world.now();
    if (this.settings.lease !== 'stale') shelf.remove(entry);
    else if (shelf.expiresAt[entry]! > now) shelf.expire(entry, now + this.settings.grace);
  }
}
