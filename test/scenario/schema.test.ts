import { expect, it } from 'vitest';
import { mitigations } from '../../src/mitigations/registry.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';

type Node = { readonly [name: string]: unknown };

const schema = scenarioSchema(mitigations);

/** Every mapping within the schema. */
function nodes(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodes);
  return Array.isArray(value) ? below : [value as Node, ...below];
}

it('is a draft-7 schema of what is written', () => {
  expect(schema).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['name', 'duration', 'store', 'workload'],
    additionalProperties: false,
  });
});

it('knows every mitigation and every option of it', () => {
  const levers = nodes(schema).filter(({ properties }) => (properties as Node | undefined)?.kind !== undefined);
  for (const { kind, options, mechanism } of Object.values(mitigations)) {
    const lever = levers.find(({ properties }) => ((properties as Node).kind as Node).const === kind);
    expect(Object.keys(lever?.properties as Node)).toEqual(['kind', ...Object.keys(options)]);
    expect(lever?.description).toBe(mechanism);
    const required = Object.entries(options).filter(([, spec]) => !(spec.optional || spec.default !== undefined));
    expect(lever?.required).toEqual(['kind', ...required.map(([name]) => name)]);
  }
});

it('allows only known names in every mapping of known names', () => {
  const mappings = nodes(schema).filter((node) => node.type === 'object' && node.properties !== undefined);
  expect(mappings.length).toBeGreaterThan(20);
  for (const mapping of mappings) expect(mapping.additionalProperties).toBe(false);
});

it('accepts its own defaults', () => {
  const written = nodes(schema).filter((node) => typeof node.default === 'string' && typeof node.pattern === 'string');
  expect(written.length).toBeGreaterThan(5);
  for (const { default: value, pattern } of written) expect(value).toMatch(new RegExp(pattern as string));
});

it('describes every section', () => {
  const { properties } = schema as { properties: Record<string, Node> };
  for (const [name, section] of Object.entries(properties)) expect(section.description, name).toBeTypeOf('string');
});
