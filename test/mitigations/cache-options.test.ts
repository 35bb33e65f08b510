import { describe, expect, test } from 'vitest';
import { cache } from '../../src/mitigations/cache.ts';
import { lever, metricsOf, metronome } from '../support/small.ts';

const constant = { partition: { service: { kind: 'deterministic' } } } as const;
/** Reads of one key at 10, 20, … ms; a fetch takes 1 ms. */
const reads = [metronome(100)];
/** And writes of it at 1,000, 2,000, … ms, which are acknowledged 1 ms later. */
const written = [...reads, metronome(1, { name: 'writes', reads: 0 })];
const run = (options: Parameters<typeof lever>[1], workload: Parameters<typeof metronome>[1] | null = null) =>
  metricsOf({
    ...constant,
    workload: workload === null ? reads : written,
    plan: [lever('cache', { hit: 0, ...options })],
  });

describe('what a look-up costs', () => {
  // Of 999 reads 10 miss (see cache.test.ts): 3 + 1 ms each.
  test('is paid by those who find nothing, too', () => {
    expect(run({ ttl: 1000, miss: 3 })['latencyMs.mean']).toBeCloseTo((10 * 4) / 999, 9);
  });

  // Misses at 10, 20 and 30 ms are stored at 36, 46 and 56 ms, each anew; the next are at 1,060 ms: three every 1,050 ms.
  test('is paid by those who come while the answer is being stored', () => {
    const metrics = run({ ttl: 1000, fill: 25 });
    expect(metrics['attempts.total']).toBe(3 * 10);
  });
});

describe('a cache in each process', () => {
  test('is cold in each, holds an entry in each, and shares nothing', () => {
    const clients = { processes: 4 };
    const plan = [lever('cache', { ttl: 60_000, scope: 'process' })];
    const metrics = metricsOf({ ...constant, clients, workload: reads, plan });
    expect([metrics['attempts.total'], metrics['bill.memoryEntries']]).toEqual([4, 4]);
  });
});

describe('a crash of app servers', () => {
  const crashed = (atMs: number, options: object, changes: object = {}) =>
    metricsOf({
      ...constant,
      workload: reads,
      faults: [{ kind: 'app-crash', atMs, process: null }],
      plan: [lever('cache', { ttl: 60_000, ...options })],
      ...changes,
    });

  test('empties the caches in them, and no other', () => {
    expect(crashed(5005, { scope: 'process' })['attempts.total']).toBe(2);
    expect(crashed(5005, { scope: 'shared' })['attempts.total']).toBe(1);
    const faults = [{ kind: 'app-crash', atMs: 5005, process: 2 }];
    expect(crashed(0, { scope: 'process' }, { faults, clients: { processes: 4 } })['attempts.total']).toBe(4 + 1);
  });

  // The first fetch is under way from 10 to 11 ms, and its answer is stored 2 ms later.
  test('leaves nobody to store what comes after it', () => {
    for (const atMs of [10.5, 12]) expect(crashed(atMs, { scope: 'process', fill: 2 })['attempts.total']).toBe(2);
    expect(crashed(10.5, { scope: 'shared', fill: 2 })['attempts.total']).toBe(1);
  });

  // The first read has the token and fetches from 10 to 105 ms. Those of 20, 30, 40 and 50 ms wait for it; that of 60 ms has a new token.
  test('is an error to those who wait for another’s lease, and voids it', () => {
    const slow = { partition: { service: { kind: 'deterministic' }, serviceMeanMs: 95, servers: 100 } };
    const metrics = crashed(55, { scope: 'process', lease: 'wait' }, slow);
    expect([metrics['requests.dropped'], metrics['attempts.total']]).toEqual([4, 2]);
  });
});

