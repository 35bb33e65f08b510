/**
 * Reads of histories, worked out again from the log of a run: which messages were acknowledged when and lie under which
 * key, and which keys each read consulted.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { OUTCOME_SERVED, READ, SERVED, WRITE } from '../../src/model/codes.ts';
import type { HistoryConfig } from '../../src/model/config.ts';
import type { Recall } from '../../src/model/ledger/histories.ts';
import { NullObserver, type Observer } from '../../src/model/observer.ts';
import { EventLog, type LoggedEvent } from '../support/event-log.ts';
import { lever, metronome, small, stream } from '../support/small.ts';

class Asked extends NullObserver {
  asked = 0;
  missing = 0;
  repeated = 0;
  late = 0;
  reordered = 0;
  override history(...[, recall]: Parameters<Observer['history']>): void {
    this.asked += recall.asked;
    this.missing += recall.missing;
    this.repeated += recall.repeated;
    this.late += recall.late;
    this.reordered += recall.reordered;
  }
}

/** Messages that reads were entitled to and did not get, by what the log says of each request. */
function recount(events: readonly LoggedEvent[], { lastMs, newest }: HistoryConfig): Recall {
  const sentAt = new Map<number, number>();
  const placed = new Map<number, Set<number>>();
  const consulted = new Map<number, Set<number>>();
  const messages: {
    readonly base: number;
    readonly at: number;
    readonly sentAt: number;
    readonly keys: ReadonlySet<number>;
    missed?: boolean;
  }[] = [];
  const base = new Map<number, number>();
  let asked = 0;
  let missing = 0;
  let repeated = 0;
  let late = 0;
  let reordered = 0;
  for (const { kind, at, request, op, key, end } of events) {
    if (kind === 'offered') {
      sentAt.set(request, at);
      base.set(request, key);
    } else if ((kind === 'ended' && end === SERVED) || kind === 'wasted') {
      if (op === WRITE) placed.set(request, (placed.get(request) ?? new Set()).add(key));
      else consulted.set(request, (consulted.get(request) ?? new Set()).add(key));
    } else if (kind === 'settled' && end === OUTCOME_SERVED && op === WRITE) {
      messages.push({ base: base.get(request)!, at, sentAt: sentAt.get(request)!, keys: new Set(placed.get(request)) });
    } else if (kind === 'settled' && end === OUTCOME_SERVED && op === READ) {
      const sent = sentAt.get(request)!;
      const since = lastMs === null ? Number.NEGATIVE_INFINITY : sent - lastMs;
      const entitled = messages.filter(
        (message) => message.base === base.get(request) && message.at <= sent && message.sentAt > since,
      );
      const due = newest === null ? entitled : entitled.slice(-newest);
      const isGot = ({ keys }: (typeof due)[number]) => [...keys].some((one) => consulted.get(request)!.has(one));
      for (const [i, message] of due.entries()) {
        const isThere = isGot(message);
        if (isThere && message.missed) late++;
        if (isThere && due.slice(i + 1).some((later) => isGot(later) && later.sentAt < message.sentAt)) reordered++;
        message.missed = !isThere;
        asked++;
        const times = [...message.keys].filter((one) => consulted.get(request)!.has(one)).length;
        if (times === 0) missing++;
        if (times > 1) repeated++;
      }
    }
  }
  return { asked, missing, repeated, late, reordered };
}

