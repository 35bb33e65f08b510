/** `--plugin`: modules with mitigations of one's own, by their paths. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mitigationsWith, PluginError } from '../experiment/plugins.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { UsageError } from './exit.ts';
import type { Io } from './io.ts';

export const pluginOptions = {
  plugin: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Module with a mitigation of your own (export default defineMitigation({…})); may be repeated',
  },
} as const;

export interface Plugins {
  /** What workers load. */
  readonly urls: readonly string[];
  /** The built-in mitigations and those of the modules. */
  readonly mitigations: Registry;
}

/**
 * Loads what `--plugin` names.
 *
 * @throws UsageError for a module that cannot be loaded, or has no mitigation.
 */
export async function loadPlugins(written: readonly string[] | undefined, io: Io): Promise<Plugins> {
  const paths = written ?? [];
  const urls = paths.map((path) => pathToFileURL(resolve(io.cwd, path)).href);
  try {
    return { urls, mitigations: await mitigationsWith(urls) };
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    throw new UsageError(`--plugin ${paths[urls.indexOf(error.url)]}: ${error.message}`);
  }
}

/** Each module with the hash of its file, for the manifest. */
export async function pluginHashes(written: readonly string[] | undefined, io: Io) {
  const hash = async (file: string) => ({
    file,
    sha256: createHash('sha256')
      .update(await readFile(resolve(io.cwd, file)))
      .digest('hex'),
  });
  return Promise.all((written ?? []).map(hash));
}
