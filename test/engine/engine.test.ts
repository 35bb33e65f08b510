import { describe, expect, test } from 'vitest';
import { DelayLine } from '../../src/engine/delay-line.ts';
import { Engine, type Handler } from '../../src/engine/engine.ts';
import { Stream } from '../../src/random/stream.ts';

/** Arms an idle lane, decided now. */
function arm(engine: Engine, lane: number, at: number): void {
  engine.laneAt[lane] = at;
  engine.armLane(lane, engine.events.nextSequence());
}

const IDS = 12;
const LANES = 4;
const LINE_DELAYS = [1, 2, 2] as const;

/** What a program may do at an event, on the engine or on the reference. */
interface Actions {
  schedule(id: number, after: number): void;
  cancel(id: number): void;
  /** Arms a lane, in place of what it was armed for. */
  arm(lane: number, after: number): void;
  disarm(lane: number): void;
  delay(line: number, id: number, tag: number): void;
}

type Program = (what: string, now: number, actions: Actions) => void;

/** A sorted array of everything to come: later decisions come later among equals. */
class Reference implements Actions {
  private now = 0;
  private readonly pending: { readonly at: number; readonly what: string; readonly name: string }[] = [];

  schedule(id: number, after: number): void {
    this.put(`event ${id}`, `event ${id}`, this.now + after);
  }

  cancel(id: number): void {
    this.remove(`event ${id}`);
  }

  arm(lane: number, after: number): void {
    this.put(`lane ${lane}`, `lane ${lane}`, this.now + after);
  }

  disarm(lane: number): void {
    this.remove(`lane ${lane}`);
  }

  delay(line: number, id: number, tag: number): void {
    this.put('', `line ${line}: ${id}, ${tag}`, this.now + LINE_DELAYS[line]!);
  }

  run(program: Program, events: number): string[] {
    const log: string[] = [];
    program('start', 0, this);
    while (log.length < events && this.pending.length > 0) {
      const { at, what } = this.pending.shift()!;
      this.now = at;
      log.push(`${at} ${what}`);
      program(what, at, this);
    }
    return log;
  }

  private put(name: string, what: string, at: number): void {
    if (name !== '') this.remove(name);
    const later = this.pending.findIndex((other) => other.at > at);
    this.pending.splice(later < 0 ? this.pending.length : later, 0, { at, what, name });
  }

  private remove(name: string): void {
    const known = this.pending.findIndex((other) => other.name === name);
    if (known >= 0) this.pending.splice(known, 1);
  }
}

/** The same program on the engine, in slices of `slice` events. */
function runEngine(program: Program, events: number, slice: number): string[] {
  const engine = new Engine(IDS);
  const lanes = Array.from({ length: LANES }, () => engine.openLane());
  const lines = LINE_DELAYS.map((delay) => new DelayLine(engine, delay));
  const isArmed = new Set<number>();
  const log: string[] = [];
  const actions: Actions = {
    schedule: (id, after) => engine.schedule(id, engine.now + after),
    cancel: (id) => engine.events.cancel(id),
    arm(lane, after) {
      if (isArmed.has(lane)) engine.moveLane(lanes[lane]!, engine.now + after);
      else arm(engine, lanes[lane]!, engine.now + after);
      isArmed.add(lane);
    },
    disarm(lane) {
      engine.moveLane(lanes[lane]!, Number.POSITIVE_INFINITY);
      isArmed.delete(lane);
    },
    delay: (line, id, tag) => lines[line]!.push(id, tag),
  };
  const note = (what: string): void => {
    log.push(`${engine.now} ${what}`);
    program(what, engine.now, actions);
    if (log.length === events) engine.halt();
  };
  const handler: Handler = {
    event: (id) => note(`event ${id}`),
    lane(lane) {
      const line = lines.findIndex((candidate) => candidate.lane === lane);
      if (line < 0) {
        isArmed.delete(lane);
        note(`lane ${lane}`);
        return;
      }
      const what = `line ${line}: ${lines[line]!.headId()}, ${lines[line]!.headTag()}`;
      lines[line]!.drop();
      note(what);
    },
  };
  program('start', 0, actions);
  while (log.length < events && engine.run(handler, slice, Number.POSITIVE_INFINITY));
  expect(engine.processed).toBe(log.length);
  return log;
}

