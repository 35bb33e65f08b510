/** The scenarios of this package, and which mitigations they show. */
import { readdir } from 'node:fs/promises';
import { ownPath, ownScenario } from './own-scenario.ts';

const DIRECTORY = 'scenarios';

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
  const files = (await readdir(ownPath(DIRECTORY), { recursive: true }))
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const name = `${DIRECTORY}/${file.replaceAll('\\', '/')}`;
      const { question, plans } = await ownScenario(name);
      const kinds = new Set(plans.flatMap(({ levers }) => levers.map(({ kind }) => kind)));
      const written = plans.map(({ levers }) => levers.map(({ text }) => text).join(' + '));
      return {
        path: ownPath(name),
        name,
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
