import { afterEach, describe, expect, test, vi } from 'vitest';
import { OUTCOME_SERVED, READ, SERVED, THROTTLED, WRITE } from '../../src/model/codes.ts';
import { Ledger } from '../../src/model/ledger/ledger.ts';
import { Buckets } from '../../src/model/partition/bucket.ts';
import { Workload } from '../../src/model/workload/workload.ts';
import { deliveries } from '../support/contracts/losses.ts';
import { type Contract, type ContractName, contracts } from '../support/contracts/table.ts';
import { sameTraffic } from '../support/contracts/traffic.ts';
import type { LoggedEvent, RunLog } from '../support/event-log.ts';
import { GENERATED } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, small, stream } from '../support/small.ts';

/** Both operations, queues, throttles, full queues, retries, time-outs, gathers and cache hits. */
const busy = small({
  durationMs: 1500,
  store: { networkMs: 1 },
  limit: { ceiling: { reads: 300, writes: 150 }, ceilingDepthSeconds: 0.05 },
  partition: { servers: 2, queueCapacity: 3, serviceMeanMs: 6 },
  clients: {
    timeoutMs: 25,
    retry: { attempts: 3, baseMs: 20, capMs: null, jitter: 'full', quota: null },
  },
  workload: [
    stream(300, { reads: 0.5 }),
    stream(150, { name: 'rest', keys: { kind: 'uniform', count: 5, prefix: 'key:' }, reads: 0.6 }),
  ],
  plan: [lever('cache', { ttl: 40, keys: ['key:*'] }), lever('salting', { salts: 3, keys: ['celebrity'] })],
});
const levers = busy.plans[1]!.levers;
const sound = observe(busy, GENERATED);

type Test = (event: LoggedEvent, index: number) => boolean;

/** The log with the `nth` event that passes replaced by what `change` makes of it. */
function changed(log: RunLog, passes: Test, change: (event: LoggedEvent) => LoggedEvent[], nth = 0): RunLog {
  const index = log.events.map((event, i) => (passes(event, i) ? i : -1)).filter((i) => i >= 0)[nth];
  if (index === undefined) throw new Error('no event to plant a fault in');
  return { ...log, events: log.events.toSpliced(index, 1, ...change(log.events[index]!)) };
}

const isAnswer: Test = ({ kind, op, end }) => kind === 'settled' && op === READ && end === OUTCOME_SERVED;
const waited: Test = ({ kind, at, enteredAt }) => kind === 'started' && at > enteredAt;
const partition = sound.config.store.partition;
const withPartition = (change: object): RunLog => ({
  ...sound,
  config: { ...sound.config, store: { ...sound.config.store, partition: { ...partition, ...change } } },
});

