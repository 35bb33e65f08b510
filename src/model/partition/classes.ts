/**
 * Which class a request is in, as a server can tell: by the name of the workload that it is marked with, or by its key.
 *
 * Classes are named in order and whoever is in none of them is in one more, the last.
 */
import type { ModelConfig } from '../config.ts';
import type { Objection, Req, World } from '../mitigation.ts';
import type { Classes } from './classed-line.ts';

/** What classes are told apart by. */
export const CLASSED_BY = ['workload', 'key'] as const;
type ClassedBy = (typeof CLASSED_BY)[number];

/** Most classes that can be named: whoever chooses among them looks at every one. */
const CLASSES_MOST = 20;

export function classesOf(world: World, by: ClassedBy, names: readonly string[]): Classes {
  return { count: names.length + 1, of: by === 'workload' ? byWorkload(world, names) : byKey(world, names) };
}

function byWorkload(world: World, names: readonly string[]): (r: Req) => number {
  const ranks = Int32Array.from(world.config.workload, ({ name }) => rankOf(names.indexOf(name), names));
  return (r) => ranks[world.req.workload(r)]!;
}

function byKey(world: World, names: readonly string[]): (r: Req) => number {
  const sets = names.map((name) => world.keys([name]));
  return (r) => {
    const key = world.req.key(r);
    for (let rank = 0; rank < sets.length; rank++) if (sets[rank]!.has(key)) return rank;
    return sets.length;
  };
}

function rankOf(index: number, names: readonly string[]): number {
  return index < 0 ? names.length : index;
}

/** What is wrong with the names of classes by themselves. */
export function namesObjection(option: string, names: readonly string[]): Objection | null {
  if (names.length === 0) return { option, message: 'names no class', allowed: 'one or more' };
  if (names.length > CLASSES_MOST) {
    return { option, message: `names ${names.length} classes`, allowed: `at most ${CLASSES_MOST}` };
  }
  const twice = names.find((name, i) => names.indexOf(name) < i);
  return twice === undefined ? null : { option, message: `names ${JSON.stringify(twice)} twice`, allowed: 'each once' };
}

/** A class by workload needs a workload of that name. */
export function namesMisfit(option: string, names: readonly string[], { workload }: ModelConfig): Objection | null {
  const known = workload.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return null;
  return {
    option,
    message: `there is no workload ${JSON.stringify(unknown)}`,
    allowed: `${known.join(', ')}; or by: key for classes of keys`,
  };
}
