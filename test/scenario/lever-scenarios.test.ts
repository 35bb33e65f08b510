/**
 * A scenario of a mitigation shows it at its best and at its worst: one option apart, against the same baseline.
 *
 * Read here without being run; that it comes out so is for the shipped scenarios' own test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mitigations } from '../../src/mitigations/registry.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { Expectation, Plan, Scenario } from '../../src/scenario/scenario.ts';

const FOLDER = 'scenarios/levers';
const files = readdirSync(FOLDER);

function read(file: string): Scenario {
  const parsed = parseScenario(readFileSync(`${FOLDER}/${file}`, 'utf8'), { file });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('; '));
  return parsed.scenario;
}

/** The mitigation that it is named after; one that shows a use of a mitigation has no other in its plans. */
function kindOf(file: string, { plans }: Scenario): string {
  const name = file.replace('.yaml', '');
  const kinds = new Set(plans.flatMap(({ levers }) => levers.map(({ kind }) => kind)));
  return kinds.size === 1 && mitigations[name] === undefined ? [...kinds][0]! : name;
}

/** Pairs of plans that differ in one option of one mitigation and in nothing else. */
function flips({ plans }: Scenario, kind: string): (readonly [Plan, Plan])[] {
  const able = plans.filter(({ levers }) => levers.some((lever) => lever.kind === kind));
  const pairs = able.flatMap((one, k) => able.slice(k + 1).map((other) => [one, other] as const));
  return pairs.filter(([one, other]) => {
    const changed = differences(one, other);
    return changed?.length === 1 && changed[0]!.startsWith(`${kind}.`);
  });
}

/** `kind.option` of each option that differs; null where the mitigations themselves do. */
function differences({ levers: one }: Plan, { levers: other }: Plan): string[] | null {
  if (one.map(({ kind }) => kind).join() !== other.map(({ kind }) => kind).join()) return null;
  return one.flatMap(({ kind, options }, k) => {
    const others = other[k]!.options;
    const names = new Set([...Object.keys(options), ...Object.keys(others)]);
    return [...names].flatMap((name) =>
      JSON.stringify(options[name]) === JSON.stringify(others[name]) ? [] : [`${kind}.${name}`],
    );
  });
}

/** Whether a plan is expected to be strictly below or above what the baseline measures. */
function isExpected({ expectations, baseline }: Scenario, plan: Plan, side: 'low' | 'high'): boolean {
  const other = side === 'low' ? 'high' : 'low';
  return expectations.some(
    (expectation: Expectation) =>
      expectation.plan === plan.name &&
      expectation[side]?.of === baseline &&
      expectation[side].strict &&
      expectation[other] === null,
  );
}

test('there are scenarios of mitigations', () => {
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !file.endsWith('.yaml'))).toEqual([]);
});

test('each mitigation has one', () => {
  const shown = new Set(files.map((file) => kindOf(file, read(file))));
  expect(Object.keys(mitigations).filter((kind) => !shown.has(kind))).toEqual([]);
});

describe.each(files)('%s', (file) => {
  const scenario = read(file);
  const kind = kindOf(file, scenario);
  const pairs = flips(scenario, kind);

  test('has a baseline without mitigations, and two plans that are one option of its mitigation apart', () => {
    expect(scenario.plans.find(({ name }) => name === scenario.baseline)?.levers).toEqual([]);
    expect(pairs.length).toBeGreaterThan(0);
  });

  test('expects one of the two to be better than the baseline, and the other to be worse', () => {
    const isFlip = ([one, other]: readonly [Plan, Plan]): boolean =>
      isExpected(scenario, one, 'high') && isExpected(scenario, other, 'low');
    expect(pairs.some(([one, other]) => isFlip([one, other]) || isFlip([other, one]))).toBe(true);
  });

  test('says what it measures, and in numbers what to expect of the baseline and of one of the two', () => {
    expect(scenario.objective?.length).toBeGreaterThan(0);
    const inNumbers = new Set(
      scenario.expectations.filter(({ low, high }) => (low ?? high)!.of === null).map(({ plan }) => plan),
    );
    expect(inNumbers.has(scenario.baseline)).toBe(true);
    expect(pairs.flat().some(({ name }) => inNumbers.has(name))).toBe(true);
  });
});
