/**
 * Outlier ejection: after a few failures of a partition in a row a client sends it nothing for a while, longer each time.
 *
 * As Envoy's outlier detection by consecutive errors, each client process being a proxy and each partition a host (F.B3): five errors, without a
 * success between them, put a host out of use for 30 s, 60 s the second time; never more of them than a share, which of few hosts is none
 * (or one, where it may always be one). Another host could serve what goes to a web server; a key has its partition and no other, so its calls fail
 * at once, but a read of which there are copies goes to another of them. Fails: a partition that is well and over its limit answers with errors,
 * too, and is cut off; and with as many out as may be, one that is ill stays. By the spread of success rates, which Envoy does as well, it does not judge.
 */
import { Ejections } from '../model/client/ejections.ts';
import { ClientScope } from '../model/client/scope.ts';
import { CLIENT, GO, REFUSE, SERVED, THROTTLED, TURNED_AWAY } from '../model/codes.ts';
import { type ModelConfig, mostPartitions } from '../model/config.ts';
import type { Lever, Objection, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { count, duration, flag, type OptionsOf, share } from '../units/option.ts';

const options = {
  errors: count({ default: 5, min: 1, max: 100_000, fact: 'F.B3', doc: 'Errors in a row that put a partition out' }),
  base: duration({
    default: '30s',
    min: 1,
    fact: 'F.B3',
    doc: 'How long it stays out: the first time so long, the second time twice as long',
  }),
  longest: duration({ default: '300s', min: 1, fact: 'F.B3', doc: 'The longest that it stays out' }),
  sweep: duration({ default: '10s', min: 10, fact: 'F.B3', doc: 'How often it is looked whose time is up' }),
  most: share({ default: '10%', fact: 'F.B3', doc: 'Share of the partitions that may be out together' }),
  alwaysOne: flag({ default: false, doc: 'Whether one may be out even where that is more than the share' }),
  throttles: flag({
    default: false,
    doc: 'Whether a throttle is an error, as where the store says 503 to it; said with 429 it is an answer',
  }),
};

/** A tenth of thirty partitions is three of them. */
const ROUNDING = 1e-9;

type Chosen = OptionsOf<typeof options>;

class OutlierEjection implements Lever {
  readonly kind = 'outlier-ejection';
  private readonly options: Chosen;
  private world!: World;
  /** One account for each client process and partition. */
  private scope!: ClientScope;
  private ejections!: Ejections;
  private inARow!: Int32Array;
  /** Partitions that one process has accounts for. */
  private hosts = 0;

  constructor(given: Chosen) {
    this.options = given;
  }

  bind(world: World): void {
    const { base, longest, sweep } = this.options;
    this.world = world;
    this.scope = new ClientScope(world, 'partition');
    this.hosts = mostPartitions(world.config.store);
    this.ejections = new Ejections(this.scope.size, { baseMs: base, mostMs: Math.max(base, longest), sweepMs: sweep });
    this.inARow = new Int32Array(this.scope.size);
  }

  avoids(attempt: number): boolean {
    return this.ejections.isOut(this.scope.indexOf(attempt), this.world.now());
  }

  admit(attempt: number, site: number): number {
    return site === CLIENT && this.avoids(attempt) ? REFUSE : GO;
  }

  settle(attempt: number, end: number): void {
    // Turned away by whoever: it says nothing of the partition.
    if (end === TURNED_AWAY) return;
    const account = this.scope.indexOf(attempt);
    const now = this.world.now();
    if (this.ejections.isOut(account, now)) return;
    if (end === SERVED || (end === THROTTLED && !this.options.throttles)) this.inARow[account] = 0;
    else if (++this.inARow[account]! === this.options.errors) this.tryToEject(account, now);
  }

  /** Five in a row more are needed where it may not. */
  private tryToEject(account: number, now: number): void {
    this.inARow[account] = 0;
    const first = account - (account % this.hosts);
    if (this.isAllowed(this.ejections.out(first, this.hosts, now))) this.ejections.eject(account, now);
  }

  private isAllowed(out: number): boolean {
    const { alwaysOne, most } = this.options;
    return (alwaysOne && out === 0) || out + 1 <= most * this.world.partitions() + ROUNDING;
  }
}

function misfit({ most, alwaysOne }: Chosen, { store }: ModelConfig): Objection | null {
  if (alwaysOne || most * mostPartitions(store) >= 1) return null;
  const allowed = `at least one of the ${store.partitions} partitions, or alwaysOne: true`;
  return { option: 'most', message: 'lets no partition be ejected', allowed };
}

export const outlierEjection = defineMitigation({
  kind: 'outlier-ejection',
  mechanism:
    'A client that has seen a few errors in a row from one partition sends it nothing for a while, longer each time; reads go to copies elsewhere, if there are any.',
  cost: 'What a partition that is out would have served, until a sweep finds its time up.',
  backfires:
    'A hot partition that throttles is well, and is cut off where a throttle counts as an error; it also takes the place of one that is ill.',
  options,
  facts: ['F.B3'],
  misfit,
  objection: ({ base, longest }) =>
    longest < base ? { option: 'longest', message: 'is below base', allowed: 'at least as long as base' } : null,
  create: (given) => new OutlierEjection(given),
});