describe('a bound', () => {
  const round = (count: number) => [metronome(100, { keys: { kind: 'sequential', count, prefix: 'key:' } })];
  const asked = (count: number, options: object) =>
    metricsOf({ ...constant, workload: round(count), plan: [lever('cache', { ttl: 60_000, hit: 0, ...options })] });

  // Who asks for eleven keys in turn and keeps ten has always just parted with the one that comes next.
  test('one short of the keys that are asked for in turn leaves no hit', () => {
    expect(asked(10, { entries: 10 })['attempts.total']).toBe(10);
    for (const evict of ['lru', 'lfu']) {
      const short = asked(11, { entries: 10, evict });
      expect([short['cache.hitRatio'], short['bill.memoryEntries']]).toEqual([0, 10]);
    }
  });

  // 499 reads of one key, then 500 of two others in turn, and room for two: what was used least recently is the old key, and what was used
  // least often is always the other one of the new.
  test('by frequency remembers what nobody asks for any more', () => {
    const steps = (first: number, then: number) => ({
      kind: 'even' as const,
      steps: [
        { fromMs: 0, ratePerSecond: first },
        { fromMs: 5000, ratePerSecond: then },
      ],
    });
    const fetches = (evict: string) =>
      metricsOf({
        ...constant,
        workload: [
          metronome(100, { arrivals: steps(100, 0) }),
          metronome(100, {
            name: 'new',
            arrivals: steps(0, 100),
            keys: { kind: 'sequential', count: 2, prefix: 'key:' },
          }),
        ],
        plan: [lever('cache', { ttl: 60_000, hit: 0, entries: 2, evict })],
      });
    const [lru, lfu] = [fetches('lru'), fetches('lfu')];
    expect(lru['attempts.total']).toBe(1 + 2);
    expect(lfu['attempts.total']).toBe(1 + lfu['new.requests.offered']!);
  });

  test("of one cache in each of several processes is each one's own", () => {
    const plan = [lever('cache', { ttl: 60_000, scope: 'process', entries: 5 })];
    const metrics = metricsOf({ ...constant, clients: { processes: 3 }, workload: round(50), plan });
    expect(metrics['bill.memoryEntries']).toBe(15);
  });
});

describe('writes', () => {
  test('do nothing by themselves: the old answer stays for its time', () => {
    const metrics = run({ ttl: 60_000 }, {});
    expect([metrics['attempts.total'], metrics['ledger.stale']]).toEqual([1 + 9, 999 - 100]);
  });

  // A write at 1,000 ms comes just before the read of that moment, or just after it; both see the old answer. At 1,001 ms it is gone.
  test('that invalidate cost a fetch each, and nobody is told what is old', () => {
    const metrics = run({ ttl: 60_000, writes: 'invalidate' }, {});
    expect([metrics['attempts.total'], metrics['ledger.stale']]).toEqual([1 + 9 + 9, 0]);
  });

  test('that are written through cost none', () => {
    const metrics = run({ ttl: 60_000, writes: 'write-through' }, {});
    expect([metrics['attempts.total'], metrics['ledger.stale']]).toEqual([1 + 9, 0]);
  });

  test('that are written through are there before anybody has read', () => {
    const later = { kind: 'even' as const, steps: [{ fromMs: 5000, ratePerSecond: 100 }] };
    const fetches = (options: object) =>
      metricsOf({
        ...constant,
        workload: [metronome(100, { arrivals: later }), written[1]!],
        plan: [lever('cache', { ttl: 60_000, hit: 0, writes: 'write-through', ...options })],
      })['attempts.total'];
    expect(fetches({})).toBe(9);
    expect(fetches({ scope: 'process' })).toBe(9);
    expect(fetches({ writes: 'invalidate' })).toBeGreaterThan(9);
  });

  // Acknowledged at 1,001 ms, heard of at 1,046: the reads at 1,010 to 1,040 ms are told what was before, nine times.
  test('are heard of after a delay', () => {
    const options = { ttl: 60_000, writes: 'invalidate', delay: 45 };
    const metrics = run(options, {});
    expect(metrics['ledger.stale']).toBe(4 * 9);
    expect(metrics['ledger.staleMs.max']).toBeCloseTo(39, 6);
    expect(run({ ...options, writes: 'write-through' }, {})['ledger.stale']).toBe(4 * 9);
  });

  test('are never heard of if all news is lost, but by the process that wrote', () => {
    const options = { ttl: 60_000, writes: 'invalidate', loss: 1 };
    expect(run(options, {})['ledger.stale']).toBe(999 - 100);
    expect(run({ ...options, scope: 'process' }, {})['ledger.stale']).toBe(0);
  });

  // Two processes of which each writes now and then: with all news lost each knows its own writes alone.
  test('in local caches are news for the others', () => {
    const heard = (loss: number) =>
      metricsOf({
        ...constant,
        clients: { processes: 2 },
        workload: written,
        plan: [lever('cache', { ttl: 60_000, hit: 0, scope: 'process', writes: 'invalidate', loss })],
      })['ledger.stale']!;
    expect(heard(0)).toBe(0);
    expect(heard(1)).toBeGreaterThan(100);
  });
});

