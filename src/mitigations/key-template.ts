/**
 * Key template: the same traffic under another key design, its partition keys made of what the requests carry.
 *
 * Composite keys (tenant and date), salts (`{key}#{random:10}`), sharding by user or event (`{key}#{user%10}`), several levels. Spreads
 * writes over as many keys as come up at one time: a time stamp alone is one key until it changes. Cost: a read asks for every value of
 * what it does not know, and waits for the slowest; what is not asked for is missing from its answer. Source: texts 001 and 003.
 */
import { READ } from '../model/codes.ts';
import {
  coveredBy,
  designMisfit,
  designObjection,
  knowledgeOf,
  PLACES_MOST,
  partsOf,
} from '../model/keys/design-checks.ts';
import { facetsOf, KeyDesign } from '../model/keys/key-design.ts';
import type { Legs, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import type { Stream } from '../random/stream.ts';
import { choice, count, type OptionsOf, text, texts } from '../units/option.ts';

const options = {
  template: text({
    doc: 'How partition keys are made: {name} is an attribute, {name%10} its rest, {random:10} a random number, {key} the key itself',
  }),
  workloads: texts({ optional: true, doc: 'Workloads whose keys are made so; all when left out' }),
  unknown: texts({ optional: true, doc: 'Attributes that a read does not know; it knows the others that it carries' }),
  recent: count({
    default: '1',
    min: 1,
    max: PLACES_MOST,
    doc: 'Dates, hours or minutes that a read looks at: the one it is sent in and those before it',
  }),
  reads: choice(['gather', 'one'], {
    default: 'gather',
    doc: 'A read asks for all keys that may hold what it wants, or for one of them at random',
  }),
};

type Options = OptionsOf<typeof options>;

class KeyTemplate implements Lever {
  readonly kind = 'key-template';
  private readonly options: Options;
  private world!: World;
  private choice!: Stream;
  /** By workload; null: not its own. */
  private designs: readonly (KeyDesign | null)[] = [];

  constructor(given: Options) {
    this.options = given;
  }

  bind(world: World): void {
    const parts = partsOf(this.options.template);
    const keys = world.templateKeys(parts);
    const random = world.stream('random');
    const covered = coveredBy(this.options, world.config);
    this.world = world;
    this.choice = world.stream('choice');
    this.designs = world.config.workload.map((workload) => {
      if (!covered.includes(workload)) return null;
      const numberOf = (attribute: string) => world.attribute(attribute);
      const facets = facetsOf(parts, workload.attributes ?? [], knowledgeOf(this.options), numberOf);
      return new KeyDesign(world, keys, facets, random);
    });
  }

  expand(r: number, legs: Legs): number {
    const design = this.designs[this.world.req.workload(r)]!;
    if (design === null) return 0;
    if (this.world.req.op(r) === READ) return this.expandRead(r, design, legs);
    legs.add(design.keyOfWrite(r));
    return 1;
  }

  private expandRead(r: number, design: KeyDesign, legs: Legs): number {
    const { places } = design;
    if (this.options.reads === 'one') {
      legs.add(design.keyOfRead(r, places === 1 ? 0 : this.choice.int(places)));
      return 1;
    }
    for (let place = 0; place < places; place++) legs.add(design.keyOfRead(r, place));
    return places;
  }
}

export const keyTemplate = defineMitigation({
  kind: 'key-template',
  mechanism: 'Makes partition keys of what requests carry, by a template: the same traffic under another key design.',
  cost: 'A read asks for every value of what it does not know, as many reads as keys, and waits for the slowest.',
  backfires:
    'When the parts do not vary at one time, as a minute: the heat stays on one key, and reads miss what lies in older ones.',
  options,
  decides: 'legs',
  objection: designObjection,
  misfit: designMisfit,
  facts: [],
  create: (given) => new KeyTemplate(given),
});
