import { describe, expect, it } from 'vitest';
import { applyOverrides, type Override } from '../../src/scenario/overrides.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { extended, SMALL_SCENARIO } from '../support/scenario-text.ts';

const TEXT = extended('plans: {cache: [{kind: cache, ttl: 5s}], v1.2: []}');

function set(...overrides: string[]): Override[] {
  return overrides.map((override) => {
    const at = override.indexOf('=');
    return { path: override.slice(0, at), value: override.slice(at + 1) };
  });
}

function changed(text: string, ...overrides: string[]): string {
  const result = applyOverrides(text, set(...overrides));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join());
  return result.text;
}

function scenarioAfter(...overrides: string[]) {
  const result = parseScenario(changed(TEXT, ...overrides), { file: 'test.yaml' });
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join());
  return result.scenario;
}

function refused(...overrides: string[]) {
  const result = applyOverrides(TEXT, set(...overrides));
  if (result.ok) throw new Error('accepted');
  const lines = result.text.split('\n');
  return result.issues.map(({ line, column, length, message, didYouMean }) => ({
    marked: lines[line - 1]!.slice(column - 1, column - 1 + length),
    message,
    didYouMean,
  }));
}

describe('an override', () => {
  it('replaces a value', () => {
    expect(scenarioAfter('store.partitions=21', 'duration=2m').model).toMatchObject({
      durationMs: 120_000,
      store: { partitions: 21 },
    });
  });

  it('enters lists by index, by name and by kind', () => {
    const rates = ['workload.0.arrivals.rate=7/s', 'workload.browsing.arrivals.rate=7/s'];
    for (const rate of rates) {
      expect(scenarioAfter(rate).model.workload[0]?.arrivals?.steps).toEqual([{ fromMs: 0, ratePerSecond: 7 }]);
    }
    expect(scenarioAfter('plans.cache.0.ttl=9s').plans[1]?.levers[0]?.options).toMatchObject({ ttl: 9000 });
    expect(scenarioAfter('plans.cache.cache.ttl=9s').plans[1]?.levers[0]?.options).toMatchObject({ ttl: 9000 });
  });

  it('adds what is not there, with the mappings around it', () => {
    expect(scenarioAfter('clients.retry=naive', 'clients.processes=3').model.clients).toMatchObject({
      processes: 3,
      retry: { attempts: 3 },
    });
    const emptied = changed(extended('clients:'), 'clients.retry.attempts=7');
    expect(emptied).toBe(extended('clients:\n  retry:\n    attempts: 7'));
  });

  it('takes any YAML as a value', () => {
    expect(scenarioAfter('store.placement={kind: ring, virtualNodes: 8}').model.store.placement).toEqual({
      kind: 'ring',
      virtualNodes: 8,
    });
  });

  it('finds names with dots', () => {
    expect(scenarioAfter('plans.v1.2=[{kind: coalescing}]').plans[2]?.levers).toHaveLength(1);
  });

  it('leaves comments where they are', () => {
    expect(changed(`# why\n${SMALL_SCENARIO}`, 'duration=2m')).toMatch(/^# why\nname: Small\nduration: 2m\n/);
  });

  it('is judged with the rest of the scenario', () => {
    const result = parseScenario(changed(TEXT, 'store.partitons=4'), { file: 'test.yaml' });
    expect(!result.ok && result.issues).toMatchObject([{ code: 'unknown-name', didYouMean: 'partitions' }]);
  });
});

describe('a path or value that cannot be', () => {
  it.each([
    [
      'workload.brwsing.reads=1',
      { marked: 'brwsing', message: 'no entry "brwsing" in this list', didYouMean: 'browsing' },
    ],
    ['workload.1.reads=1', { marked: '1', message: 'no entry "1" in this list', didYouMean: null }],
    ['name.first=a', { marked: 'first', message: 'there is nothing below a single value', didYouMean: null }],
    ['store..x=a', { marked: 'store', message: 'an empty name in the path', didYouMean: null }],
    ['store.partitions=', { marked: '', message: 'no value', didYouMean: null }],
    ['store.partitions=[4', { marked: '', message: 'flow sequence must end with a ]', didYouMean: null }],
    ['question=*q', { marked: '*q', message: 'no anchor &q before this alias', didYouMean: null }],
  ])('%s', (override, issue) => {
    expect(refused(override)).toEqual([issue]);
  });

  it('is told together with the others, each on its line', () => {
    expect(refused('store.partitions=8', 'name.x=1', 'workload.9.reads=1').map(({ marked }) => marked)).toEqual([
      'x',
      '9',
    ]);
  });
});

it('leaves a text without overrides, or one that cannot be read, as it is', () => {
  expect(changed(TEXT)).toBe(TEXT);
  expect(changed('name: [', 'duration=2m')).toBe('name: [');
});

it('refuses to take away an anchor that is needed elsewhere', () => {
  const text = extended('plans: {a: [&c {kind: cache}], b: [*c]}');
  const result = applyOverrides(text, set('plans.a.0={kind: coalescing}'));
  expect(!result.ok && result.issues).toMatchObject([{ message: 'no anchor &c before this alias' }]);
});