describe('an answer read before a write and stored after it', () => {
  // Writes of pairs, 20 ms apart: what is fetched between them comes back before the second one, is stored 30 ms later, behind the news
  // of it, and is told until what was fetched after it is stored, too. A lease that the news makes void does not let it in.
  const pairs = {
    ...constant,
    workload: [
      metronome(100),
      metronome(1, { name: 'first', reads: 0 }),
      metronome(1 / 1.02, { name: 'second', reads: 0 }),
    ],
  };
  const stale = (options: object) =>
    metricsOf({
      ...pairs,
      plan: [lever('cache', { ttl: 60_000, hit: 0, writes: 'invalidate', fill: 30, ...options })],
    })['ledger.stale']!;

  test('is told to readers, but for leases', () => {
    expect(stale({})).toBeGreaterThan(0);
    expect(stale({ lease: 'wait', token: 1 })).toBe(0);
  });
});

describe('a refresh behind the readers', () => {
  // The miss at 10 ms; what it brought at 11 ms is old at 1,011; the read at 1,020 ms is given it and sets off a fetch, which is back
  // before the next read, and so on: one fetch per 1,010 ms, and no read waits.
  test('keeps all but the first from waiting, at one fetch a time to live', () => {
    const metrics = run({ ttl: 1000, refresh: 'stale' });
    expect([metrics['attempts.total'], metrics['cache.hitRatio']]).toEqual([10, 998 / 999]);
    expect(metrics['latencyMs.mean']).toBeCloseTo(1 / 999, 9);
  });

  // Read every 10 s, for 100 s: within its grace every read is given what the one before it fetched, 10 s old.
  test('gives what is older the less it is read, for as long as the grace allows', () => {
    const seldom = (grace: number) =>
      metricsOf({
        ...constant,
        durationMs: 100_000,
        workload: [metronome(0.1), metronome(1, { name: 'writes', reads: 0 })],
        plan: [lever('cache', { ttl: 1000, hit: 0, refresh: 'stale', grace })],
      });
    expect(seldom(5000)['ledger.stale']).toBe(0);
    const long = seldom(60_000);
    expect(long['ledger.stale']).toBe(8);
    expect(long['ledger.staleMs.max']).toBeGreaterThan(8000);
  });

  // The store serves one read a second, and an answer is good for a tenth of that: nine reads of ten are given what is old and set off a
  // fetch, which is throttled.
  test('tries again when it fails, and hides it for its grace', () => {
    const metrics = metricsOf({
      ...constant,
      limit: { ceiling: { reads: 1, writes: 1 }, ceilingDepthSeconds: 1 },
      workload: [metronome(100, { reads: 1 })],
      plan: [lever('cache', { ttl: 100, hit: 0, refresh: 'stale', grace: 2000 })],
    });
    expect(metrics['requests.failedShare']).toBe(0);
    expect(metrics['attempts.throttled']).toBeGreaterThan(500);
  });
});

