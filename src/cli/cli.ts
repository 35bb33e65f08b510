/** One command line from start to exit code; every error a user can cause is a message, never a stack. */
import { parseArguments } from './arguments.ts';
import type { Example } from './command.ts';
import { compareCommand } from './commands/compare.ts';
import { explainCommand } from './commands/explain.ts';
import { listCommand } from './commands/list.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { validateCommand } from './commands/validate.ts';
import { EnvironmentError, EXIT, type ExitCode, Interrupted, UsageError } from './exit.ts';
import type { Io } from './io.ts';

export const commands = [
  compareCommand,
  runCommand,
  validateCommand,
  reportCommand,
  listCommand,
  explainCommand,
  schemaCommand,
] as const;

export const EXAMPLES: readonly Example[] = [
  ['every plan of a scenario side by side', 'hotshard compare scenarios/black-friday.yaml'],
  ['what a lever does and what it costs', 'hotshard explain salting'],
  ['an exit code for a build', 'hotshard compare scenarios/black-friday.yaml --quiet || echo "exit code $?"'],
];

/** Runs one command line; the exit code is 0, 1, 2, 99 or 130. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const request = parseArguments(argv, commands, EXAMPLES);
    if (request.kind === 'run') return await request.command.run(request.args as never, io);
    io.stdout.write(request.text);
    return EXIT.ok;
  } catch (error) {
    io.stderr.write(`${messageOf(error, io)}\n`);
    return codeOf(error);
  }
}

function codeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof Interrupted ? EXIT.interrupted : EXIT.internal;
}

function messageOf(error: unknown, { env }: Io): string {
  if (env.HOTSHARD_DEBUG && error instanceof Error) return error.stack ?? error.message;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Interrupted) return 'interrupted; nothing was written';
  if (error instanceof UsageError || error instanceof EnvironmentError) return message.trimEnd();
  return `internal error: ${message}\nHOTSHARD_DEBUG=1 shows where`;
}
