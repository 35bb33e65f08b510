/** How a command can end, as the shell sees it, and the errors that stand for these ends. */

export const EXIT = { ok: 0, internal: 1, usage: 2, expectation: 99, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line or a scenario is wrong; the message says all there is to say. */
export class UsageError extends Error {}

/** A file or directory cannot be read or written, through no fault of the command line. */
export class EnvironmentError extends Error {}

/** The user pressed Ctrl-C. */
export class Interrupted extends Error {}
