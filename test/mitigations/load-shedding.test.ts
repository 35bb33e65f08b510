import { describe, expect, test } from 'vitest';
import { mitigations } from '../../src/mitigations/registry.ts';
import { type Changes, lever, metricsOf, stream } from '../support/small.ts';

const overload = { workload: [stream(2000)] };

describe('load-shedding', () => {
  // Of 2,000/s a server of 1,000/s can do half. When the head has waited 100 ms, 200 more have come behind it, and the
  // last of them will wait twice the limit; a look and a run of luck later it is somewhat more.
  test('refuses what the partition cannot do and keeps the rest fast', () => {
    const none = metricsOf(overload);
    const shed = metricsOf({ ...overload, plan: [lever('load-shedding', { maxWait: 100, every: 10 })] });
    expect(none['latencyMs.max']).toBeGreaterThan(5000);
    expect(shed['latencyMs.max']).toBeLessThan(300);
    expect(shed['requests.refused']! / shed['requests.offered']!).toBeGreaterThan(0.45);
    expect(shed['requests.refused']! / shed['requests.offered']!).toBeLessThan(0.55);
    expect(shed['requests.refused']).toBe(shed['requests.failed']);
    expect(shed['partition.hottestUtilisation']).toBeGreaterThan(0.98);
  });

  test('lets everybody in where the queue is short, and on partitions that are not hot', () => {
    const calm = metricsOf({ workload: [stream(300)], plan: [lever('load-shedding')] });
    expect(calm['requests.refused']).toBe(0);
    // The two names are on different partitions of the two.
    const other = stream(100, { name: 'other', keys: { kind: 'single', key: 'calm' } });
    const hot = metricsOf({
      store: { placement: { kind: 'range', boundaries: ['cb'] } },
      workload: [stream(2000, { keys: { kind: 'single', key: 'zebra' } }), other],
      plan: [lever('load-shedding')],
    });
    expect(hot['stream.requests.refused']).toBeGreaterThan(5000);
    expect(hot['other.requests.refused']).toBe(0);
  });

  // It looks every two seconds: two seconds of everybody, which queue up for two seconds, then two of nobody.
  test('backfires with a stale view: it swings between everybody and nobody', () => {
    const fresh = metricsOf({ ...overload, plan: [lever('load-shedding', { maxWait: 100, every: 10 })] });
    const stale = metricsOf({ ...overload, plan: [lever('load-shedding', { maxWait: 100, every: 2000 })] });
    expect(stale['latencyMs.max']).toBeGreaterThan(5 * fresh['latencyMs.max']!);
  });
});

/** The metrics that two runs must share, refusals aside. */
const SAME = ['requests.served', 'latencyMs.mean', 'latencyMs.max', 'latencyMs.p99', 'waitMs.max', 'queue.lengthMean'];
const same = (metrics: Readonly<Record<string, number>>) => SAME.map((name) => metrics[name]);

describe('load-shedding at the node', () => {
  const shed = (options: Parameters<typeof lever>[1], changes: Changes = {}) =>
    metricsOf({ ...overload, ...changes, plan: [lever('load-shedding', { site: 'node', ...options })] });

  // It lets in whoever finds at most 9 waiting, and so does a queue of ten.
  test('by length is a bounded queue, request for request', () => {
    const bounded = metricsOf({ ...overload, partition: { queueCapacity: 10 } });
    const shedding = shed({ signal: 'length', maxLength: 9 });
    expect(same(shedding)).toEqual(same(bounded));
    expect(shedding['attempts.refused']).toBe(bounded['attempts.queueFull']);
    expect(shedding['attempts.refused']).toBeGreaterThan(8000);
  });

  // Nobody who is let in finds a head that has waited longer: 20 ms, in which some 40 more come, of 1 ms each.
  test('by wait sees its queue at once', () => {
    expect(shed({ signal: 'wait', maxWait: 20 })['waitMs.max']).toBeLessThan(80);
  });

  test('looks after the partition that an attempt has reached, not where its key would be', () => {
    const other = stream(100, { name: 'other', keys: { kind: 'single', key: 'calm' } });
    const store: Changes['store'] = { placement: { kind: 'range', boundaries: ['cb'] } };
    const hot = shed({}, { store, workload: [stream(2000, { keys: { kind: 'single', key: 'zebra' } }), other] });
    expect(hot['stream.requests.failed']).toBeGreaterThan(5000);
    expect(hot['other.requests.failed']).toBe(0);
  });

  test('in silence turns the same away, who wait for their time-out', () => {
    const clients: Changes['clients'] = { timeoutMs: 1000 };
    const options = { signal: 'length', maxLength: 50 };
    const [told, untold] = [shed(options, { clients }), shed({ ...options, answer: 'silent' }, { clients })];
    expect(same(untold)).toEqual(same(told));
    expect(told['attempts.timedOut']).toBe(0);
    expect(untold['attempts.refused']).toBe(0);
    expect(untold['attempts.timedOut']).toBe(told['attempts.refused']);
  });

  test('in silence leaves those without patience waiting for ever', () => {
    const hung = shed({ signal: 'length', maxLength: 50, answer: 'silent' });
    expect(hung['requests.unfinished']).toBeGreaterThan(8000);
    expect(hung['requests.unfinished']).toBe(hung['requests.failed']);
    const expired = shed({ signal: 'length', maxLength: 50, answer: 'silent' }, { clients: { deadlineMs: 500 } });
    expect(expired['requests.unfinished']).toBe(0);
    expect(expired['requests.expired']).toBe(hung['requests.unfinished']);
  });
});