/** A program that ties everything with everything: whole delays, zero among them, on events, lanes and lines alike. */
function tangled(seed: string, busy: number): Program {
  const stream = new Stream(seed);
  const act = (actions: Actions): void => {
    const dice = stream.int(8);
    if (dice === 0) actions.cancel(stream.int(IDS));
    else if (dice === 1) actions.disarm(stream.int(LANES));
    else if (dice < 4) actions.arm(stream.int(LANES), stream.int(4));
    else if (dice < 6) actions.delay(stream.int(LINE_DELAYS.length), stream.int(100), stream.int(100));
    else actions.schedule(stream.int(IDS), stream.int(4));
  };
  return (what, _now, actions) => {
    for (let k = what === 'start' ? 60 : stream.int(busy + 1); k > 0; k--) act(actions);
  };
}

describe('Engine', () => {
  test.each([2, 3, 6])('events, lanes and delay lines come in one order of time and decision, busy %i', (busy) => {
    let longest = 0;
    for (let seed = 0; seed < 30; seed++) {
      const expected = new Reference().run(tangled(`${seed}`, busy), 600);
      longest = Math.max(longest, expected.length);
      for (const slice of [1, 7, 1000]) expect(runEngine(tangled(`${seed}`, busy), 600, slice)).toEqual(expected);
    }
    expect(longest).toBeGreaterThan(80);
  });

  test('a lane and an event at one instant come as they were decided', () => {
    for (const laneFirst of [true, false]) {
      const engine = new Engine(1);
      const lane = engine.openLane();
      if (laneFirst) arm(engine, lane, 5);
      engine.schedule(0, 5);
      if (!laneFirst) arm(engine, lane, 5);
      const log: string[] = [];
      engine.run({ event: () => log.push('event'), lane: () => log.push('lane') }, 10, 10);
      expect(log).toEqual(laneFirst ? ['lane', 'event'] : ['event', 'lane']);
    }
  });

  test('runs up to a time, not including it, and goes on from there', () => {
    const engine = new Engine(3);
    for (const id of [0, 1, 2]) engine.schedule(id, 10 * (id + 1));
    const log: number[] = [];
    const handler: Handler = { event: (id) => log.push(id), lane: () => {} };
    expect(engine.run(handler, 10, 30)).toBe(false);
    expect([log, engine.now, engine.processed]).toEqual([[0, 1], 20, 2]);
    expect(engine.run(handler, 10, Number.POSITIVE_INFINITY)).toBe(false);
    expect([log, engine.now, engine.processed]).toEqual([[0, 1, 2], 30, 3]);
  });

  test('stops after as many events as it may process, and says that there may be more', () => {
    const engine = new Engine(3);
    for (const id of [0, 1, 2]) engine.schedule(id, id);
    const log: number[] = [];
    const handler: Handler = { event: (id) => log.push(id), lane: () => {} };
    expect(engine.run(handler, 2, 100)).toBe(true);
    expect(engine.run(handler, 2, 100)).toBe(false);
    expect(log).toEqual([0, 1, 2]);
  });

  test('halts after the event in hand, and can be run again', () => {
    const engine = new Engine(2);
    engine.schedule(0, 1);
    engine.schedule(1, 1);
    const log: number[] = [];
    const handler: Handler = {
      event(id) {
        log.push(id);
        if (id === 0) engine.halt();
      },
      lane: () => {},
    };
    expect(engine.run(handler, 10, 10)).toBe(false);
    expect(log).toEqual([0]);
    expect(engine.run(handler, 10, 10)).toBe(false);
    expect(log).toEqual([0, 1]);
  });

  test('an idle clock moves forward and never back', () => {
    const engine = new Engine(1);
    engine.advanceTo(50);
    engine.advanceTo(20);
    expect(engine.now).toBe(50);
  });

  test('an event in the past is a defect, from the heap and from a lane', () => {
    const handler: Handler = { event: () => {}, lane: () => {} };
    const fromHeap = new Engine(1);
    fromHeap.advanceTo(10);
    fromHeap.schedule(0, 9);
    expect(() => fromHeap.run(handler, 1, 100)).toThrow(
      'time ran backwards: an event at 9 ms when the clock stood at 10 ms',
    );
    const fromLane = new Engine(1);
    const lane = fromLane.openLane();
    fromLane.advanceTo(10);
    arm(fromLane, lane, 9);
    expect(() => fromLane.run(handler, 1, 100)).toThrow('time ran backwards');
  });

  test('a lane that is not armed again is silent', () => {
    const engine = new Engine(1);
    const lane = engine.openLane();
    arm(engine, lane, 1);
    let firings = 0;
    const handler: Handler = { event: () => {}, lane: () => firings++ };
    expect(engine.run(handler, 10, Number.POSITIVE_INFINITY)).toBe(false);
    expect(engine.run(handler, 10, Number.POSITIVE_INFINITY)).toBe(false);
    expect(firings).toBe(1);
  });
});
