/** An order of mitigations in which one could never act is an error; every other order is not. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

function issuesOf(...levers: readonly string[]) {
  const text = `name: t
duration: 10s
store: {partitions: 4}
workload: [{name: a, arrivals: {kind: poisson, rate: 300/s}, keys: {kind: uniform, count: 100}}]
plans:
  mixed:
${levers.map((lever) => `    - ${lever}`).join('\n')}
`;
  const parsed = parseScenario(text, { file: 't.yaml' });
  return parsed.ok ? [] : parsed.issues;
}

const salting = (keys = '') => `{kind: salting${keys}}`;
const copies = (keys = '') => `{kind: copies${keys}}`;

describe('composition', () => {
  test('who decides the same for the same keys behind another is told where, and why', () => {
    const [issue, ...more] = issuesOf(salting(), '{kind: cache}', copies());
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ line: 9, column: 14, code: 'never-acts', path: 'plans.mixed.2.kind' });
    expect(issue!.message).toBe(
      '"copies" would never act: "salting" before it decides what a request is split into, for the same keys',
    );
    expect(issue!.allowed).toBe('one of the two, keys of its own for each, or the one with fewer keys first');
  });

  test.each([
    ['all and some', salting(), copies(', keys: ["key:1"]'), 1],
    ['some and all', salting(', keys: ["key:1"]'), copies(), 0],
    ['the same name', salting(', keys: ["key:1"]'), copies(', keys: ["key:1"]'), 1],
    ['different names', salting(', keys: ["key:1"]'), copies(', keys: ["key:2"]'), 0],
    ['a wide and a narrow prefix', salting(', keys: ["key:*"]'), copies(', keys: ["key:1*", "key:22"]'), 1],
    ['a narrow and a wide prefix', salting(', keys: ["key:1*"]'), copies(', keys: ["key:*"]'), 0],
    ['one of two covered', salting(', keys: ["key:1"]'), copies(', keys: ["key:1", "key:2"]'), 0],
  ])('keys: %s', (_, first, second, issues) => {
    expect(issuesOf(first, second)).toHaveLength(issues);
  });

  test.each([
    ['a key design of all and salts', '{kind: key-template, template: "{key}#{random:3}"}', salting(), 1],
    ['salts of all and a key design', salting(), '{kind: key-template, template: "{key}#{random:3}"}', 1],
    ['salts of some and a key design', salting(', keys: ["key:1"]'), '{kind: key-template, template: "{key}"}', 0],
    ['a key design of some workloads', '{kind: key-template, template: "{key}", workloads: [a]}', salting(), 0],
  ])('legs: %s', (_, first, second, issues) => {
    expect(issuesOf(first, second)).toHaveLength(issues);
  });

  test('a plan has one rule of placement, beside keys that are isolated from it', () => {
    const [issue, ...more] = issuesOf('{kind: placement, by: ring}', '{kind: pre-split}');
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'never-acts', path: 'plans.mixed.1.kind', allowed: 'one of them in a plan' });
    expect(issue!.message).toBe('"pre-split" decides how keys find their partition, and so does "placement"');
    expect(issuesOf('{kind: isolation, keys: ["key:1"]}', '{kind: placement, by: ring}')).toEqual([]);
  });

  test('what decides different things goes together in any order', () => {
    const levers = [salting(), '{kind: cache}', '{kind: coalescing}', '{kind: write-buffer, drain: 100/s}'];
    expect(issuesOf(...levers)).toEqual([]);
    expect(issuesOf(...levers.reverse())).toEqual([]);
  });
});
