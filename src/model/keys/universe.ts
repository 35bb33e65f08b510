/**
 * All keys of a simulation as small integers: numbered key spaces (`product:0` …), keys named outright, and keys that come up during the run:
 * those made from a template, items of a collection, those derived from another key, and what a key keeps under another partition key.
 *
 * A key's name is made only when something asks for it; its partition is worked out at its first use and kept. Two
 * workloads that use one prefix share its keys, and a key named `product:7` is number 7 of that space.
 */
import type { KeyConfig } from '../config.ts';
import type { Placement } from '../placement/placement.ts';
import type { SortKey } from './sort-key.ts';

interface Space {
  readonly prefix: string;
  readonly first: number;
  count: number;
}

/** Neighbouring keys that came up during the run. */
interface Block {
  /** The key they belong to; −1: they stand for themselves. */
  readonly parent: number;
  readonly first: number;
  readonly count: number;
  /** Their partition key; null: the parent's name and their number. */
  readonly name: string | null;
  /** Null: no item of a collection. */
  readonly sort: SortKey | null;
}

/** The items of one partition key, whose name they share. */
interface Collection {
  readonly name: string;
  readonly items: Map<string, number>;
}

/** Is told a key's name, its number within its key space, or −1, the size of that, and where it comes in its collection. */
type Locator<T> = (name: string, number: number, count: number, sort: string) => T;

const UNPLACED = -1;
const NOBODY = -1;

export class Universe {
  /** Number of keys so far. */
  size = 0;
  private readonly placement: Placement;
  private readonly place: Locator<number>;
  private readonly spaces: Space[] = [];
  private readonly named = new Map<string, number>();
  private readonly names: string[] = [];
  private namedFirst = 0;
  private numbered = 0;
  private parts: Int32Array = new Int32Array(0);
  private readonly blocks: Block[] = [];
  private readonly interned = new Map<string, number>();
  /** By partition key, their items by sort key. */
  private readonly collections = new Map<string, Collection>();
  private readonly columns: { grow(size: number): void }[] = [];

  /** Lays out the key spaces of all workloads. */
  constructor(configs: readonly KeyConfig[], placement: Placement) {
    this.placement = placement;
    this.place = (name, number, count, sort) => placement.place(name, number, count, sort);
    const counts = new Map<string, number>();
    for (const config of configs) {
      if (config.kind === 'single' || config.kind === 'template') continue;
      counts.set(config.prefix, Math.max(config.count, counts.get(config.prefix) ?? 0));
    }
    for (const [prefix, count] of counts) {
      this.spaces.push({ prefix, first: this.size, count });
      this.size += count;
    }
    this.numbered = this.size;
    this.namedFirst = this.size;
    for (const config of configs) if (config.kind === 'single') this.nameOutright(config.key);
    this.parts = new Int32Array(this.size).fill(UNPLACED);
  }

  /** First key of a key space, or the key named outright; means nothing where keys are made from a template. */
  first(config: KeyConfig): number {
    if (config.kind === 'template') return 0;
    if (config.kind === 'single') return this.find(config.key);
    return this.spaces.find((space) => space.prefix === config.prefix)!.first;
  }

  /** A column that follows the growth of the universe. */
  register(column: { grow(size: number): void }): void {
    column.grow(Math.max(this.size, this.parts.length));
    this.columns.push(column);
  }

  /** Adds `count` neighbouring keys derived from `parent`, named `parent#0`, `parent#1`, …; returns the first. */
  derive(parent: number, count: number): number {
    return this.append({ parent, first: this.size, count, name: null, sort: null });
  }

  /** The key of this name, a new one where there is none. */
  intern(name: string): number {
    const known = this.known(name);
    if (known >= 0) return known;
    const key = this.append({ parent: NOBODY, first: this.size, count: 1, name, sort: null });
    this.interned.set(name, key);
    return key;
  }

  /** Adds a key for the part of `parent` that is kept under the partition key `name`; `parent` itself where that is its own name. */
  keep(parent: number, name: string): number {
    if (name === this.nameOf(parent)) return parent;
    return this.append({ parent, first: this.size, count: 1, name, sort: null });
  }

