/** The option table of a mitigation in words, as `explain` and the reference page show it. */
import { type OptionSpec, type OptionTable, rangeOf } from '../units/option.ts';

/** In place of a fact row, for a default that rests on none. */
export const ASSUMED = 'assumed';

export interface OptionRow {
  readonly name: string;
  readonly kind: string;
  /** As a scenario would write it; null: there is none. */
  readonly default: string | null;
  readonly required: boolean;
  /** Range or choices; null where anything of its kind goes. */
  readonly allowed: string | null;
  readonly meaning: string;
  /** Row id of the fact that the default rests on, or `assumed`; null: there is no default. */
  readonly fact: string | null;
}

export function optionRows(options: OptionTable): OptionRow[] {
  return Object.entries(options).map(([name, spec]) => ({
    name,
    kind: spec.kind,
    default: spec.default === undefined ? null : written(spec.default),
    required: spec.default === undefined && spec.optional !== true,
    allowed: allowedBy(spec),
    meaning: spec.doc,
    fact: spec.fact ?? (spec.default === undefined ? null : ASSUMED),
  }));
}

function allowedBy(spec: OptionSpec): string | null {
  return spec.kind === 'choice' ? spec.choices.join(', ') : (rangeOf(spec) ?? null);
}

function written(value: NonNullable<OptionSpec['default']>): string {
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}
