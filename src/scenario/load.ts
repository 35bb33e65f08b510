/** How many followers a request is carried to, and how requests fall on the hottest key: closed forms over the configuration. */
import type { AttributeConfig, Popularity, WorkloadConfig } from '../model/config.ts';
import { parseTemplate } from '../model/keys/template.ts';
import { harmonic } from '../random/harmonic.ts';
import { boundedParetoMean } from '../theory/bounded-pareto.ts';

/** Most popular key of YCSB's scrambled Zipf, in a table of ten thousand keys or more (F.W2). */
const SCRAMBLED_TOP_SHARE = 1 / 26.469;

/** Expected number of followers that a request is carried to; 1 where it is not a post. */
export function followersOf({ fanout }: WorkloadConfig): number {
  if (fanout === null) return 1;
  const { followers } = fanout;
  if (followers.kind === 'fixed') return followers.count;
  return boundedParetoMean(followers.shape, followers.min, followers.max);
}

/** Share of a workload's requests that go to its most popular key; at most, where the key is made from a template. */
export function topShareOf({ keys, attributes = [] }: Pick<WorkloadConfig, 'keys' | 'attributes'>): number {
  if (keys.kind === 'single') return 1;
  if (keys.kind !== 'template') return topShareOfNumbers(keys);
  return partsOf(keys.template, attributes).reduce((share, { attribute, modulo }) => {
    const top = topShareOfValues(attribute);
    return share * (modulo === null ? top : top + (1 - top) / modulo);
  }, 1);
}

/** What a template asks for, with what the requests carry of that name. */
export function partsOf(
  template: string,
  attributes: readonly AttributeConfig[],
): { readonly attribute: AttributeConfig; readonly modulo: number | null }[] {
  const parsed = parseTemplate(template);
  return (parsed.ok ? parsed.parts : []).flatMap((part) => {
    const attribute = part.kind === 'attribute' && attributes.find(({ name }) => name === part.name);
    return attribute ? [{ attribute, modulo: part.modulo }] : [];
  });
}

function topShareOfValues(attribute: AttributeConfig): number {
  if ('count' in attribute) return topShareOfNumbers(attribute);
  return attribute.kind === 'unique' ? 0 : 1;
}

function topShareOfNumbers(keys: Popularity): number {
  switch (keys.kind) {
    case 'zipf':
      return 1 / harmonic(keys.count, keys.exponent);
    case 'hotspot':
      return keys.hotOperations / Math.max(1, Math.round(keys.hotKeys * keys.count));
    case 'ycsb-scrambled':
      return SCRAMBLED_TOP_SHARE;
    default:
      return 1 / keys.count;
  }
}
