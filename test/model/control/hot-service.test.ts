import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HotService, type ServiceConfig } from '../../../src/model/control/hot-service.ts';
import { type HotReport, HotStream } from '../../../src/model/control/hot-stream.ts';

/** A clock with alarms, in place of the engine. */
class Clock {
  now = 0;
  private readonly alarms = new Map<number, number>();

  wake(instance: number, afterMs: number): void {
    this.alarms.set(instance, this.now + afterMs);
  }

  runUntil(time: number, turn: (instance: number) => void): void {
    for (;;) {
      const [instance, at] = [...this.alarms].reduce((a, b) => (b[1] < a[1] ? b : a), [-1, Number.POSITIVE_INFINITY]);
      if (at > time) break;
      this.now = at;
      this.alarms.delete(instance);
      turn(instance);
    }
    this.now = time;
  }
}

function service(config: Partial<ServiceConfig> = {}) {
  const clock = new Clock();
  const stream = new HotStream();
  const dealt: { readonly key: number; readonly at: number }[] = [];
  const redis = { isUp: true };
  const made = new HotService({
    config: { instances: 1, pollMs: 100, handleMs: 5, claimMs: 1000, batch: 10, ...config },
    stream,
    now: () => clock.now,
    isReachable: () => redis.isUp,
    wake: (instance, afterMs) => clock.wake(instance, afterMs),
    deal: ({ key }) => dealt.push({ key, at: clock.now }),
  });
  return { clock, stream, dealt, redis, made, until: (time: number) => clock.runUntil(time, (i) => made.turn(i)) };
}

const report = (key: number, at: number): HotReport => ({ key, perSecond: 1000, at });

describe('the service of hot keys', () => {
  test('polls, deals with one report after the other, and goes on at once while there are more', () => {
    const { stream, dealt, until } = service({ batch: 2 });
    for (const key of [1, 2, 3]) stream.add(report(key, 50));
    stream.add(report(4, 150));
    until(300);
    expect(dealt).toEqual([
      { key: 1, at: 105 },
      { key: 2, at: 110 },
      { key: 3, at: 115 },
      { key: 4, at: 220 },
    ]);
    expect(stream.length).toBe(0);
    expect(stream.longest).toBe(4);
  });

  test('deals again with what it had not acknowledged when it crashed', () => {
    const { stream, dealt, made, until } = service();
    for (const key of [1, 2, 3]) stream.add(report(key, 0));
    until(107);
    made.crash(0);
    until(500);
    expect(dealt.map(({ key }) => key)).toEqual([1]);
    made.restart(0);
    until(600);
    expect(dealt.map(({ key }) => key)).toEqual([1, 1, 2, 3]);
    expect(made.again).toBe(1);
  });

  test.each([
    [
      [
        [0, 5],
        [5, 15],
      ],
      20,
    ],
    [
      [
        [0, 5],
        [4, 15],
      ],
      19,
    ],
    [
      [
        [0, 5],
        [1, 2],
      ],
      5,
    ],
  ] as const)('is down while any of its crashes lasts: %j', (spans, backAt) => {
    const { stream, dealt, made, until } = service({ pollMs: 1, handleMs: 0.5 });
    stream.add(report(1, 0));
    const turns = spans.flatMap(([at, forMs]) => [
      { at, act: () => made.crash(0) },
      { at: at + forMs, act: () => made.restart(0) },
    ]);
    for (const { at, act } of turns.sort((a, b) => a.at - b.at)) {
      until(at - 0.001);
      act();
    }
    until(100);
    expect(dealt[0]!.at).toBeGreaterThanOrEqual(backAt - 0.001);
    expect(dealt[0]!.at).toBeLessThan(backAt + 2);
  });

  test('takes over what another has left, once it has been left for long enough', () => {
    const { stream, dealt, made, until } = service({ instances: 2 });
    stream.add(report(1, 0));
    until(52);
    made.crash(0);
    until(1040);
    expect(dealt).toEqual([]);
    until(1200);
    expect(dealt).toEqual([{ key: 1, at: 1105 }]);
    made.restart(0);
    until(3000);
    expect(made.again).toBe(0);
  });

  test('waits while nobody answers, and then deals with what it was about to', () => {
    const { stream, dealt, redis, until } = service();
    stream.add(report(1, 0));
    until(102);
    redis.isUp = false;
    until(1000);
    expect(dealt).toEqual([]);
    redis.isUp = true;
    until(1200);
    expect(dealt.map(({ key }) => key)).toEqual([1]);
  });

  test('deals with every report at least once, whatever crashes in between', () => {
    const moment = fc.integer({ min: 0, max: 4000 });
    const outage = fc.record({
      at: moment,
      forMs: fc.integer({ min: 1, max: 2000 }),
      instance: fc.integer({ min: -1, max: 3 }),
    });
    let again = 0;
    fc.assert(
      fc.property(
        fc.record({
          config: fc.record({
            instances: fc.integer({ min: 1, max: 4 }),
            pollMs: fc.integer({ min: 1, max: 200 }),
            handleMs: fc.integer({ min: 1, max: 50 }),
            claimMs: fc.integer({ min: 1, max: 2000 }),
            batch: fc.integer({ min: 1, max: 5 }),
          }),
          reports: fc.array(moment, { maxLength: 30 }),
          outages: fc.array(outage, { maxLength: 6 }),
        }),
        ({ config, reports, outages }) => {
          const { stream, dealt, made, redis, until } = service(config);
          const turns = [
            ...reports.map((at, key) => ({ at, act: () => stream.add(report(key, at)) })),
            ...outages.flatMap(({ at, forMs, instance }) => {
              const [down, up] =
                instance < 0
                  ? [() => void (redis.isUp = false), () => void (redis.isUp = true)]
                  : [() => made.crash(instance), () => made.restart(instance)];
              return [
                { at, act: down },
                { at: at + forMs, act: up },
              ];
            }),
          ].sort((a, b) => a.at - b.at);
          for (const { at, act } of turns) {
            until(at);
            act();
          }
          until(20_000);
          const times = reports.map((_, key) => dealt.filter((one) => one.key === key).length);
          expect(times.every((n) => n >= 1)).toBe(true);
          expect(made.again).toBe(dealt.length - reports.length);
          expect(stream.length).toBe(0);
          again += made.again;
        },
      ),
      { seed: 3, numRuns: 300 },
    );
    expect(again).toBeGreaterThan(20);
  });
});
