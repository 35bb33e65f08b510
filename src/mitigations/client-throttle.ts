/**
 * Client-side throttling: a client that sees few of its calls accepted sends fewer, by chance.
 *
 * Of the calls of the last two minutes a client counts those it wanted to make and those that were served, and refuses the next one by itself with
 * max(0, (requests − K·accepts)/(requests + 1)) (F.R10). With K = 2 the store gets at most about twice what it serves (P.R16). Fails: with K
 * near 1 it refuses while all is well, as calls under way are no accepts yet; and the calls for a hot partition speak for all others,
 * unless they are counted apart.
 */
import { ClientScope } from '../model/client/scope.ts';
import { CLIENT, GO, REFUSE, SERVED } from '../model/codes.ts';
import type { Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import type { Stream } from '../random/stream.ts';
import { RollingCounts } from '../sketch/rolling-counts.ts';
import { choice, duration, number, type OptionsOf } from '../units/option.ts';

const options = {
  k: number({ default: 2, min: 1, max: 100, fact: 'F.R10', doc: 'Calls that may be made for each one that is served' }),
  window: duration({ default: '2m', min: 10, fact: 'F.R10', doc: 'How far back a client counts' }),
  per: choice(['store', 'partition'], {
    default: 'store',
    doc: 'Whether a client counts all its calls together, or those for each partition apart',
  }),
};

class ClientThrottle implements Lever {
  readonly kind = 'client-throttle';
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private chance!: Stream;
  private requests!: RollingCounts;
  private accepts!: RollingCounts;
  private scope!: ClientScope;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { per, window } = this.options;
    this.world = world;
    this.chance = world.stream('refuse');
    this.scope = new ClientScope(world, per);
    this.requests = new RollingCounts(this.scope.size, window);
    this.accepts = new RollingCounts(this.scope.size, window);
  }

  admit(attempt: number, site: number): number {
    if (site !== CLIENT) return GO;
    const now = this.world.now();
    const counter = this.scope.indexOf(attempt);
    const requests = this.requests.sum(counter, now);
    this.requests.add(counter, now);
    const surplus = requests - this.options.k * this.accepts.sum(counter, now);
    return surplus > 0 && this.chance.uniform() * (requests + 1) < surplus ? REFUSE : GO;
  }

  settle(attempt: number, end: number): void {
    if (end === SERVED) this.accepts.add(this.scope.indexOf(attempt), this.world.now());
  }
}

export const clientThrottle = defineMitigation({
  kind: 'client-throttle',
  mechanism:
    'A client that sees few of its calls served refuses some by itself, so that the store gets about K times what it serves.',
  cost: 'Calls that the store would have served, and the time after an overload until the client has forgotten it.',
  backfires:
    'With K near 1 it refuses while all is well, as calls under way are not yet served; and one hot partition speaks for all unless they are counted apart.',
  options,
  facts: ['F.R10'],
  create: (given) => new ClientThrottle(given),
});