test('what reads of histories miss is what a recount of the log finds', () => {
  let missed = 0;
  let asked = 0;
  let late = 0;
  let reordered = 0;
  fc.assert(
    fc.property(
      fc.record({
        lastMs: fc.option(fc.integer({ min: 50, max: 3000 }), { nil: null }),
        newest: fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }),
        detect: fc.constantFrom('none', 'none', 'ewma', 'sliding'),
        backup: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
        perSecond: fc.integer({ min: 50, max: 400 }),
        crashAt: fc.integer({ min: 0, max: 3000 }),
        replay: fc.integer({ min: 1, max: 1500 }),
        salts: fc.integer({ min: 2, max: 5 }),
        bareKey: fc.constantFrom('salt', 'separate'),
        log: fc.constantFrom('always', 'everysec', 'none'),
        raisedAt: fc.integer({ min: 0, max: 2000 }),
        copies: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
        copy: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
        timeoutMs: fc.option(fc.integer({ min: 4, max: 40 }), { nil: null }),
        seed: fc.string({ maxLength: 3 }),
      }),
      ({
        lastMs,
        newest,
        detect,
        backup,
        perSecond,
        crashAt,
        replay,
        salts,
        bareKey,
        log: kept,
        raisedAt,
        copies,
        copy,
        timeoutMs,
        seed,
      }) => {
        const keys = { kind: 'uniform', count: 3, prefix: 'hot:' } as const;
        const scenario = small({
          seed,
          durationMs: 4000,
          store: { partitions: 8 },
          partition: { serviceMeanMs: 3 },
          clients: { timeoutMs, retry: { attempts: 3, baseMs: 5, capMs: null, jitter: 'full', quota: null } },
          workload: [
            stream(perSecond, { keys, reads: 0 }),
            metronome(20, { name: 'readers', keys, reads: 1, history: { lastMs, newest } }),
          ],
          faults: [
            { kind: 'registry-crash', atMs: crashAt },
            { kind: 'service-crash', atMs: crashAt + 200, forMs: replay, instance: 0 },
          ],
          plan: [
            lever('salt-registry', {
              keys: ['hot:*'],
              salts,
              bareKey,
              log: kept,
              raisedAt,
              start: 1,
              replay,
              copy: copy as number,
              detect,
              threshold: 20,
              ceiling: 40,
              window: 500,
              instances: 2,
              ...(backup === undefined ? {} : { onError: 'backup', backupLag: backup }),
            }),
            ...(copies === undefined ? [] : [lever('copies', { copies })]),
          ],
        });
        const counted = new Asked();
        const log = new EventLog(counted);
        build({ model: scenario.model, plan: scenario.plans[1]!, seed, replication: 0, observer: log }).run();
        const recall = recount(log.finish().events, { lastMs, newest });
        expect({ ...counted }).toMatchObject(recall);
        asked += recall.asked;
        missed += recall.missing;
        late += recall.late;
        reordered += recall.reordered;
      },
    ),
    { seed: 5, numRuns: 60, endOnFailure: true },
  );
  expect(missed).toBeGreaterThan(1000);
  expect(asked - missed).toBeGreaterThan(1000);
  expect(late).toBeGreaterThan(100);
  expect(reordered).toBeGreaterThan(100);
});

test('whoever asks for all salts and the bare key misses nothing, however writes were placed', () => {
  const keys = { kind: 'single', key: 'celebrity' } as const;
  const scenario = small({
    durationMs: 4000,
    workload: [
      stream(300, { keys, reads: 0 }),
      metronome(20, { name: 'readers', keys, reads: 1, history: { lastMs: 4000, newest: null } }),
    ],
    faults: [{ kind: 'registry-crash', atMs: 0 }],
    plan: [lever('salt-registry', { keys: ['celebrity'], bareKey: 'salt', start: 1, replay: 1000 })],
  });
  const counted = new Asked();
  const observer = new EventLog(counted);
  build({ model: scenario.model, plan: scenario.plans[1]!, seed: '1', replication: 0, observer }).run();
  expect(counted.asked).toBeGreaterThan(20_000);
  expect(counted.missing).toBe(0);
});

test('who asks for as many salts as there are, and the bare key, gets every message, and each once, while salts rise', () => {
  const hot = { kind: 'uniform', count: 3, prefix: 'hot:' } as const;
  let raised = 0;
  fc.assert(
    fc.property(
      fc.record({
        detect: fc.constantFrom('fixed', 'sliding', 'ewma'),
        perSecond: fc.integer({ min: 100, max: 500 }),
        threshold: fc.integer({ min: 10, max: 100 }),
        processes: fc.integer({ min: 1, max: 5 }),
        instances: fc.integer({ min: 1, max: 3 }),
        crashAt: fc.integer({ min: 0, max: 3000 }),
        timeoutMs: fc.option(fc.integer({ min: 6, max: 40 }), { nil: null }),
        seed: fc.string({ maxLength: 3 }),
      }),
      ({ detect, perSecond, threshold, processes, instances, crashAt, timeoutMs, seed }) => {
        const scenario = small({
          durationMs: 4000,
          store: { partitions: 16 },
          partition: { serviceMeanMs: 2 },
          clients: {
            processes,
            timeoutMs,
            retry: { attempts: 3, baseMs: 5, capMs: null, jitter: 'full', quota: null },
          },
          workload: [
            stream(perSecond, { keys: hot, reads: 0 }),
            metronome(20, { name: 'readers', keys: hot, reads: 1, history: { lastMs: null, newest: null } }),
          ],
          faults: [{ kind: 'service-crash', atMs: crashAt, forMs: 500, instance: null }],
          plan: [
            lever('salt-registry', {
              keys: ['hot:*'],
              salts: 16,
              bareKey: 'salt',
              detect,
              threshold,
              instances,
              window: 500,
              ceiling: threshold,
            }),
          ],
        });
        const counted = new Asked();
        const run = build({ model: scenario.model, plan: scenario.plans[1]!, seed, replication: 0, observer: counted });
        run.run();
        raised += run.levers[0]!.control!()!.raises;
        expect(counted.asked).toBeGreaterThan(0);
        expect([counted.missing, counted.repeated, counted.late]).toEqual([0, 0, 0]);
      },
    ),
    { seed: 9, numRuns: 60 },
  );
  expect(raised).toBeGreaterThan(100);
});
