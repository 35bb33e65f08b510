/**
 * The outside world of a command: streams, directory, clock, environment, Ctrl-C.
 *
 * Commands get it passed in, so a test can run one in its own process and look at everything it did.
 */
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { Interrupted } from './exit.ts';

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input. */
  readonly stdin: () => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Aborted with an `Interrupted` by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Threads to use where the user does not say. */
  readonly jobs: number;
}

/**
 * The real world. A Ctrl-C is heard when this thread is idle: between two runs, or at once while workers simulate; the second one
 * ends the process.
 */
export function processIo(): Io {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort(new Interrupted('interrupted')));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: () => text(process.stdin),
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    signal: controller.signal,
    jobs: availableParallelism(),
  };
}

/** A reader such as `head` may leave when it has seen enough; the exit code still tells how the command ended. */
export function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
