/** docs/semantics.md says what the runs say: it is made again and compared, byte by byte. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { semanticsPage } from '../../../src/cli/docs/semantics-page.ts';

test('docs/semantics.md is what its runs give', { timeout: 300_000 }, async () => {
  const saved = await readFile(new URL('../../../docs/semantics.md', import.meta.url), 'utf8');
  expect(await semanticsPage()).toBe(saved);
});
