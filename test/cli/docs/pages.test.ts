import { expect, test } from 'vitest';
import { referencePages } from '../../../src/cli/docs/pages.ts';
import { semanticsKinds } from '../../../src/cli/docs/semantics-page.ts';
import { shippedScenarios, showing } from '../../../src/cli/shipped-scenarios.ts';
import { METRICS } from '../../../src/metrics/catalogue.ts';
import { mitigations } from '../../../src/mitigations/registry.ts';
import { facts } from '../../../src/scenario/facts.ts';

const shipped = await shippedScenarios();
const pages = referencePages(shipped);
const page = (name: string) => pages.get(name)!;
const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('|'));

test('metrics: one row each', () => {
  for (const { name } of METRICS) {
    expect(
      rowsOf(page('metrics.md')).filter((row) => row.startsWith(`| \`${name}\` |`)),
      name,
    ).toHaveLength(1);
  }
});

test('mitigations: a section each, a row for each option', () => {
  const sections = page('mitigations.md').split('\n## ').slice(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(Object.keys(mitigations));
  for (const [i, { options }] of Object.values(mitigations).entries()) {
    expect(rowsOf(sections[i]!).slice(2)).toHaveLength(Object.keys(options).length);
  }
});

test('every mitigation is shown by a scenario, its own first', () => {
  for (const kind of Object.keys(mitigations)) expect(showing(kind, shipped), kind).not.toEqual([]);
  expect(showing('rate-limit', shipped)[0]).toBe('scenarios/levers/rate-limit.yaml');
  expect(page('mitigations.md')).toContain('[scenarios/levers/rate-limit.yaml](../scenarios/levers/rate-limit.yaml)');
});

test('what every mitigation does to the data is measured, once each', async () => {
  expect([...(await semanticsKinds())].sort()).toEqual(Object.keys(mitigations).sort());
});

test('every fact has a row, and every link to a fact arrives', () => {
  const ids = [...page('facts.md').matchAll(/<a id="(\w+)">/g)].map(([, id]) => id);
  expect(ids).toHaveLength(facts.length);
  const links = [...page('mitigations.md').matchAll(/facts\.md#(\w+)\)/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(0);
  expect(ids).toEqual(expect.arrayContaining([...new Set(links)]));
});

test('every section of the facts has a title', () => {
  expect(page('facts.md')).not.toContain('undefined');
});

test('every row of a table has as many cells as its head', () => {
  for (const text of pages.values()) {
    for (const block of text.split('\n\n').filter((block) => block.startsWith('|'))) {
      const widths = block
        .trimEnd()
        .split('\n')
        .map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(widths).size, block.slice(0, 80)).toBe(1);
    }
  }
});
