/**
 * Virtual time: one clock, one loop, two sources of events in one order of (time, sequence).
 *
 * Irregular events live in the ladder. Streams that are sorted by nature (an arrival process, a constant delay) are
 * *lanes*: only the head of each is known here, so that the steady traffic of a simulation never enters the ladder.
 * The loop runs in slices, which keeps V8 on optimised code and gives its caller progress and a way to stop.
 */
import { EventLadder } from './event-ladder.ts';

/** What happens at an event; the clock stands at its time. */
export interface Handler {
  /** The event of entity `id` has come. */
  event(id: number): void;
  /** The head of lane `lane` has come; set its next time or leave it idle. */
  lane(lane: number): void;
}

export class Engine {
  readonly events: EventLadder;
  /** Events processed so far. */
  processed = 0;
  /** −0, which V8 stores as a double where 0 would be an integer. */
  private clock = -0;
  private lanes = 0;
  /**
   * Time of each lane's head, ms; written by the owner before `armLane`. With room for one lane where there is none, so
   * that the loop need not ask.
   */
  laneAt = new Float64Array(1).fill(Number.POSITIVE_INFINITY);
  private laneSequence = new Int32Array(1);
  private first = 0;
  private halted = false;

  constructor(ids: number) {
    this.events = new EventLadder(ids);
  }

  /** Virtual time, ms. */
  get now(): number {
    return this.clock;
  }

  /** Opens a lane and returns its index. */
  openLane(): number {
    const lane = this.lanes++;
    const at = new Float64Array(lane + 1).fill(Number.POSITIVE_INFINITY);
    at.set(this.laneAt);
    this.laneAt = at;
    const sequence = new Int32Array(lane + 1);
    sequence.set(this.laneSequence);
    this.laneSequence = sequence;
    return lane;
  }

  /** Takes `laneAt[lane]` for the head of an idle lane; `sequence` dates from when the event was decided, which settles ties. */
  armLane(lane: number, sequence: number): void {
    const at = this.laneAt[lane]!;
    this.laneSequence[lane] = sequence;
    if (at < this.laneAt[this.first]!) this.first = lane;
    else if (at === this.laneAt[this.first]! && this.precedes(lane, this.first)) this.first = lane;
  }

  /** The same for a lane that is being fired, with what was decided just now. */
  rearmLane(lane: number): void {
    this.laneSequence[lane] = this.events.nextSequence();
  }

  /** Moves or withdraws (Infinity) the head of an armed lane. */
  moveLane(lane: number, at: number): void {
    this.laneAt[lane] = at;
    this.laneSequence[lane] = this.events.nextSequence();
    this.findFirst();
  }

  /** Schedules the event of `id` at `at`. */
  schedule(id: number, at: number): void {
    this.events.at[id] = at;
    this.events.push(id);
  }

  /** Ends the current `run` after the event in hand. */
  halt(): void {
    this.halted = true;
  }

  /** Moves an idle clock forward, for the accounts that close at the horizon. */
  advanceTo(time: number): void {
    if (time > this.clock) this.clock = time;
  }

  /**
   * Processes at most `limit` events before time `until`.
   *
   * @returns false when nothing is left to do: no event before `until`, or halted.
   * @throws when an event lies in the past.
   */
  run(handler: Handler, limit: number, until: number): boolean {
    const { events } = this;
    this.halted = false;
    let done = 0;
    while (done < limit && !this.halted) {
      const lane = this.first;
      const laneAt = this.laneAt[lane]!;
      if (events.settle() && !this.laneFirst(laneAt, lane)) {
        const at = events.headAt();
        if (at >= until) break;
        if (at < this.clock) this.outOfOrder(at);
        this.clock = at;
        handler.event(events.take());
      } else {
        if (laneAt >= until) break;
        if (laneAt < this.clock) this.outOfOrder(laneAt);
        this.clock = laneAt;
        this.laneAt[lane] = Number.POSITIVE_INFINITY;
        handler.lane(lane);
        this.findFirst();
      }
      done++;
    }
    this.processed += done;
    return done === limit && !this.halted;
  }

  private laneFirst(laneAt: number, lane: number): boolean {
    const at = this.events.headAt();
    if (laneAt !== at) return laneAt < at;
    return ((this.laneSequence[lane]! - this.events.headSequence()) | 0) < 0;
  }

  private precedes(a: number, b: number): boolean {
    return ((this.laneSequence[a]! - this.laneSequence[b]!) | 0) < 0;
  }

  private findFirst(): void {
    const at = this.laneAt;
    let first = 0;
    for (let lane = 1; lane < at.length; lane++) {
      if (at[lane]! < at[first]! || (at[lane] === at[first] && this.precedes(lane, first))) first = lane;
    }
    this.first = first;
  }

  private outOfOrder(at: number): never {
    throw new Error(`time ran backwards: an event at ${at} ms when the clock stood at ${this.now} ms`);
  }
}
