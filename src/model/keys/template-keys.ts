/**
 * The keys that one template makes, each made when its values first come together; after that it is found without its name.
 *
 * With a second template the first makes partition keys, and the second the sort keys of their items.
 */
import { PairSlots } from '../../sketch/pair-slots.ts';
import { inOrder, type SortKey } from './sort-key.ts';
import type { TemplatePart } from './template.ts';

/** What is needed to write a name, and what to do with it. */
export interface KeyMaker {
  /** Name of the key that a request asks for. */
  nameOf(key: number): string;
  /** An attribute's value in a name. */
  textOf(attribute: string, value: number): string;
  /** Makes the key that `root` has under this name; `sort`: the item of this sort key there. */
  make(root: number, name: string, sort: SortKey | null): number;
}

export class TemplateKeys {
  /** Values of the parts that are attributes or random, in order, after any modulo: for the caller to fill in. */
  readonly values: Int32Array;
  private readonly parts: readonly TemplatePart[];
  /** Null: keys stand for themselves. */
  private readonly sort: readonly TemplatePart[] | null;
  private readonly maker: KeyMaker;
  /** The root with the first value, that with the second, …; the last one numbers the keys. */
  private readonly steps: readonly PairSlots[];
  private readonly made: number[] = [];

  constructor(parts: readonly TemplatePart[], maker: KeyMaker, sort: readonly TemplatePart[] | null = null) {
    this.parts = parts;
    this.sort = sort;
    this.maker = maker;
    this.values = new Int32Array(valuesIn(parts) + valuesIn(sort ?? []));
    this.steps = Array.from({ length: Math.max(1, this.values.length) }, () => new PairSlots());
  }

  /** The key for `values` and what the request itself asks for. */
  of(root: number): number {
    const { steps, values, made } = this;
    let node = root;
    for (let k = 0; k < steps.length; k++) node = steps[k]!.slot(node, k < values.length ? values[k]! : 0);
    if (node === made.length) made.push(this.make(root));
    return made[node]!;
  }

  private make(root: number): number {
    const { maker, parts, sort } = this;
    const name = this.texts(parts, 0, root).join('');
    if (sort === null) return maker.make(root, name, null);
    const texts = this.texts(sort, valuesIn(parts), root);
    return maker.make(root, name, { text: texts.join(''), order: texts.map(inOrder).join('') });
  }

  /** The parts as they are written, the first with value number `from`. */
  private texts(parts: readonly TemplatePart[], from: number, root: number): string[] {
    const { maker, values } = this;
    let next = from;
    return parts.map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'key') return maker.nameOf(root);
      const value = values[next++]!;
      return part.kind === 'random' || part.modulo !== null ? String(value) : maker.textOf(part.name, value);
    });
  }
}

/** How many values a template takes. */
function valuesIn(parts: readonly TemplatePart[]): number {
  return parts.filter(({ kind }) => kind === 'attribute' || kind === 'random').length;
}
