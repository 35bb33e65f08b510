/**
 * YAML nodes → plain values, refusing what plain data cannot hold.
 *
 * Done here and not by the YAML library because its own conversion reports one problem and stops, looks for duplicate
 * names in quadratic time, and expands aliases by the million. An alias shares the value of its anchor; what it would
 * expand to is counted, and the count is limited.
 */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Finding } from './source.ts';

const MOST_VALUES = 50_000;

type Report = (node: unknown, finding: Finding) => void;

interface Converted {
  readonly value: unknown;
  /** Values in it, aliases expanded. */
  readonly size: number;
}

const NOTHING: Converted = { value: null, size: 1 };

/** Converts the tree under `root`; what it refuses is reported and left out. */
export function toValue(root: unknown, report: Report): unknown {
  const anchors = new Map<string, Converted>();
  let values = 0;

  return convert(root).value;

  function convert(node: unknown): Converted {
    if (values > MOST_VALUES) return NOTHING;
    const converted = isAlias(node) ? resolve(node) : own(node);
    const before = values;
    values += isAlias(node) ? converted.size : 1;
    if (before <= MOST_VALUES && values > MOST_VALUES) {
      const allowed = `at most ${MOST_VALUES} values, each alias counted as what it stands for`;
      report(node, { code: 'too-large', message: 'too many values', allowed });
    }
    return converted;
  }

  function own(node: unknown): Converted {
    const converted = isMap(node) ? mapping(node) : isSeq(node) ? list(node.items) : scalar(node);
    const anchor = (node as Node | null)?.anchor;
    if (anchor) anchors.set(anchor, converted);
    return converted;
  }

  function resolve(alias: Node & { source: string }): Converted {
    const found = anchors.get(alias.source);
    if (!found) report(alias, { code: 'unknown-anchor', message: `no anchor &${alias.source} before this alias` });
    return found ?? NOTHING;
  }

  function list(items: readonly unknown[]): Converted {
    const parts = items.map((item) => convert(item));
    return { value: parts.map(({ value }) => value), size: total(parts) };
  }

  function mapping(map: YAMLMap<unknown, unknown>): Converted {
    const parts = new Map<string, Converted>();
    for (const pair of map.items) {
      const name = nameOf(pair, report);
      if (name === null) continue;
      if (parts.has(name)) report(pair.key, { code: 'duplicate-name', message: `${name} is given twice` });
      else parts.set(name, convert(pair.value));
    }
    const value = Object.fromEntries([...parts].map(([name, part]) => [name, part.value]));
    return { value, size: total([...parts.values()]) };
  }
}

/** The name of an entry as text; null when it cannot be one. */
export function textOfName(key: unknown): string | null {
  if (!isScalar(key) || key.value === null) return null;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function nameOf({ key }: Pair<unknown, unknown>, report: Report): string | null {
  const name = textOfName(key);
  if (name === null) report(key, { code: 'bad-name', message: 'a name is a plain text' });
  if (name === '__proto__') report(key, { code: 'bad-name', message: '__proto__ cannot be a name' });
  if (name === '<<')
    report(key, { code: 'merge-key', message: 'merge keys (<<) are not used here: write the entries out' });
  return name === '__proto__' || name === '<<' ? null : name;
}

function scalar(node: unknown): Converted {
  return isScalar(node) ? { value: node.value, size: 1 } : NOTHING;
}

function total(parts: readonly Converted[]): number {
  return parts.reduce((sum, { size }) => sum + size, 1);
}
