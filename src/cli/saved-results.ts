/** What a results directory holds, read back. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Comparison } from '../experiment/result.ts';
import { UsageError } from './exit.ts';
import type { Manifest } from './manifest.ts';
import { faultOfSaved } from './saved-shape.ts';
import { reasonOf } from './scenario-file.ts';

/**
 * Reads the data of a results directory, which is called `shown` in messages.
 *
 * @throws UsageError where it is none, or damaged, or of another schema version.
 */
export async function readResults(directory: string, shown: string) {
  const text = async (name: string): Promise<string> => {
    try {
      return await readFile(join(directory, name), 'utf8');
    } catch (error) {
      throw new UsageError(`${shown} is not a results directory: ${name}: ${reasonOf(error)}`);
    }
  };
  const json = async (name: string): Promise<unknown> => {
    try {
      return JSON.parse(await text(name));
    } catch (error) {
      if (error instanceof SyntaxError) throw new UsageError(`${shown}/${name} is damaged: ${error.message}`);
      throw error;
    }
  };
  const comparison = (await json('comparison.json')) as Comparison;
  if (comparison?.schemaVersion === undefined)
    throw new UsageError(`${shown}/comparison.json is damaged: no schema version`);
  if (comparison.schemaVersion !== 1) {
    throw new UsageError(
      `${shown}/comparison.json has schema version ${comparison.schemaVersion}; this is for version 1`,
    );
  }
  const fault = faultOfSaved(comparison);
  if (fault !== null) {
    throw new UsageError(`${shown}/comparison.json is damaged, or of another version of this program: ${fault}`);
  }
  const manifest = (await json('manifest.json')) as Manifest;
  return {
    comparison,
    manifest,
    scenarioText: await text('scenario.yaml'),
    resolved: await json('scenario.resolved.json'),
  };
}
