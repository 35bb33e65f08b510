/** The options that commands share. */
import { EXTRAS, type Extra } from '../report/extras.ts';
import { parseCount } from '../units/count.ts';
import { UsageError } from './exit.ts';
import { pluginOptions } from './plugins.ts';

/** Options of every command that prints a result. */
export const outputOptions = {
  json: { type: 'boolean', describe: 'Print one JSON document instead of text' },
  'no-color': { type: 'boolean', describe: 'Plain text: no colours, ASCII signs (also by NO_COLOR)' },
  quiet: { type: 'boolean', describe: 'No progress, warnings or paths on stderr' },
} as const;

/** Options of every command that writes a results directory: a switch per extra. */
export const extraOptions = Object.fromEntries(
  Object.entries(EXTRAS).map(([name, describe]) => [name, { type: 'boolean', describe }]),
) as Record<Extra, { readonly type: 'boolean'; readonly describe: string }>;

/** Options that say how a scenario is read. */
export const scenarioOptions = {
  ...pluginOptions,
  set: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Change a value of the scenario: a.b=c; may be repeated',
  },
} as const;

/** Options of every command that simulates. */
export const simulationOptions = {
  ...scenarioOptions,
  seed: { type: 'string', requiresArg: true, describe: "Seed of all chance; any text (default: the scenario's)" },
  replications: {
    type: 'string',
    requiresArg: true,
    coerce: positiveCount('replications', 1000),
    describe: "Runs of each plan (default: the scenario's)",
  },
} as const;

/** A reader of whole numbers from 1 to `most`, which says what is wrong with others. */
export function positiveCount(
  option: string,
  most = Number.MAX_SAFE_INTEGER,
): (written: unknown) => number | undefined {
  return (written) => {
    if (written === undefined) return undefined;
    const parsed = parseCount(String(written));
    if (!parsed.ok) throw new UsageError(`--${option}: ${parsed.problem}`);
    if (parsed.value < 1) throw new UsageError(`--${option}: got ${String(written)}: at least 1`);
    if (parsed.value > most) throw new UsageError(`--${option}: got ${String(written)}: at most ${most}`);
    return parsed.value;
  };
}
