/**
 * What requests carry beside their key: tenant, user, event, the minute they are sent in; and the keys that are made of it.
 *
 * Drawn at arrival, each attribute of each workload from a stream of its own, so that every plan meets the same values
 * whatever it makes of them. Values are whole numbers; a workload without an attribute has none of it.
 */
import type { Stream } from '../../random/stream.ts';
import type { Streams } from '../../random/streams.ts';
import { CALENDAR_UNIT_MS, type CalendarUnit, formatCalendar } from '../../units/moment.ts';
import type { AttributeConfig, TemplateConfig, WorkloadConfig } from '../config.ts';
import { partsOf } from '../keys/design-checks.ts';
import type { TemplatePart } from '../keys/template.ts';
import { type KeyMaker, TemplateKeys } from '../keys/template-keys.ts';
import type { Universe } from '../keys/universe.ts';
import type { RequestPool } from '../request/pool.ts';
import { isCalendar } from './attribute-values.ts';
import { createKeyChooser, type KeyChooser } from './key-chooser.ts';

/** Of a request whose workload does not have the attribute. */
export const NO_VALUE = -1;
/** Keys of a workload are made of its attributes alone. */
const NO_ROOT = 0;

export interface AttributeParts {
  readonly workload: readonly WorkloadConfig[];
  readonly pool: RequestPool;
  readonly universe: Universe;
  readonly streams: Streams;
  readonly clock: Clock;
}

interface Clock {
  readonly now: number;
}

/** Gives the next request its value. */
interface Source {
  next(): number;
}

export class Attributes {
  private readonly names: readonly string[];
  private readonly calendar: readonly (CalendarUnit | null)[];
  private readonly columns: readonly { readonly data: Int32Array }[];
  /** By workload and attribute. */
  private readonly sources: readonly (readonly (Source | null)[])[];
  /** Of workloads whose keys are a template. */
  private readonly designs: readonly (Design | null)[];
  private readonly pool: RequestPool;

  constructor({ workload, pool, universe, streams, clock }: AttributeParts) {
    const all = workload.flatMap(({ attributes = [] }) => attributes);
    this.pool = pool;
    this.names = [...new Set(all.map(({ name }) => name))];
    this.calendar = this.names.map((name) => all.filter(isCalendar).find((one) => one.name === name)?.kind ?? null);
    this.columns = this.names.map(() => pool.column((capacity) => new Int32Array(capacity)));
    this.sources = workload.map(({ name: owner, attributes = [] }) =>
      this.names.map((name) => {
        const config = attributes.find((attribute) => attribute.name === name);
        const stream = () => streams.stream(`workload/${owner}/attributes/${name}`);
        return config === undefined ? null : createSource(config, stream, clock);
      }),
    );
    this.designs = workload.map(({ keys }) => (keys.kind === 'template' ? this.design(keys, universe) : null));
  }

  /** Gives a request what it carries, and its key where that is made of it. */
  note(r: number, workload: number): void {
    const sources = this.sources[workload]!;
    for (let k = 0; k < sources.length; k++) {
      const source = sources[k]!;
      this.columns[k]!.data[r] = source === null ? NO_VALUE : source.next();
    }
    const design = this.designs[workload]!;
    if (design !== null) this.pool.setKey(r, design.keyOf(r));
  }

  /** What is made for no request of a user's carries nothing. */
  clear(r: number): void {
    for (const { data } of this.columns) data[r] = NO_VALUE;
  }

  /** What was made for `from` carries the same. */
  copy(into: number, from: number): void {
    for (const { data } of this.columns) data[into] = data[from]!;
  }

  /** Number of an attribute; −1: no workload has it. */
  indexOf(name: string): number {
    return this.names.indexOf(name);
  }

  value(r: number, attribute: number): number {
    return this.columns[attribute]!.data[r]!;
  }

  /** A value as a key's name has it. */
  textOf(name: string, value: number): string {
    const unit = this.calendar[this.indexOf(name)] ?? null;
    return unit === null ? String(value) : formatCalendar(unit, value);
  }

  private design({ template, sort }: TemplateConfig, universe: Universe): Design {
    const parts = partsOf(template);
    const sorting = sort === undefined ? null : partsOf(sort);
    const maker: KeyMaker = {
      nameOf: (key) => universe.nameOf(key),
      textOf: (attribute, value) => this.textOf(attribute, value),
      make: (_, name, item) => (item === null ? universe.intern(name) : universe.item(name, item)),
    };
    const keys = new TemplateKeys(parts, maker, sorting);
    return new Design(keys, [...parts, ...(sorting ?? [])], (name) => this.columns[this.indexOf(name)]!);
  }
}

/** The keys of a workload, made of what its requests carry. */
class Design {
  private readonly keys: TemplateKeys;
  private readonly columns: readonly { readonly data: Int32Array }[];
  /** 0: none. */
  private readonly modulos: Int32Array;

  constructor(
    keys: TemplateKeys,
    parts: readonly TemplatePart[],
    columnOf: (name: string) => { readonly data: Int32Array },
  ) {
    const attributes = parts.filter((part) => part.kind === 'attribute');
    this.keys = keys;
    this.columns = attributes.map(({ name }) => columnOf(name));
    this.modulos = Int32Array.from(attributes, ({ modulo }) => modulo ?? 0);
  }

  keyOf(r: number): number {
    const { keys, columns, modulos } = this;
    for (let k = 0; k < columns.length; k++) {
      const value = columns[k]!.data[r]!;
      keys.values[k] = modulos[k] === 0 ? value : value % modulos[k]!;
    }
    return keys.of(NO_ROOT);
  }
}

/** Values of a popularity. */
class Drawn implements Source {
  private readonly chooser: KeyChooser;
  private readonly stream: Stream;
  private readonly first: number;

  constructor(chooser: KeyChooser, stream: Stream, first: number) {
    this.chooser = chooser;
    this.stream = stream;
    this.first = first;
  }

  next(): number {
    return this.first + this.chooser.sample(this.stream);
  }
}

/** One value, or each request's own. */
class Counted implements Source {
  private value: number;
  private readonly step: number;

  constructor(first: number, step: number) {
    this.value = first;
    this.step = step;
  }

  next(): number {
    const { value } = this;
    this.value = value + this.step;
    return value;
  }
}

/** The date, hour or minute in which a request is sent. */
class Calendar implements Source {
  private readonly clock: Clock;
  private readonly startMs: number;
  private readonly unitMs: number;

  constructor(clock: Clock, startMs: number, unitMs: number) {
    this.clock = clock;
    this.startMs = startMs;
    this.unitMs = unitMs;
  }

  next(): number {
    return Math.floor((this.startMs + this.clock.now) / this.unitMs);
  }
}

function createSource(config: AttributeConfig, stream: () => Stream, clock: Clock): Source {
  if (isCalendar(config)) return new Calendar(clock, config.startMs, CALENDAR_UNIT_MS[config.kind]);
  switch (config.kind) {
    case 'single':
      return new Counted(config.value, 0);
    case 'unique':
      return new Counted(0, 1);
    default:
      return new Drawn(createKeyChooser(config), stream(), config.first);
  }
}
