/**
 * The levers of a plan, slot by slot: only those who fill a slot are asked. Whoever asks keeps null for an empty one (`where`), which
 * costs one branch.
 *
 * Before-slots run in list order until one has an opinion; after-slots run in reverse.
 */
import { GO } from './codes.ts';
import { ANYWHERE, type Legs, type Lever, NEVER, NO_OTHER, PASS } from './mitigation.ts';

type Filled<K extends keyof Lever> = Lever & Required<Pick<Lever, K>>;

function fillers<K extends keyof Lever>(levers: readonly Lever[], slot: K): Filled<K>[] {
  return levers.filter((lever): lever is Filled<K> => lever[slot] !== undefined);
}

export class Slots {
  /** How often each lever had an opinion, by its place in the plan; 0 at the end of a run: it was never needed. */
  readonly acted: Float64Array;
  private readonly levers: readonly Lever[];
  readonly admitters: readonly Filled<'admit'>[];
  readonly answerers: readonly Filled<'answer'>[];
  readonly expanders: readonly Filled<'expand'>[];
  readonly placers: readonly Filled<'place'>[];
  readonly collectors: readonly Filled<'collect'>[];
  readonly hedgers: readonly Filled<'hedge'>[];
  readonly twins: readonly Filled<'another'>[];
  readonly avoiders: readonly Filled<'avoids'>[];
  readonly abandoners: readonly Filled<'callOff'>[];
  readonly retriers: readonly Filled<'retry'>[];
  readonly settlers: readonly Filled<'settle'>[];
  readonly finishers: readonly Filled<'done'>[];
  /** Whether one of them answers from what it copies now and then. */
  readonly readsCopies: boolean;
  /** Who says who is next at the partitions; null: the one who came first. */
  readonly orderer: Filled<'discipline'> | null;

  constructor(levers: readonly Lever[]) {
    this.levers = levers;
    this.acted = new Float64Array(levers.length);
    this.admitters = fillers(levers, 'admit');
    this.answerers = fillers(levers, 'answer');
    this.expanders = fillers(levers, 'expand');
    this.placers = fillers(levers, 'place');
    this.collectors = fillers(levers, 'collect');
    this.hedgers = fillers(levers, 'hedge');
    this.twins = fillers(levers, 'another');
    this.avoiders = fillers(levers, 'avoids');
    this.abandoners = fillers(levers, 'callOff');
    this.retriers = fillers(levers, 'retry');
    this.settlers = fillers(levers, 'settle').reverse();
    this.finishers = fillers(levers, 'done').reverse();
    this.readsCopies = levers.some((lever) => lever.readsCopies);
    const [orderer = null, ...others] = fillers(levers, 'discipline');
    if (others.length > 0) {
      throw new RangeError(
        `one queue discipline in a plan, not ${[orderer!, ...others].map(({ kind }) => kind).join(', ')}`,
      );
    }
    this.orderer = orderer;
  }

  /** Whether there is no lever at all: one that fills no slot may yet send requests of its own. */
  get areNone(): boolean {
    return this.levers.length === 0;
  }

  /** Itself where a lever fills `slot`, null where none does. */
  where(slot: keyof Lever): Slots | null {
    return this.levers.some((lever) => lever[slot] !== undefined) ? this : null;
  }

  admit(r: number, site: number): number {
    for (const lever of this.admitters) {
      const verdict = lever.admit(r, site);
      if (verdict === GO) continue;
      this.note(lever);
      return verdict;
    }
    return GO;
  }

  expand(r: number, legs: Legs): number {
    for (const lever of this.expanders) {
      const needed = lever.expand(r, legs);
      if (needed === 0) continue;
      this.note(lever);
      return needed;
    }
    return 0;
  }

  place(leg: number): number {
    for (const lever of this.placers) {
      const part = lever.place(leg);
      if (part === ANYWHERE) continue;
      this.note(lever);
      return part;
    }
    return ANYWHERE;
  }

  collect(attempt: number): boolean {
    for (const lever of this.collectors) {
      if (!lever.collect(attempt)) continue;
      this.note(lever);
      return true;
    }
    return false;
  }

  hedge(attempt: number): number {
    for (const lever of this.hedgers) {
      const wait = lever.hedge(attempt);
      if (wait < 0) continue;
      if (wait === 0) this.note(lever);
      return wait;
    }
    return NEVER;
  }

  another(attempt: number): number {
    for (const lever of this.twins) {
      const key = lever.another(attempt);
      if (key !== NO_OTHER) return key;
    }
    return NO_OTHER;
  }

  avoids(attempt: number): boolean {
    for (const lever of this.avoiders) if (lever.avoids(attempt)) return true;
    return false;
  }

  callOff(attempt: number): boolean {
    for (const lever of this.abandoners) if (lever.callOff(attempt)) return true;
    return false;
  }

  retry(call: number, end: number, attempt: number): number {
    for (const lever of this.retriers) {
      const wait = lever.retry(call, end, attempt);
      if (wait === PASS) continue;
      this.note(lever);
      return wait;
    }
    return PASS;
  }

  /** `lever` had an opinion. */
  note(lever: Lever): void {
    this.acted[this.levers.indexOf(lever)]!++;
  }

  settle(attempt: number, end: number): void {
    for (const lever of this.settlers) lever.settle(attempt, end);
  }

  done(r: number, outcome: number): void {
    for (const lever of this.finishers) lever.done(r, outcome);
  }
}
