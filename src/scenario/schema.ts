/** The JSON Schema of a scenario file, for editors. */
import { z } from 'zod';
import type { Registry } from './shape/plan-shape.ts';
import { scenarioShape } from './shape/scenario-shape.ts';

/** Draft 7, as written (not as parsed), with every mitigation of the registry and its options. */
export function scenarioSchema(registry: Registry): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioShape(registry), { io: 'input', target: 'draft-7' });
  return { $schema, title: 'hotshard scenario', ...schema };
}
