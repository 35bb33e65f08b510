/**
 * Reads of histories, worked out again from the log of a run: which messages were acknowledged when and lie under which
 * key, and which keys each read consulted.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../src/experiment/build.ts';
import { OUTCOME_SERVED, READ, SERVED, WRITE } from '../../src/model/codes.ts';
import { NullObserver, type Observer } from '../../src/model/observer.ts';
import { EventLog, type LoggedEvent } from '../support/event-log.ts';
import { lever, metronome, small, stream } from '../support/small.ts';

class Asked extends NullObserver {
  asked = 0;
  missing = 0;
  override history(...[, asked, missing]: Parameters<Observer['history']>): void {
    this.asked += asked;
    this.missing += missing;
  }
}

/** Messages that reads were entitled to and did not get, by what the log says of each request. */
function recount(events: readonly LoggedEvent[], lastMs: number): { asked: number; missing: number } {
  const sentAt = new Map<number, number>();
  const placed = new Map<number, Set<number>>();
  const consulted = new Map<number, Set<number>>();
  const messages: {
    readonly base: number;
    readonly at: number;
    readonly sentAt: number;
    readonly keys: ReadonlySet<number>;
  }[] = [];
  const base = new Map<number, number>();
  let asked = 0;
  let missing = 0;
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
      for (const message of messages) {
        if (message.base !== base.get(request) || message.at > sent || message.sentAt <= sent - lastMs) continue;
        asked++;
        if (![...message.keys].some((one) => consulted.get(request)!.has(one))) missing++;
      }
    }
  }
  return { asked, missing };
}

test('what reads of histories miss is what a recount of the log finds', () => {
  let missed = 0;
  let asked = 0;
  fc.assert(
    fc.property(
      fc.record({
        lastMs: fc.integer({ min: 50, max: 3000 }),
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
      ({ lastMs, perSecond, crashAt, replay, salts, bareKey, log: kept, raisedAt, copies, copy, timeoutMs, seed }) => {
        const keys = { kind: 'uniform', count: 3, prefix: 'hot:' } as const;
        const scenario = small({
          seed,
          durationMs: 4000,
          store: { partitions: 8 },
          partition: { serviceMeanMs: 3 },
          clients: { timeoutMs, retry: { attempts: 3, baseMs: 5, capMs: null, jitter: 'full', quota: null } },
          workload: [
            stream(perSecond, { keys, reads: 0 }),
            metronome(20, { name: 'readers', keys, reads: 1, history: { lastMs } }),
          ],
          faults: [{ kind: 'registry-crash', atMs: crashAt }],
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
            }),
            ...(copies === undefined ? [] : [lever('copies', { copies })]),
          ],
        });
        const counted = new Asked();
        const log = new EventLog(counted);
        build({ model: scenario.model, plan: scenario.plans[1]!, seed, replication: 0, observer: log }).run();
        const { asked: entitled, missing } = recount(log.finish().events, lastMs);
        expect([counted.asked, counted.missing]).toEqual([entitled, missing]);
        asked += entitled;
        missed += missing;
      },
    ),
    { seed: 5, numRuns: 60, endOnFailure: true },
  );
  expect(missed).toBeGreaterThan(1000);
  expect(asked - missed).toBeGreaterThan(1000);
});

test('whoever asks for all salts and the bare key misses nothing, however writes were placed', () => {
  const keys = { kind: 'single', key: 'celebrity' } as const;
  const scenario = small({
    durationMs: 4000,
    workload: [
      stream(300, { keys, reads: 0 }),
      metronome(20, { name: 'readers', keys, reads: 1, history: { lastMs: 4000 } }),
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
