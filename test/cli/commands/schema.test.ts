import { expect, test } from 'vitest';
import { mitigations } from '../../../src/mitigations/registry.ts';
import { scenarioSchema } from '../../../src/scenario/schema.ts';
import { hotshard, workingDirectory } from '../../support/cli.ts';

test('prints the schema with every mitigation', async () => {
  const { code, stdout, stderr } = await hotshard(['schema'], workingDirectory());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(scenarioSchema(mitigations));
});
