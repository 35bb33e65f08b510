/** A scenario from a file or from standard input, changed by `--set`, parsed; or every issue at once. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { formatIssues } from '../scenario/format-issues.ts';
import type { Issue } from '../scenario/issue.ts';
import { applyOverrides, type Override } from '../scenario/overrides.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { suggest } from '../scenario/suggest.ts';
import { STDIN } from './arguments.ts';
import { UsageError } from './exit.ts';
import type { Io } from './io.ts';

/** A file's content as read, or what is wrong with it; `text` is what issues refer to. */
export type Reading =
  | { readonly ok: true; readonly scenario: Scenario; readonly text: string; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly text: string; readonly issues: readonly Issue[] };

export interface ReadingOptions {
  /** As given by `--set`. */
  readonly set?: readonly string[] | undefined;
  /** The mitigations that plans may use. */
  readonly mitigations: Registry;
}

/**
 * Reads a scenario without judging the outcome.
 *
 * @throws UsageError when there is no such file, or when a `--set` is not of the form path=value.
 */
export async function readScenario(file: string, { set = [], mitigations }: ReadingOptions, io: Io): Promise<Reading> {
  const changed = applyOverrides(await textOf(file, io), set.map(overrideOf));
  if (!changed.ok) return changed;
  const parsed = parseScenario(changed.text, { file, mitigations });
  return { ...parsed, text: changed.text };
}

/**
 * Reads a scenario that must be right; its warnings go to stderr.
 *
 * @throws UsageError with every issue.
 */
export async function loadScenario(
  file: string,
  { quiet, ...options }: ReadingOptions & { readonly quiet?: boolean | undefined },
  io: Io,
): Promise<{ readonly scenario: Scenario; readonly text: string }> {
  const reading = await readScenario(file, options, io);
  if (!reading.ok) throw new UsageError(formatIssues(reading.issues, reading.text));
  if (!quiet && reading.warnings.length > 0) io.stderr.write(`${formatIssues(reading.warnings, reading.text)}\n`);
  return reading;
}

function overrideOf(written: string): Override {
  const [path = '', ...value] = written.split('=');
  if (value.length === 0) throw new UsageError(`--set ${written}: write path=value, for example store.partitions=84`);
  return { path, value: value.join('=') };
}

async function textOf(file: string, io: Io): Promise<string> {
  if (file === STDIN) return io.stdin();
  const path = resolve(io.cwd, file);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const hint = isAbsent ? await neighbourOf(file, path) : '';
    throw new UsageError(`cannot read ${file || 'an empty path'}: ${reasonOf(error)}${hint}`);
  }
}

/** Why the file system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  ENOTDIR: 'part of the path is not a directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would be larger than is allowed',
};

async function neighbourOf(file: string, path: string): Promise<string> {
  const names = await readdir(dirname(path)).catch(() => []);
  const nearest = suggest(basename(path), names);
  return nearest === undefined ? '' : `; did you mean ${join(dirname(file), nearest)}?`;
}
