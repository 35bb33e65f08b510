/**
 * The keys that one template makes, each made when its values first come together; after that it is found without its name.
 */
import { PairSlots } from '../../sketch/pair-slots.ts';
import type { TemplatePart } from './template.ts';

/** What is needed to write a name, and what to do with it. */
export interface KeyMaker {
  /** Name of the key that a request asks for. */
  nameOf(key: number): string;
  /** An attribute's value in a name. */
  textOf(attribute: string, value: number): string;
  /** Makes the key that `root` has under this name. */
  make(root: number, name: string): number;
}

export class TemplateKeys {
  /** Values of the parts that are attributes or random, in order, after any modulo: for the caller to fill in. */
  readonly values: Int32Array;
  private readonly parts: readonly TemplatePart[];
  private readonly maker: KeyMaker;
  /** The root with the first value, that with the second, …; the last one numbers the keys. */
  private readonly steps: readonly PairSlots[];
  private readonly made: number[] = [];

  constructor(parts: readonly TemplatePart[], maker: KeyMaker) {
    this.parts = parts;
    this.maker = maker;
    this.values = new Int32Array(parts.filter(({ kind }) => kind === 'attribute' || kind === 'random').length);
    this.steps = Array.from({ length: Math.max(1, this.values.length) }, () => new PairSlots());
  }

  /** The key for `values` and what the request itself asks for. */
  of(root: number): number {
    const { steps, values, made } = this;
    let node = root;
    for (let k = 0; k < steps.length; k++) node = steps[k]!.slot(node, k < values.length ? values[k]! : 0);
    if (node === made.length) made.push(this.maker.make(root, this.name(root)));
    return made[node]!;
  }

  private name(root: number): string {
    const { maker, values } = this;
    let next = 0;
    const texts = this.parts.map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'key') return maker.nameOf(root);
      const value = values[next++]!;
      return part.kind === 'random' || part.modulo !== null ? String(value) : maker.textOf(part.name, value);
    });
    return texts.join('');
  }
}
