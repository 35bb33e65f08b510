/** A scenario of this package, which is right. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * @param name from the package's own directory, with `/`: `scenarios/levers/rate-limit.yaml`.
 * @throws where it is not right, which is a fault of the package.
 */
export async function ownScenario(name: string): Promise<Scenario> {
  const path = ownPath(name);
  const parsed = parseScenario(await readFile(path, 'utf8'), { file: name });
  if (!parsed.ok) throw new Error(`${path} is not right: ${parsed.issues[0]!.message}`);
  return parsed.scenario;
}

/** Where something of this package is. */
export function ownPath(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}
