/** The scenarios of this package, and which mitigations they show. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseScenario } from '../scenario/parse-scenario.ts';

const DIRECTORY = fileURLToPath(new URL('../../scenarios/', import.meta.url));

export interface Shipped {
  /** Where it is. */
  readonly path: string;
  /** From the package's own directory, with `/`: `scenarios/levers/rate-limit.yaml`. */
  readonly name: string;
  readonly question: string;
  /** What its plans are made of, but for the empty ones, as written. */
  readonly plans: readonly string[];
  /** Kinds of the mitigations in its plans. */
  readonly kinds: ReadonlySet<string>;
}

let known: Promise<readonly Shipped[]> | undefined;

/** By name; read once in a process. */
export function shippedScenarios(): Promise<readonly Shipped[]> {
  known ??= readAll();
  return known;
}

async function readAll(): Promise<readonly Shipped[]> {
  const files = (await readdir(DIRECTORY, { recursive: true })).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const path = join(DIRECTORY, file);
      const parsed = parseScenario(await readFile(path, 'utf8'), { file });
      if (!parsed.ok) throw new Error(`${path} is not right: ${parsed.issues[0]!.message}`);
      const { question, plans } = parsed.scenario;
      const kinds = new Set(plans.flatMap(({ levers }) => levers.map(({ kind }) => kind)));
      const written = plans.map(({ levers }) => levers.map(({ text }) => text).join(' + '));
      return {
        path,
        name: `scenarios/${file.replaceAll('\\', '/')}`,
        question: question ?? '',
        plans: written.filter((text) => text !== ''),
        kinds,
      };
    }),
  );
}

/** The names of those that show a mitigation; one named after it comes first. */
export function showing(kind: string, scenarios: readonly Shipped[]): readonly string[] {
  const names = scenarios.filter(({ kinds }) => kinds.has(kind)).map(({ name }) => name);
  const own = names.filter((name) => name.endsWith(`/${kind}.yaml`));
  return [...new Set([...own, ...names])];
}
