/** A command as a table: its words, its arguments and options, examples to copy, and what it does. */
import type { InferredOptionTypes, Options, PositionalOptions } from 'yargs';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

type Positionals = Readonly<Record<string, PositionalOptions>>;
type OptionSet = Readonly<Record<string, Options>>;

/** An example: what it is for, and the line to copy. */
export type Example = readonly [purpose: string, line: string];

interface CommandTable<P extends Positionals, O extends OptionSet> {
  /** `compare <scenario>`: the name, then the arguments as help shows them. */
  readonly usage: string;
  readonly summary: string;
  readonly positionals: P;
  readonly options: O;
  readonly examples: readonly Example[];
  run(args: InferredOptionTypes<P & O>, io: Io): Promise<ExitCode>;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly positionals: Positionals;
  readonly options: OptionSet;
  readonly examples: readonly Example[];
  run(args: never, io: Io): Promise<ExitCode>;
}

/** Types what a command receives from its own table. */
export function defineCommand<const P extends Positionals, const O extends OptionSet>(
  table: CommandTable<P, O>,
): Command {
  return { name: table.usage.split(' ')[0]!, ...table };
}
