/** manifest.json: what made the results beside it, and the hash of every one of them. */
import { createHash } from 'node:crypto';
import type { Comparison, ScenarioId, ToolId } from '../experiment/result.ts';
import type { Extra } from '../report/extras.ts';
import type { ReportFiles } from '../report/files.ts';

export interface Manifest {
  readonly schemaVersion: 1;
  readonly tool: ToolId;
  /** Version of Node.js; it does not influence any other file. */
  readonly node: string;
  readonly scenario: ScenarioId;
  /** As given on the command line. */
  readonly file: string;
  readonly set: readonly string[];
  /** Modules with mitigations, and the SHA-256 of their files. */
  readonly modules: readonly { readonly file: string; readonly sha256: string }[];
  readonly seed: string;
  readonly replications: number;
  readonly baseline: string;
  readonly plans: readonly string[];
  /** Files that were asked for besides. */
  readonly extras: readonly Extra[];
  /** UTC. */
  readonly startedAt: string;
  readonly wallSeconds: number;
  /** SHA-256 by path, in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
}

/** What only the command knows. */
export interface Occasion {
  readonly file: string;
  readonly set: readonly string[];
  readonly modules: Manifest['modules'];
  readonly extras: readonly Extra[];
  readonly startedAt: Date;
  readonly endedAt: Date;
}

export function manifestOf(comparison: Comparison, files: ReportFiles, occasion: Occasion): Manifest {
  const { tool, scenario, seed, replications, baseline, plans } = comparison;
  const { file, set, modules, extras, startedAt, endedAt } = occasion;
  return {
    schemaVersion: 1,
    tool,
    node: process.version,
    scenario,
    file,
    set,
    modules,
    seed,
    replications,
    baseline,
    plans: plans.map(({ plan }) => plan),
    extras,
    startedAt: startedAt.toISOString(),
    wallSeconds: (endedAt.getTime() - startedAt.getTime()) / 1000,
    files: hashesOf(files),
  };
}

/** SHA-256 of every file, by path, sorted. */
export function hashesOf(files: ReportFiles): Record<string, string> {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([path, content]) => [path, sha256(content)]));
}

/** The text of manifest.json. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
