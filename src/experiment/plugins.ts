/**
 * Mitigations of one's own: modules whose default export is one (`defineMitigation`), or a list of them, beside the built-in ones.
 *
 * A module is named by its URL, as workers load it again by themselves.
 */
import { mitigations } from '../mitigations/registry.ts';
import type { LeverDef } from '../model/mitigation.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { defaultOf, type OptionSpec } from '../units/option.ts';

/** A module cannot be loaded, or is no mitigation. */
export class PluginError extends Error {
  /** The module's. */
  readonly url: string;

  constructor(url: string, problem: string) {
    super(problem);
    this.url = url;
  }
}

const KIND = /^[a-z][a-z0-9-]{0,39}$/;
const TEXTS = ['mechanism', 'cost', 'backfires'] as const;

/** The built-in mitigations and those of some modules. */
export async function mitigationsWith(plugins: readonly string[]): Promise<Registry> {
  const all: Record<string, LeverDef> = { ...mitigations };
  for (const url of plugins) {
    for (const def of await loaded(url)) {
      if (Object.hasOwn(all, def.kind)) throw new PluginError(url, `there is a mitigation called ${def.kind} already`);
      all[def.kind] = def;
    }
  }
  return all;
}

async function loaded(url: string): Promise<readonly LeverDef[]> {
  const module = (await import(url).catch((error: unknown) => {
    throw new PluginError(url, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  })) as { readonly default?: unknown };
  const found = Array.isArray(module.default) ? module.default : [module.default];
  for (const def of found) {
    const fault = faultOf(def);
    if (fault !== null) throw new PluginError(url, `exports no mitigation by default: ${fault}`);
  }
  return found as LeverDef[];
}

/** What keeps a value from being a mitigation; null: nothing. */
function faultOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'write export default defineMitigation({…})';
  const def = value as Partial<LeverDef>;
  if (typeof def.kind !== 'string' || !KIND.test(def.kind)) return 'its kind is not a word of a-z, 0-9 and -';
  const silent = TEXTS.find((name) => typeof def[name] !== 'string' || def[name].trim() === '');
  if (silent !== undefined) return `${def.kind} does not say its ${silent}`;
  if (!Array.isArray(def.facts)) return `${def.kind} has no list of facts, which may be empty`;
  if (typeof def.options !== 'object' || def.options === null) return `${def.kind} has no options, which may be {}`;
  const option = Object.entries(def.options).find(([, spec]) => !isOption(spec));
  if (option !== undefined)
    return `the option ${option[0]} of ${def.kind} is none: make it with duration(), count() and so on`;
  if (def.patch === undefined && def.create === undefined)
    return `${def.kind} has neither patch nor create, so it does nothing`;
  return null;
}

function isOption(spec: unknown): boolean {
  if (typeof spec !== 'object' || spec === null || typeof (spec as OptionSpec).doc !== 'string') return false;
  try {
    defaultOf(spec as OptionSpec);
    return true;
  } catch {
    return false;
  }
}
