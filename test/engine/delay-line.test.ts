import { describe, expect, test } from 'vitest';
import { DelayLine } from '../../src/engine/delay-line.ts';
import { Engine } from '../../src/engine/engine.ts';

describe('DelayLine', () => {
  // 3 + 200 entries in flight at once: the ring of 16 turns over and grows four times, in the middle of a turn.
  test('gives back what entered, in order, after exactly its delay, however many are in flight', () => {
    const engine = new Engine(1);
    const line = new DelayLine(engine, 100);
    const log: string[] = [];
    const expected: string[] = [];
    let sent = 0;
    const send = (count: number): void => {
      for (let k = 0; k < count; k++) {
        expected.push(`${engine.now + 100}: ${sent}, ${-sent}`);
        line.push(sent, -sent);
        sent++;
      }
    };
    const leave = (): void => {
      log.push(`${engine.now}: ${line.headId()}, ${line.headTag()}`);
      line.drop();
    };
    const bursts = [3, 10, 0, 200, 1];
    engine.schedule(0, 0);
    engine.run(
      {
        event() {
          send(bursts.shift() ?? 0);
          if (bursts.length > 0) engine.schedule(0, engine.now + 30);
        },
        lane: leave,
      },
      10_000,
      Number.POSITIVE_INFINITY,
    );
    expect(log).toEqual(expected);
    expect(log).toHaveLength(214);
  });

  test('works again after it has run empty', () => {
    const engine = new Engine(1);
    const line = new DelayLine(engine, 5);
    const log: number[] = [];
    const handler = {
      event: () => {},
      lane() {
        log.push(engine.now);
        line.drop();
      },
    };
    line.push(1, 0);
    engine.run(handler, 10, 100);
    engine.advanceTo(50);
    line.push(2, 0);
    engine.run(handler, 10, 100);
    expect(log).toEqual([5, 55]);
  });
});
