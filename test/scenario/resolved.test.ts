import { expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { resolvedScenario, scenarioHash } from '../../src/scenario/resolved.ts';
import { extended, SMALL_SCENARIO, spoilt } from '../support/scenario-text.ts';

function parsed(text: string) {
  const result = parseScenario(text, { file: 'test.yaml' });
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join());
  return result.scenario;
}

const hashOf = (text: string) => scenarioHash(parsed(text));

it('is plain data, equal to the scenario', () => {
  const scenario = parsed(SMALL_SCENARIO);
  expect(resolvedScenario(scenario)).toEqual(scenario);
});

it('has a short name of eight hex digits', () => {
  expect(hashOf(SMALL_SCENARIO)).toMatch(/^[0-9a-f]{8}$/);
});

it('has one name however it is written', () => {
  const name = hashOf(SMALL_SCENARIO);
  expect(hashOf(`# a comment\n${SMALL_SCENARIO}`)).toBe(name);
  expect(hashOf(spoilt('1m', '60s'))).toBe(name);
  expect(hashOf(extended('replications: 5'))).toBe(name);
  expect(hashOf(spoilt('{kind: uniform, count: 100}', '{count: 100, kind: uniform}'))).toBe(name);
});

it('has another name when it says something else', () => {
  expect(hashOf(spoilt('1m', '61s'))).not.toBe(hashOf(SMALL_SCENARIO));
});
