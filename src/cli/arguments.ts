/**
 * A command line → the command it means and its values, or the text it asks for (help, version), or a UsageError.
 *
 * yargs reads and writes help; what is unknown is judged here, because yargs has no suggestions for options.
 */
import yargs, { type Argv } from 'yargs';
import { TOOL } from '../experiment/version.ts';
import { suggest } from '../scenario/suggest.ts';
import type { Command, Example } from './command.ts';
import { UsageError } from './exit.ts';

/** yargs drops a lone `-`, so it travels under this name; it is also how messages call standard input. */
export const STDIN = '<stdin>';

type Request =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'run'; readonly command: Command; readonly args: Readonly<Record<string, unknown>> };

interface Parsed {
  readonly _: readonly (string | number)[];
  readonly [name: string]: unknown;
}

const COMMON = { help: { type: 'boolean' }, version: { type: 'boolean' } } as const;
const WIDTH = 100;

const PARSING = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

const WORDS = {
  'Positionals:': 'Arguments:',
  'Not enough arguments following: %s': '--%s needs a value',
};

/** Reads a command line, the program's own name left out. */
export function parseArguments(
  argv: readonly string[],
  commands: readonly Command[],
  examples: readonly Example[],
): Request {
  let output = '';
  let command: Command | undefined;
  const parser = commands.reduce(
    (known, candidate) => withCommand(known, candidate, () => (command = candidate)),
    root(examples, () => command),
  );
  const written = argv.map((word) => (word === '-' ? STDIN : word));
  const args = parser.parse(written, {}, (_error, _args, text) => {
    output = text;
  }) as unknown as Parsed;
  if (output !== '') return { kind: 'print', text: `${output}\n` };
  if (command === undefined) throw unknownCommand(args, commands);
  refuseUnknown(args, command);
  refuseRepeated(args, command);
  return { kind: 'run', command, args };
}

function root(examples: readonly Example[], current: () => Command | undefined): Argv {
  return yargs()
    .scriptName(TOOL.name)
    .usage('$0 <command>\n\nRehearse hot partitions before they happen.')
    .locale('en')
    .updateStrings(WORDS)
    .parserConfiguration(PARSING)
    .exitProcess(false)
    .showHelpOnFail(false)
    .wrap(WIDTH)
    .version(TOOL.version)
    .help()
    .epilogue(exampleText(examples))
    .fail((message, error) => {
      if (error instanceof UsageError) throw error;
      const isShort = message?.startsWith('Not enough non-option arguments');
      throw new UsageError(withUsage(isShort ? 'an argument is missing' : (error?.message ?? message), current()));
    });
}

function withCommand(parser: Argv, command: Command, meant: () => void): Argv {
  const { usage, summary, positionals, options, examples } = command;
  const builder = (argv: Argv): Argv => {
    meant();
    const withPositionals = Object.entries(positionals).reduce(
      (built, [name, positional]) => built.positional(name, positional),
      argv,
    );
    return withPositionals.options(options).epilogue(exampleText(examples));
  };
  return parser.command({ command: usage, describe: summary, builder, handler: () => {} });
}

function exampleText(examples: readonly Example[]): string {
  return ['Examples:', ...examples.map(([purpose, line]) => `  # ${purpose}\n  ${line}`)].join('\n');
}

function withUsage(message: string, command: Command | undefined): string {
  return command === undefined ? message : `${message}\nusage: ${TOOL.name} ${command.usage} [options]`;
}

function unknownCommand({ _: [word] }: Parsed, commands: readonly Command[]): UsageError {
  const names = commands.map(({ name }) => name);
  if (word === undefined) return new UsageError(`say what to do: ${names.join(', ')}; more with --help`);
  return new UsageError(`unknown command ${JSON.stringify(word)}${meant(String(word), names, '')}`);
}

function refuseUnknown(args: Parsed, command: Command): void {
  const options = { ...command.options, ...COMMON };
  const known = new Set(['_', '$0', ...Object.keys(options), ...Object.keys(command.positionals)]);
  const unknown = Object.keys(args).filter((name) => !known.has(name));
  const surplus = args._.slice(1).map((word) => `unexpected argument ${JSON.stringify(word)}`);
  const problems = unknown.map((name) => {
    const dashes = name.length === 1 ? '-' : '--';
    return `unknown option ${dashes}${name}${meant(name, Object.keys(options), '--')}`;
  });
  if (problems.length + surplus.length > 0) {
    throw new UsageError(withUsage([...problems, ...surplus].join('\n'), command));
  }
}

function refuseRepeated(args: Parsed, { options }: Command): void {
  const repeated = Object.keys(options).find((name) => !options[name]!.array && Array.isArray(args[name]));
  if (repeated !== undefined) throw new UsageError(`--${repeated} is given more than once`);
}

function meant(word: string, words: readonly string[], prefix: string): string {
  const nearest = suggest(word, words);
  return nearest === undefined
    ? `; there are ${words.map((known) => prefix + known).join(', ')}`
    : `; did you mean ${prefix}${nearest}?`;
}
