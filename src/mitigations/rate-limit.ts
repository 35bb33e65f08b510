/**
 * Rate limit at the edge: a token bucket for everybody, for each app server or for each key; whoever finds it empty is refused.
 *
 * Cost: what is refused, whether or not the store could have served it: a limit is a number that somebody chose, and knows no spare capacity.
 * A bucket per app server splits the limit evenly, so it refuses where requests are not spread evenly, and before every server has seen any.
 * Source: text 001 (token buckets at the edge); P.T4 for what a bucket lets through.
 */
import { EDGE, GO, REFUSE } from '../model/codes.ts';
import type { KeyColumn, KeySet, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { TokenClock } from '../sketch/token-clock.ts';
import { choice, number, type OptionsOf, rate, texts } from '../units/option.ts';

const options = {
  rate: rate({ min: 0.001, doc: 'Requests that are let in; for each key where the limit is per key' }),
  burst: number({ default: 100, min: 1, doc: 'Requests that a bucket can save up; those of app servers share it' }),
  per: choice(['fleet', 'process', 'key'], {
    default: 'fleet',
    doc: 'One bucket for all, a share of it for each app server, or a bucket for each key',
  }),
  keys: texts({ optional: true, doc: 'Keys that are limited, by name or by a prefix ending in *; all when left out' }),
};

class RateLimit implements Lever {
  readonly kind = 'rate-limit';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private limited!: KeySet;
  private clock!: TokenClock;
  private fullAt = new Float64Array(0);
  private keyFullAt: KeyColumn | null = null;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { rate: perSecond, burst, per, keys } = this.options;
    this.world = world;
    this.limited = world.keys(keys ?? null);
    const buckets = per === 'process' ? world.config.clients.processes : 1;
    this.clock = new TokenClock((1000 * buckets) / perSecond, burst / buckets);
    if (per === 'key') this.keyFullAt = world.keyColumn();
    else this.fullAt = new Float64Array(buckets);
  }

  admit(r: number, site: number): number {
    if (site !== EDGE) return GO;
    const key = this.world.req.key(r);
    if (!this.limited.has(key)) return GO;
    return this.keyFullAt === null ? this.fromBucket(r) : this.fromKey(this.keyFullAt, key);
  }

  private fromBucket(r: number): number {
    const bucket = this.fullAt.length === 1 ? 0 : this.world.req.process(r);
    const full = this.clock.take(this.fullAt[bucket]!, this.world.now());
    if (Number.isNaN(full)) return REFUSE;
    this.fullAt[bucket] = full;
    return GO;
  }

  private fromKey(column: KeyColumn, key: number): number {
    const full = this.clock.take(column.get(key), this.world.now());
    if (Number.isNaN(full)) return REFUSE;
    column.set(key, full);
    return GO;
  }
}

export const rateLimit = defineMitigation({
  kind: 'rate-limit',
  mechanism:
    'Lets so many requests a second in at the edge, for all, for each app server or for each key, and refuses the rest at once.',
  cost: 'The refused requests, whether or not the store could have served them.',
  backfires:
    'When the limit is lower than what the store could take, or split over app servers that do not get equal shares.',
  options,
  facts: [],
  create: (given) => new RateLimit(given),
});
