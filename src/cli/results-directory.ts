/**
 * Results on disk: a directory appears complete under its final name or not at all.
 *
 * Files are written into a hidden sibling that is renamed at the end; an existing directory is never touched, the new
 * one gets a number instead.
 */
import { access, constants, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReportFiles } from '../report/files.ts';
import { EnvironmentError } from './exit.ts';
import { reasonOf } from './scenario-file.ts';

/** What a directory is called: `black-friday-headset-3f9a1c07-20260102T030405Z`. */
export function resultsName(scenario: { readonly name: string; readonly hash: string }, at: Date): string {
  const words = scenario.name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const slug = words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const stamp = at.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${slug || 'scenario'}-${scenario.hash}-${stamp}`;
}

/**
 * Makes sure that results can be written, before time is spent on them.
 *
 * @throws EnvironmentError when the directory cannot be made or is read-only.
 */
export async function prepareParent(parent: string): Promise<void> {
  await refusing(parent, async () => {
    await access(await nearest(parent), constants.W_OK);
    await mkdir(parent, { recursive: true });
    await access(parent, constants.W_OK);
  });
}

/** The nearest existing directory at or above a path: making one below it is tried only where that may be written. */
async function nearest(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found?.isDirectory()) return at;
    if (found !== null) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
    if (dirname(at) === at) return at;
  }
}

/**
 * Writes files as one new directory, and returns its path.
 *
 * @throws EnvironmentError when it cannot be written; then nothing is left of it.
 */
export async function writeResults(parent: string, name: string, files: ReportFiles): Promise<string> {
  return refusing(parent, async () => {
    const aside = await mkdtemp(join(parent, '.hotshard-'));
    try {
      for (const [path, content] of files) {
        await mkdir(dirname(join(aside, path)), { recursive: true });
        await writeFile(join(aside, path), content);
      }
      return await publish(aside, join(parent, name));
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      throw error;
    }
  });
}

/** Replaces one file as a whole. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await refusing(path, async () => {
    const aside = `${path}.hotshard-${process.pid}`;
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(aside, content);
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  });
}

/** Renames to the wanted name, or to the first of `-2`, `-3`, … that is free. */
async function publish(aside: string, wanted: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = n === 1 ? wanted : `${wanted}-${n}`;
    const isTaken = await access(path).then(
      () => true,
      () => false,
    );
    if (isTaken) continue;
    try {
      await rename(aside, path);
      return path;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['ENOTEMPTY', 'EEXIST'].includes(code)) throw error;
    }
  }
}

async function refusing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new EnvironmentError(`cannot write to ${path}: ${reasonOf(error)}`);
  }
}