/** Ways to break each contract, by corrupting the log of a sound run. */
const faults: Record<ContractName, Record<string, () => RunLog>> = {
  'one outcome per request, one end per attempt': {
    'an outcome is forgotten': () =>
      changed(
        sound,
        ({ kind }) => kind === 'settled',
        () => [],
      ),
    'an outcome comes twice': () =>
      changed(
        sound,
        ({ kind }) => kind === 'settled',
        (event) => [event, event],
      ),
    'an end is forgotten': () =>
      changed(
        sound,
        ({ kind }) => kind === 'ended',
        () => [],
      ),
    'an end comes twice': () =>
      changed(
        sound,
        ({ kind }) => kind === 'ended',
        (event) => [event, event],
      ),
    'a throttled attempt is answered': () =>
      changed(
        sound,
        ({ kind, end }) => kind === 'ended' && end === THROTTLED,
        (event) => [{ ...event, end: SERVED }],
      ),
    'wasted work is not counted': () =>
      changed(
        sound,
        ({ kind }) => kind === 'wasted',
        () => [],
      ),
  },
  'time runs forward, and an answer takes as long as its way': {
    'the clock jumps back': () =>
      changed(
        sound,
        ({ kind }) => kind === 'offered',
        (event) => [{ ...event, at: event.at - 1 }],
        9,
      ),
    'a hop is too short': () =>
      changed(
        sound,
        ({ kind }) => kind === 'reached',
        (event) => [{ ...event, at: event.at - 1e-6 }],
        9,
      ),
    'a wait is negative': () => changed(sound, waited, (event) => [{ ...event, enteredAt: event.at + 1 }]),
    'service is too short': () =>
      changed(
        sound,
        ({ kind }) => kind === 'started',
        (event) => [{ ...event, serviceMs: event.serviceMs * 2 }],
      ),
  },
  'no window of any length lets more through than its limit': {
    'throttles that did not take place': () => ({
      ...sound,
      events: sound.events.filter(({ kind, end }) => !(kind === 'bounced' && end === THROTTLED)),
    }),
    'a depth that was less': () => withPartition({ limit: { ...partition.limit, ceilingDepthSeconds: 0.02 } }),
    'a share that was never asked': () =>
      withPartition({ limit: { ...partition.limit, share: { reads: 10, writes: 10 }, bankSeconds: 0 } }),
  },
  'in the order of the discipline, c servers, bounded room': {
    'the second in line goes first': () => swappedStarts(sound),
    'a server too many': () => withPartition({ servers: 1 }),
    'a server too few': () => withPartition({ servers: 3 }),
    'a place too many': () => withPartition({ queueCapacity: 2 }),
    'a place too few': () => withPartition({ queueCapacity: 4 }),
  },
  'reads gather exactly what was applied': {
    'an item invented': () => ({
      ...sound,
      items: new Map([...sound.items, ['celebrity#0', sound.items.get('celebrity#0')! + 1]]),
    }),
    'a read one short': () =>
      changed(
        sound,
        (event, i) => isAnswer(event, i) && event.returned > 0,
        (event) => [{ ...event, returned: event.returned - 1 }],
      ),
    'an acknowledgement before the write': () =>
      changed(
        sound,
        ({ kind, op, request }) =>
          kind === 'started' &&
          op === WRITE &&
          sound.events.some(
            (other) => other.kind === 'settled' && other.request === request && other.end === OUTCOME_SERVED,
          ) &&
          sound.events.filter((other) => other.kind === 'started' && other.request === request).length === 1,
        () => [],
      ),
  },
  'salts hold every write once': {
    'an item invented': () => ({ ...sound, items: new Map([...sound.items, ['celebrity#3', 1]]) }),
    'a salt lost': () => ({ ...sound, items: new Map([...sound.items].filter(([name]) => name !== 'celebrity#1')) }),
  },
  'the ledger counts the stale reads': {
    'an older answer': () =>
      changed(
        sound,
        (event, i) => isAnswer(event, i) && event.value > 0 && event.returned >= 0,
        (event) => [{ ...event, value: 0 }],
        40,
      ),
    'a stale read too many': () => ({ ...sound, stale: sound.stale + 1 }),
  },
  'the store alone is never stale': {
    'an older answer': () =>
      changed(
        sound,
        (event, i) => isAnswer(event, i) && event.value > 0 && event.returned >= 0,
        (event) => [{ ...event, value: 0 }],
        40,
      ),
  },
  'no item is missing from a read of the store': { 'an item missing': () => ({ ...sound, missing: 1 }) },
  'nothing is lost': {
    'a write lost': () => ({ ...sound, lost: 1 }),
    'a write invented': () => ({ ...sound, lost: -1 }),
  },
  'no answer holds the value of another key': {
    'the version of another key': () => {
      const answer = sound.events.find((event, i) => isAnswer(event, i) && event.value > 0)!;
      const other = sound.events.find((event, i) => isAnswer(event, i) && event.value > 0 && event.key !== answer.key)!;
      return changed(
        sound,
        (event) => event === answer,
        (event) => [{ ...event, value: other.value }],
      );
    },
  },
  'no answer is repeated for longer than the cache may': {
    'an answer that nobody fetched': () =>
      changed(
        sound,
        (event, i) => isAnswer(event, i) && event.returned < 0,
        (event) => [{ ...event, value: event.value + 1_000_000 }],
      ),
    'an answer of another time': () =>
      changed(
        sound,
        (event, i) => isAnswer(event, i) && event.returned < 0,
        (event) => [{ ...event, at: event.at + 1000 }],
      ),
  },
};

