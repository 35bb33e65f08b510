/**
 * A key design over the requests of one workload: where a write goes, and where what a read asks for may be.
 *
 * A read knows what it carries itself. What it cannot know (a random part, the id of an event, an attribute that is said to be unknown) has
 * to be tried value by value; of the calendar it goes back as far as it is told.
 */
import type { Stream } from '../../random/stream.ts';
import type { AttributeConfig } from '../config.ts';
import type { Req, World } from '../mitigation.ts';
import { firstValueOf, isCalendar, valueCountOf } from '../workload/attribute-values.ts';
import type { TemplatePart } from './template.ts';
import type { TemplateKeys } from './template-keys.ts';

/** What reads of a design know. */
export interface Knowledge {
  /** Attributes that a read does not know. */
  readonly unknown: readonly string[];
  /** How many dates, hours or minutes a read looks at, its own and those before it. */
  readonly recent: number;
}

/** Values of one part of a template, as a read goes through them. */
interface Facet {
  /** Number of the attribute; −1: random. */
  readonly attribute: number;
  /** 0: none. */
  readonly modulo: number;
  /** How many values a read tries. */
  readonly count: number;
  /** The first one it tries; null: the one it carries. */
  readonly first: number | null;
  readonly step: number;
}

export class KeyDesign {
  /** How many keys may hold what a read asks for. */
  readonly places: number;
  private readonly world: World;
  private readonly keys: TemplateKeys;
  private readonly facets: readonly Facet[];
  private readonly chance: Stream;

  /** @param facets of `facetsOf`; `keys` of the same template; `chance` picks the random parts of writes. */
  constructor(world: World, keys: TemplateKeys, facets: readonly Facet[], chance: Stream) {
    this.world = world;
    this.keys = keys;
    this.facets = facets;
    this.chance = chance;
    this.places = placesOf(facets);
  }

  /** The key that a write goes to. */
  keyOfWrite(r: Req): number {
    const { facets, keys, world } = this;
    for (let k = 0; k < facets.length; k++) {
      const { attribute, modulo, count } = facets[k]!;
      keys.values[k] = attribute < 0 ? this.chance.int(count) : rest(world.req.attribute(r, attribute), modulo);
    }
    return keys.of(world.req.key(r));
  }

  /** Number `place` of the keys that may hold what a read asks for. */
  keyOfRead(r: Req, place: number): number {
    const { facets, keys, world } = this;
    let left = place;
    for (let k = 0; k < facets.length; k++) {
      const { attribute, modulo, count, first, step } = facets[k]!;
      const from = first ?? world.req.attribute(r, attribute);
      keys.values[k] = rest(from + step * (left % count), modulo);
      left = Math.floor(left / count);
    }
    return keys.of(world.req.key(r));
  }
}

/** How many keys a read with this knowledge has to ask; Infinity where it could not end. */
export function placesOf(facets: readonly Facet[]): number {
  return facets.reduce((places, { count }) => places * count, 1);
}

/** How reads of a workload go through the parts of a template; `numberOf` numbers the attributes. */
export function facetsOf(
  parts: readonly TemplatePart[],
  attributes: readonly AttributeConfig[],
  knowledge: Knowledge,
  numberOf: (attribute: string) => number,
): Facet[] {
  return parts.flatMap((part): Facet[] => {
    if (part.kind === 'random') return [{ attribute: -1, modulo: 0, count: part.count, first: 0, step: 1 }];
    if (part.kind !== 'attribute') return [];
    const config = attributes.find(({ name }) => name === part.name)!;
    return [{ attribute: numberOf(part.name), modulo: part.modulo ?? 0, ...rangeOf(config, part.modulo, knowledge) }];
  });
}

function rangeOf(
  config: AttributeConfig,
  modulo: number | null,
  { unknown, recent }: Knowledge,
): Pick<Facet, 'count' | 'first' | 'step'> {
  const most = modulo ?? Number.POSITIVE_INFINITY;
  if (isCalendar(config)) return { count: Math.min(recent, most), first: null, step: -1 };
  if (config.kind !== 'unique' && !unknown.includes(config.name)) return { count: 1, first: null, step: 1 };
  return { count: Math.min(valueCountOf(config), most), first: firstValueOf(config), step: 1 };
}

function rest(value: number, modulo: number): number {
  return modulo === 0 ? value : value % modulo;
}