describe('a lease', () => {
  // A fetch takes 200 ms and 100 servers: without it 20 reads miss while the first is under way. With it the 19 others look again 10 ms after
  // each look; what came back at 210 ms is found by all of them by then.
  const slow = {
    partition: { service: { kind: 'deterministic' }, serviceMeanMs: 200, servers: 100 },
    workload: reads,
  } as const;

  test('lets one reader fetch, and the others wait until they find it', () => {
    const plan = (lease: string) => [lever('cache', { ttl: 60_000, hit: 0, lease })];
    expect(metricsOf({ ...slow, plan: plan('none') })['attempts.total']).toBe(20);
    const leased = metricsOf({ ...slow, plan: plan('wait') });
    expect(leased['attempts.total']).toBe(1);
    expect(leased['latencyMs.max']).toBeCloseTo(200, 6);
    expect(leased['requests.served']).toBe(999);
  });

  // The reader with the token gives up after 150 ms and stores nothing; until 10 s are over nobody may fetch.
  test('is held by who has failed until its time is over', () => {
    const metrics = metricsOf({
      ...slow,
      durationMs: 15_000,
      clients: { deadlineMs: 150 },
      plan: [lever('cache', { lease: 'wait' })],
    });
    expect([metrics['attempts.total'], metrics['requests.served']]).toEqual([2, 0]);
  });

  // The key is written every second: its token was given at 10 ms, the next at 10,010. In between those who may be given the old answer
  // are given it, 1,001 ms on; the others wait.
  test('gives the old answer to those who need not wait', () => {
    const leased = (lease: string) => run({ ttl: 60_000, writes: 'invalidate', lease }, {});
    const [waiting, old] = [leased('wait'), leased('stale')];
    expect(waiting['latencyMs.max']).toBeGreaterThan(8000);
    expect(old['latencyMs.max']).toBeCloseTo(1, 6);
    expect([waiting['ledger.stale'], old['ledger.stale']]).toEqual([0, 999 - 100]);
    expect(old['attempts.total']).toBe(1 + 9);
  });
});

test('a flush empties every cache, and gives the tokens back', () => {
  const flushed = (options: object) =>
    metricsOf({
      ...constant,
      clients: { processes: 3 },
      workload: reads,
      faults: [{ kind: 'flush', atMs: 5005 }],
      plan: [lever('cache', { ttl: 60_000, ...options })],
    })['attempts.total'];
  expect(flushed({})).toBe(2);
  expect(flushed({ entries: 1, evict: 'lfu' })).toBe(2);
  expect(flushed({ lease: 'wait' })).toBe(2);
  expect(flushed({ scope: 'process' })).toBe(6);
});

describe('a cache of an aggregate', () => {
  // A miss gathers five salts; of 999 reads 10 miss.
  test('stands in front of the gather, and keeps what it brought together', () => {
    const metrics = metricsOf({
      ...constant,
      workload: reads,
      plan: [lever('cache', { ttl: 1000, hit: 0 }), lever('salting', { salts: 5 })],
    });
    expect([metrics['attempts.total'], metrics['cache.hitRatio']]).toEqual([5 * 10, 989 / 999]);
  });

  // Every write goes to one of five salts and drops the whole: the next read gathers again, and nobody is told an old sum.
  test('is dropped by a write to any of its parts', () => {
    const dropped = (plan: readonly ReturnType<typeof lever>[]) => metricsOf({ ...constant, workload: written, plan });
    const metrics = dropped([
      lever('cache', { ttl: 60_000, hit: 0, writes: 'invalidate' }),
      lever('salting', { salts: 5 }),
    ]);
    expect([metrics['attempts.total'], metrics['ledger.stale']]).toEqual([5 * (1 + 9) + 9, 0]);
  });
});

describe('options that do not go together', () => {
  const objectionTo = (options: object) => {
    const given = new Set(Object.keys(options));
    return cache.objection!({ ...lever('cache').options, ...options } as never, given)?.option;
  };

  test.each([
    [{ evict: 'lfu' }, 'evict'],
    [{ delay: 5 }, 'delay'],
    [{ loss: 0.1 }, 'loss'],
    [{ grace: 5 }, 'grace'],
    [{ refresh: 'early', grace: 5 }, 'grace'],
    [{ refresh: 'stale', beta: 2 }, 'beta'],
    [{ token: 5 }, 'token'],
    [{ poll: 5 }, 'poll'],
    [{ refresh: 'stale', lease: 'wait' }, 'lease'],
  ])('%o', (options, option) => {
    expect(objectionTo(options)).toBe(option);
  });

  test.each([
    [{ evict: 'lfu', entries: 5 }],
    [{ delay: 5, loss: 0.1, writes: 'invalidate' }],
    [{ refresh: 'stale', grace: 5 }],
    [{ refresh: 'early', beta: 2 }],
    [{ lease: 'stale', grace: 5, token: 5, poll: 5 }],
  ])('%o do', (options) => {
    expect(objectionTo(options)).toBeUndefined();
  });
});
