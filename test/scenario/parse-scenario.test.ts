import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LeverDef } from '../../src/model/mitigation.ts';
import { formatIssues } from '../../src/scenario/format-issues.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { count, duration } from '../../src/units/option.ts';
import { extended, SMALL_SCENARIO, spoilt } from '../support/scenario-text.ts';

const EXAMPLE = readFileSync(new URL('./example.yaml', import.meta.url), 'utf8');

function parsed(text: string) {
  const result = parseScenario(text, { file: 'test.yaml' });
  if (!result.ok) throw new Error(formatIssues(result.issues, text));
  return result.scenario;
}

function storeOf(store: string) {
  return parsed(spoilt('  partitions: 4', `  ${store}`)).model.store;
}

describe('a scenario that says little', () => {
  it('has every default filled in', () => {
    expect(parsed(SMALL_SCENARIO)).toEqual({
      name: 'Small',
      question: null,
      source: null,
      findsWarmup: false,
      warmupMs: 6000,
      windows: [],
      seed: '1',
      replications: 5,
      baseline: 'none',
      objective: null,
      memoryLimitBytes: 2 * 2 ** 30,
      model: {
        durationMs: 60_000,
        store: {
          partitions: 4,
          placement: { kind: 'hash' },
          partition: {
            limit: {
              ceiling: { reads: null, writes: null },
              ceilingDepthSeconds: 1,
              share: { reads: null, writes: null },
              bankSeconds: 300,
              bankStartsFull: false,
            },
            service: { kind: 'exponential' },
            serviceMeanMs: 1,
            servers: 1,
            queueCapacity: null,
            expiryMarginMs: null,
          },
          cluster: null,
          networkMs: 0.5,
          billing: {
            mode: 'on-demand',
            usdPerMillionUnits: { reads: 0.125, writes: 0.625 },
            usdPerUnitHour: { reads: 0.00013, writes: 0.00065 },
          },
        },
        clients: {
          deadlineMs: null,
          timeoutMs: null,
          retry: { attempts: 1, baseMs: 0, capMs: null, jitter: 'none', quota: null },
          processes: 20,
          fleet: null,
        },
        workload: [
          {
            name: 'browsing',
            arrivals: { kind: 'poisson', steps: [{ fromMs: 0, ratePerSecond: 500 }] },
            follows: null,
            keys: { kind: 'uniform', count: 100, prefix: 'key:' },
            reads: 1,
            sizeBytes: 1024,
            consistency: 'strong',
            fanout: null,
            history: null,
            only: null,
          },
        ],
        workers: null,
        faults: [],
      },
      plans: [{ name: 'none', levers: [] }],
      expectations: [],
    });
  });

  it('is frozen all the way down', () => {
    const { model } = parsed(SMALL_SCENARIO);
    expect(Object.isFrozen(model.workload[0]?.arrivals?.steps[0])).toBe(true);
  });

  it('has no warm-up where the run is shorter than ten seconds', () => {
    expect(parsed(spoilt('1m', '9s')).warmupMs).toBe(0);
    expect(parsed(spoilt('1m', '10s')).warmupMs).toBe(1000);
  });

  it('takes a whole number as a seed, as the text of it', () => {
    expect(parsed(extended('seed: 42')).seed).toBe('42');
    expect(parsed(extended('seed: a b')).seed).toBe('a b');
  });
});

describe('the example', () => {
  const scenario = parsed(EXAMPLE);

  it('is read whole', () => {
    expect(scenario.name).toBe('Black Friday headset');
    expect(scenario.model.durationMs).toBe(360_000);
    expect(scenario.model.clients.deadlineMs).toBe(30_000);
    expect(scenario.model.store.partitions).toBe(21);
    expect(scenario.model.workload.map(({ name }) => name)).toEqual(['browsing', 'headset', 'views']);
    expect(scenario.model.workload[1]?.arrivals?.steps).toContainEqual({ fromMs: 60_000, ratePerSecond: 1667 });
    expect(scenario.model.workload[2]).toMatchObject({ arrivals: null, follows: 'headset', reads: 0 });
    expect(scenario.windows).toContainEqual({ name: 'heat', fromMs: 60_000, toMs: 120_000 });
  });

  it('has its expectations as bounds in base units', () => {
    expect(scenario.expectations[0]).toMatchObject({
      plan: 'none',
      metric: 'headset.latencyMs.p50',
      low: { value: 1.3, of: null, strict: false },
      high: { value: 3, of: null, strict: false },
      during: 'before',
    });
  });

  it('shows its mitigations as written, and has the rest of their options filled in', () => {
    const cache = scenario.plans.find(({ name }) => name === 'cache')?.levers[0];
    expect(cache?.text).toBe('cache(ttl 5s)');
    expect(cache?.options).toMatchObject({ ttl: 5000, hit: 0.5 });
  });
});