  /** The item of this sort key in the collection of the partition key `name`, a new one where there is none. */
  item(name: string, sort: SortKey): number {
    const collection = this.collections.get(name) ?? { name, items: new Map() };
    const known = collection.items.get(sort.order);
    if (known !== undefined) return known;
    const key = this.append({ parent: NOBODY, first: this.size, count: 1, name: collection.name, sort });
    this.collections.set(name, collection);
    collection.items.set(sort.order, key);
    return key;
  }

  /** Partition of a key by the default placement. */
  partitionOf(key: number): number {
    const part = this.parts[key]!;
    return part !== UNPLACED ? part : this.placeKey(key);
  }

  /** The keys of a partition are placed anew, each at its next use. */
  forget(part: number): void {
    const { parts } = this;
    for (let key = 0; key < parts.length; key++) if (parts[key] === part) parts[key] = UNPLACED;
  }

  /** What `by` makes of where a key lives. */
  locate<T>(key: number, by: Locator<T>): T {
    return this.locateItem(key, this.sortOf(key), by);
  }

  /** Partition of a key by its name, whether or not any workload asks for it. */
  partitionOfName(name: string): number {
    const known = this.known(name);
    return known >= 0 ? this.partitionOf(known) : this.placement.place(name, -1, 0);
  }

  nameOf(key: number): string {
    if (key < this.numbered) {
      const space = this.spaceOf(key);
      return `${space.prefix}${key - space.first}`;
    }
    if (key < this.namedFirst + this.names.length) return this.names[key - this.namedFirst]!;
    const { parent, first, name, sort } = this.blockOf(key);
    if (name === null) return `${this.nameOf(parent)}#${key - first}`;
    if (sort !== null) return `${name}|${sort.text}`;
    return parent === NOBODY ? name : `${name}|${this.nameOf(parent)}`;
  }

  /** Keys named outright, in the scenario's order. */
  outright(): readonly number[] {
    return [...this.named.values()];
  }

  /** Key of this name; −1: there is none so far. */
  private known(name: string): number {
    return this.named.get(name) ?? this.interned.get(name) ?? this.numberedKey(name);
  }

  private append(block: Block): number {
    this.blocks.push(block);
    this.size += block.count;
    if (this.size > this.parts.length) {
      const parts = new Int32Array(Math.max(this.size, 2 * this.parts.length)).fill(UNPLACED);
      parts.set(this.parts);
      this.parts = parts;
      for (const column of this.columns) column.grow(parts.length);
    }
    return block.first;
  }

  private nameOutright(name: string): void {
    if (this.named.has(name)) return;
    const numbered = this.numberedKey(name);
    if (numbered >= 0) {
      this.named.set(name, numbered);
      return;
    }
    this.named.set(name, this.size++);
    this.names.push(name);
  }

  private find(name: string): number {
    return this.named.get(name)!;
  }

  private numberedKey(name: string): number {
    for (const space of this.spaces) {
      if (!name.startsWith(space.prefix)) continue;
      const digits = name.slice(space.prefix.length);
      if (/^(0|[1-9]\d{0,8})$/.test(digits) && Number(digits) < space.count) return space.first + Number(digits);
    }
    return -1;
  }

  private placeKey(key: number): number {
    const part = this.locate(key, this.place);
    this.parts[key] = part;
    return part;
  }

  private locateItem<T>(key: number, sort: string, by: Locator<T>): T {
    if (key < this.numbered) {
      const space = this.spaceOf(key);
      return by(this.nameOf(key), key - space.first, space.count, sort);
    }
    const under = this.keptUnder(key);
    if (under === null) return by(this.nameOf(key), -1, 0, sort);
    const known = this.known(under);
    return known >= 0 ? this.locateItem(known, sort, by) : by(under, -1, 0, sort);
  }

  /** The partition key that a part of another key, or an item, is kept under; null: it is kept under its own name. */
  private keptUnder(key: number): string | null {
    if (key < this.namedFirst + this.names.length) return null;
    const { parent, name, sort } = this.blockOf(key);
    return parent === NOBODY && sort === null ? null : name;
  }

  /** Where a key comes in its collection; empty: it is in none. */
  private sortOf(key: number): string {
    if (key < this.namedFirst + this.names.length) return '';
    return this.blockOf(key).sort?.order ?? '';
  }

  private spaceOf(key: number): Space {
    return this.spaces.find((space) => key >= space.first && key < space.first + space.count)!;
  }

  private blockOf(key: number): Block {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle]!.first <= key) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low]!;
  }
}
