/** Writes the reference pages into docs/; with `--check` only says which differ, and fails if any does. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { referencePages } from './docs/pages.ts';
import { semanticsPage } from './docs/semantics-page.ts';
import { EXIT } from './exit.ts';
import { replaceFile } from './results-directory.ts';
import { shippedScenarios } from './shipped-scenarios.ts';

const DIRECTORY = fileURLToPath(new URL('../../docs/', import.meta.url));

const isCheck = process.argv.includes('--check');
const differing: string[] = [];
const pages = [...referencePages(await shippedScenarios()), ['semantics.md', await semanticsPage()] as const];
for (const [name, text] of pages) {
  const path = join(DIRECTORY, name);
  const saved = await readFile(path, 'utf8').catch(() => null);
  if (saved === text) continue;
  differing.push(name);
  if (!isCheck) await replaceFile(path, text);
}
for (const name of differing) process.stderr.write(`docs/${name} ${isCheck ? 'is out of date' : 'written'}\n`);
if (isCheck && differing.length > 0) {
  process.stderr.write('npm run docs renews them\n');
  process.exitCode = EXIT.internal;
}