function swappedStarts(log: RunLog): RunLog {
  const first = log.events.findIndex(waited);
  const { part } = log.events[first]!;
  const second = log.events.findIndex((event, i) => i > first && waited(event, i) && event.part === part);
  const events = [...log.events];
  events[first] = { ...log.events[first]!, attempt: log.events[second]!.attempt };
  events[second] = { ...log.events[second]!, attempt: log.events[first]!.attempt };
  return { ...log, events };
}

describe('a planted fault is found', () => {
  afterEach(() => vi.restoreAllMocks());

  for (const [name, { check, without }] of Object.entries<Contract>(contracts)) {
    const ways = Object.entries(faults[name as ContractName]);
    const isAbout = !levers.some(({ kind }) => without.includes(kind));
    test.each(ways)(`${name}: %s`, (_, plant) => {
      if (isAbout) expect(check(sound, levers)).toEqual([]);
      expect(check(plant(), levers).length).toBeGreaterThan(isAbout ? 0 : check(sound, levers).length);
    });
  }

  test('the same requests under every plan: a demand of its own, and a request left out', () => {
    expect(sameTraffic(sound, observe(busy, 'none'))).toEqual([]);
    const demand = changed(
      sound,
      ({ kind }) => kind === 'offered',
      (event) => [{ ...event, demand: event.demand + 1e-12 }],
    );
    expect(sameTraffic(sound, demand)).toHaveLength(1);
    const short = changed(
      sound,
      ({ kind }) => kind === 'offered',
      () => [],
      sound.events.filter(({ kind }) => kind === 'offered').length - 1,
    );
    expect(sameTraffic(sound, short)).toHaveLength(1);
    expect(sameTraffic(sound, observe(busy, GENERATED, 1))).toHaveLength(1);
  });

  test('a buffered write that does not arrive, or arrives twice', () => {
    const scenario = small({ workload: [stream(200, { reads: 0 })], plan: [lever('write-buffer', { drain: 300 })] });
    const buffered = observe(scenario, GENERATED);
    expect(deliveries(buffered)).toEqual([]);
    const held = buffered.items.get('celebrity')!;
    expect(deliveries({ ...buffered, items: new Map([['celebrity', held - 1]]) })).toHaveLength(1);
    expect(deliveries({ ...buffered, items: new Map([['celebrity', held + 1]]) })).toHaveLength(1);
    expect(deliveries({ ...buffered, lost: 1 })).toHaveLength(1);
  });

  // The same, with the fault in the simulator instead of the log.
  test('a bucket that is never emptied', () => {
    vi.spyOn(Buckets.prototype, 'spend').mockImplementation(() => {});
    expect(
      contracts['no window of any length lets more through than its limit'].check(observe(busy, GENERATED), []),
    ).not.toEqual([]);
  });

  test('a store that applies everything twice', () => {
    const { served } = Ledger.prototype;
    vi.spyOn(Ledger.prototype, 'served').mockImplementation(function (this: Ledger, row) {
      served.call(this, row);
      this.keys.addItems(0, 1);
    });
    const log = observe(busy, GENERATED);
    expect(contracts['reads gather exactly what was applied'].check(log)).not.toEqual([]);
    expect(contracts['salts hold every write once'].check(log)).not.toEqual([]);
  });

  test('a workload that draws once too often under one plan', () => {
    const none = observe(busy, 'none');
    const { draw } = Workload.prototype;
    vi.spyOn(Workload.prototype, 'draw').mockImplementationOnce(function (this: Workload) {
      draw.call(this);
      return draw.call(this);
    });
    expect(sameTraffic(observe(busy, GENERATED), none)).toHaveLength(1);
  });
});
