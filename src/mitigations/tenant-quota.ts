/**
 * Tenant quota at the edge: a token bucket for each tenant, so that one who sends too much is refused and the others are not.
 *
 * Cost: what is refused, though the store may have room: a quota is a number that somebody chose. A quota kept by each app server for itself
 * needs no shared counter, and gives a tenant less than its due wherever its requests are not spread evenly over the servers. Source: text 001
 * (token buckets at the edge); P.T4 for what a bucket lets through.
 */
import { EDGE, GO, REFUSE } from '../model/codes.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Lever, Objection, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { grownTo } from '../sketch/grown.ts';
import { SlotMap } from '../sketch/slot-map.ts';
import { TokenClock } from '../sketch/token-clock.ts';
import { choice, number, type OptionsOf, rate, text } from '../units/option.ts';

const options = {
  rate: rate({ min: 0.001, doc: 'Requests of each tenant that are let in' }),
  burst: number({
    default: 100,
    min: 1,
    doc: 'Requests that a tenant can save up; the buckets of app servers share it',
  }),
  per: choice(['fleet', 'process'], {
    default: 'fleet',
    doc: 'A bucket for each tenant that all app servers share, or an equal part of it at each app server',
  }),
  attribute: text({
    default: 'tenant',
    doc: 'Attribute of the requests that says whose they are; who has none passes',
  }),
};

type Options = OptionsOf<typeof options>;

class TenantQuota implements Lever {
  readonly kind = 'tenant-quota';
  private readonly options: Options;
  private readonly buckets = new SlotMap();
  private world!: World;
  private tenant = 0;
  private clock!: TokenClock;
  /** Buckets of a tenant. */
  private parts = 1;
  private fullAt = new Float64Array(0);

  constructor(given: Options) {
    this.options = given;
  }

  bind(world: World): void {
    const { rate: perSecond, burst, per, attribute } = this.options;
    if (per === 'process') this.parts = world.config.clients.processes;
    this.world = world;
    this.tenant = world.attribute(attribute);
    this.clock = new TokenClock((1000 * this.parts) / perSecond, burst / this.parts);
  }

  admit(r: number, site: number): number {
    if (site !== EDGE) return GO;
    const { req } = this.world;
    const tenant = req.attribute(r, this.tenant);
    if (tenant < 0) return GO;
    const part = this.parts === 1 ? 0 : req.process(r);
    const bucket = this.buckets.slot(tenant * this.parts + part);
    this.fullAt = grownTo(this.fullAt, bucket + 1);
    const fullAt = this.clock.take(this.fullAt[bucket]!, this.world.now());
    if (Number.isNaN(fullAt)) return REFUSE;
    this.fullAt[bucket] = fullAt;
    return GO;
  }

  footprint(): number {
    return this.buckets.size;
  }
}

function misfit({ attribute }: Options, { workload }: ModelConfig): Objection | null {
  const names = [...new Set(workload.flatMap(({ attributes = [] }) => attributes.map(({ name }) => name)))];
  if (names.includes(attribute)) return null;
  const allowed = names.join(', ') || `attributes: {${attribute}: {kind: zipf, count: 1000}} in a workload`;
  return { option: 'attribute', message: `no request carries ${JSON.stringify(attribute)}`, allowed };
}

export const tenantQuota = defineMitigation({
  kind: 'tenant-quota',
  mechanism:
    'Lets so many requests a second of each tenant in at the edge and refuses the rest of that tenant’s at once.',
  cost: 'The refused requests, whether or not the store could have served them; a bucket for every tenant.',
  backfires:
    'When the quota is lower than what a tenant needs and the store has room, or split over app servers that see few of its requests.',
  options,
  misfit,
  facts: [],
  create: (given) => new TenantQuota(given),
});