test('load-shedding at the edge, in silence, leaves users to their deadlines', () => {
  const clients: Changes['clients'] = { deadlineMs: 5000 };
  const [told, untold] = ['refuse', 'silent'].map((answer) =>
    metricsOf({ ...overload, clients, plan: [lever('load-shedding', { answer })] }),
  );
  expect(same(untold!)).toEqual(same(told!));
  expect(told!['requests.refused']).toBeGreaterThan(5000);
  expect(untold!['requests.refused']).toBe(0);
  expect(untold!['requests.expired']).toBe(told!['requests.refused']);
});

describe('load-shedding at the client', () => {
  const many = { workload: [stream(2000)], durationMs: 5000 };
  const shed = (site: string, changes: Changes = {}) =>
    metricsOf({
      ...many,
      ...changes,
      plan: [lever('cache', { ttl: 1e6 }), lever('load-shedding', { site, every: 10 })],
    });

  // The first reads miss together and queue up; from then on the cache answers all, and only the edge asks the queue about them.
  test('stands behind a cache, where the edge stands before it', () => {
    const slow: Changes = { partition: { serviceMeanMs: 20, service: { kind: 'deterministic' } } };
    const [edge, client] = [shed('edge', slow), shed('client', slow)];
    expect(client['requests.refused']).toBe(0);
    expect(edge['requests.refused']).toBeGreaterThan(50);
    expect(client['requests.failed']).toBeLessThan(edge['requests.failed']!);
  });

  test('refuses attempts, which are tried again', () => {
    const retry = { attempts: 3, baseMs: 10, capMs: null, jitter: 'full', quota: null } as const;
    const tried = metricsOf({ ...many, clients: { retry }, plan: [lever('load-shedding', { site: 'client' })] });
    expect(tried['attempts.refused']).toBeGreaterThan(tried['requests.dropped']!);
    expect(tried['requests.refused']).toBe(0);
  });
});

describe('Retry-After', () => {
  // A is in service from 10 to 110 ms, B waits from 20 to 110 ms, C is refused at 30 ms. Coming back 10 ms later it finds B still waiting; told to
  // stay away for 250 ms it finds nobody at 280 ms and is back at 380 ms.
  const queue: Changes = {
    durationMs: 1000,
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 100 },
    workload: [stream(1, { arrivals: { kind: 'moments', steps: [], momentsMs: [10, 20, 30] } })],
    clients: { retry: { attempts: 2, baseMs: 10, capMs: null, jitter: 'none', quota: null } },
  };
  const told = (retryAfter: number, changes: Changes = {}) =>
    metricsOf({
      ...queue,
      ...changes,
      plan: [lever('load-shedding', { site: 'node', signal: 'length', maxLength: 0, retryAfter })],
    });

  test('is the least wait before the next attempt', () => {
    expect(told(0)['requests.dropped']).toBe(1);
    expect(told(250)['requests.dropped']).toBe(0);
    expect(told(250)['latencyMs.max']).toBe(350);
    expect(told(250, { clients: { ...queue.clients, timeoutMs: 500 } })['latencyMs.max']).toBe(350);
  });

  test('does not shorten a longer back-off, and grants no further attempt', () => {
    const patient: Changes = { clients: { retry: { ...queue.clients!.retry!, baseMs: 400 } } };
    expect(told(250, patient)['latencyMs.max']).toBe(500);
    const once: Changes = { clients: { retry: { ...queue.clients!.retry!, attempts: 1 } } };
    expect(told(250, once)['requests.dropped']).toBe(1);
  });
});

test('load-shedding objects to options that change nothing', () => {
  const def = mitigations['load-shedding']!;
  const objection = (options: Parameters<typeof lever>[1] & object) =>
    def.objection!(lever('load-shedding', options).options as never, new Set(Object.keys(options)))?.option ?? null;
  expect(objection({ maxLength: 10 })).toBe('maxLength');
  expect(objection({ signal: 'length', maxWait: 10 })).toBe('maxWait');
  expect(objection({ signal: 'length', maxLength: 10 })).toBeNull();
  expect(objection({ site: 'node', every: 10 })).toBe('every');
  expect(objection({ site: 'node', every: 10, signal: 'utilisation' })).toBeNull();
  expect(objection({ retryAfter: 10 })).toBe('retryAfter');
  expect(objection({ retryAfter: 10, site: 'node', answer: 'silent' })).toBe('retryAfter');
  expect(objection({ retryAfter: 10, site: 'client' })).toBeNull();
  expect(objection({ site: 'client', answer: 'silent' })).toBe('answer');
});