describe('store presets', () => {
  it('fill in what is left out', () => {
    const { partitions, partition } = storeOf('preset: dynamodb');
    expect(partitions).toBe(4);
    expect(partition.limit.ceiling).toEqual({ reads: 3000, writes: 1000 });
    expect(partition.servers).toBe(4);
  });

  it('leave alone what is written', () => {
    const written = 'preset: dynamodb\n  partitions: 7\n  partition: {ceiling: {writes: 10/s}, servers: 2}';
    const { partitions, partition } = storeOf(written);
    expect(partitions).toBe(7);
    expect(partition.limit.ceiling).toEqual({ reads: 3000, writes: 10 });
    expect(partition.servers).toBe(2);
  });

  it('give way to none', () => {
    const { partition } = storeOf('preset: dynamodb\n  partition: {ceiling: none}');
    expect(partition.limit.ceiling).toEqual({ reads: null, writes: null });
    expect(storeOf('preset: dynamodb\n  partition: {ceiling: {reads: none}}').partition.limit.ceiling).toEqual({
      reads: null,
      writes: 1000,
    });
  });
});

describe('service times', () => {
  it('keep the mean of the preset when only the kind is written', () => {
    const { partition } = storeOf('partitions: 4\n  partition: {service: {kind: erlang, stages: 3}}');
    expect(partition.service).toEqual({ kind: 'erlang', stages: 3 });
    expect(partition.serviceMeanMs).toBe(1);
  });

  it('have the mean of their measured values', () => {
    const { partition } = storeOf('partitions: 4\n  partition: {service: {kind: empirical, values: [1ms, 2ms, 6ms]}}');
    expect(partition.service).toEqual({ kind: 'empirical', valuesMs: [1, 2, 6] });
    expect(partition.serviceMeanMs).toBe(3);
  });
});

describe('client retries', () => {
  const retryOf = (retry: string) => parsed(extended(`clients: {retry: ${retry}}`)).model.clients.retry;

  it('come from a preset by name', () => {
    expect(retryOf('aws-legacy-dynamodb')).toEqual({
      attempts: 10,
      baseMs: 50,
      capMs: null,
      jitter: 'none',
      quota: null,
    });
    expect(retryOf('aws-standard').quota).toEqual({ tokens: 500, retryCost: 5, timeoutCost: 10, refund: 1 });
  });

  it('are filled in by their preset, or by the naive one', () => {
    expect(retryOf('{attempts: 7}')).toEqual({ attempts: 7, baseMs: 1000, capMs: 20_000, jitter: 'full', quota: null });
    expect(retryOf('{preset: aws-standard, cap: none}')).toMatchObject({
      attempts: 3,
      capMs: null,
      quota: { tokens: 500 },
    });
    expect(retryOf('{preset: aws-standard, quota: none}').quota).toBeNull();
    expect(retryOf('{quota: {tokens: 10}}').quota).toEqual({ tokens: 10, retryCost: 5, timeoutCost: 10, refund: 1 });
  });
});

describe('plans', () => {
  it('get the empty one in front, if it is the baseline and not written', () => {
    const plans = (text: string) => parsed(extended(text)).plans.map(({ name }) => name);
    expect(plans('plans: {cache: [{kind: cache}]}')).toEqual(['none', 'cache']);
    expect(plans('plans: {cache: [{kind: cache}], none: []}')).toEqual(['cache', 'none']);
    expect(plans('plans: {cache: [{kind: cache}]}\nbaseline: cache')).toEqual(['cache']);
  });

  it('may use mitigations of one’s own', () => {
    const own: LeverDef = {
      kind: 'own',
      mechanism: 'Does a thing.',
      cost: 'Some.',
      backfires: 'At times.',
      options: { wait: duration({ doc: 'A wait' }), times: count({ doc: 'Times', default: 3 }) },
      facts: [],
    };
    const text = extended('plans: {mine: [{kind: own, wait: 2s}]}');
    const result = parseScenario(text, { file: 'test.yaml', mitigations: { own } });
    expect(result.ok && result.scenario.plans[1]?.levers).toEqual([
      { kind: 'own', options: { wait: 2000, times: 3 }, text: 'own(wait 2s)' },
    ]);
    const without = parseScenario(text.replace(', wait: 2s', ''), { file: 'test.yaml', mitigations: { own } });
    expect(!without.ok && without.issues.map(({ message }) => message)).toEqual(['plans.mine.0.wait is missing']);
  });
});

describe('anchors', () => {
  it('share values between places', () => {
    const text = extended('plans: {a: [&c {kind: cache, ttl: 2s}], b: [*c]}');
    expect(parsed(text).plans[2]).toEqual({ ...parsed(text).plans[1], name: 'b' });
  });
});
