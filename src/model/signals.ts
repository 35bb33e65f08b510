/**
 * What a monitoring system reports: looked at every so often, and old until the next look; a queue that is looked at all the
 * time is never old, which no real one achieves and theory asks for.
 *
 * Queues, and what partitions hold, are reported as they stand; what is counted, as what came to it since the look before.
 */
import { READ, WRITE } from './codes.ts';
import type { QueueSignal, SignalKind } from './mitigation.ts';
import type { Meter } from './partition/meter.ts';
import type { Store } from './partition/store.ts';
import type { Simulation } from './simulation.ts';

/** Read the total of a counter, by partition. */
const COUNTERS = {
  readUnits: ({ taken }: Meter, p: number) => taken[2 * p + READ]!,
  writeUnits: ({ taken }: Meter, p: number) => taken[2 * p + WRITE]!,
  requests: ({ requests }: Meter, p: number) => requests[p]!,
  throttledReadUnits: ({ throttled }: Meter, p: number) => throttled[2 * p + READ]!,
  throttledWriteUnits: ({ throttled }: Meter, p: number) => throttled[2 * p + WRITE]!,
} as const;

export class Signal {
  private readonly values: Float64Array;
  private readonly simulation: Simulation;
  private readonly read: (p: number) => number;
  private readonly everyMs: number;
  private readonly lane: number;
  /** By partition, of what is counted: the total at the last look. */
  private readonly before: Float64Array;

  constructor(simulation: Simulation, kind: SignalKind, everyMs: number) {
    const { store } = simulation;
    this.simulation = simulation;
    this.everyMs = everyMs;
    this.values = new Float64Array(store.partitions.length).fill(Number.NaN);
    this.before = new Float64Array(this.values.length);
    if (kind === 'queueLength' || kind === 'headWaitMs' || kind === 'inside')
      this.read = (p) => queueSignal(store, kind, p);
    else if (kind === 'utilisation') this.read = (p) => this.utilisation(store, p);
    else if (kind === 'heldBytes') this.read = held(store.metered());
    else this.read = this.perSecond(kind);
    this.lane = simulation.lanes.open(() => this.look());
    if (everyMs > 0) this.arm();
  }

  sample(part: number): number {
    return this.everyMs > 0 ? this.values[part]! : this.read(part);
  }

  private look(): void {
    const { values } = this;
    for (let p = 0; p < values.length; p++) values[p] = this.read(p);
    this.arm();
  }

  /** Busy share of the servers since the last look. */
  private utilisation({ partitions, servers }: Store, p: number): number {
    return this.gained(p, partitions[p]!.busyMs) / (servers * this.everyMs);
  }

  private perSecond(kind: keyof typeof COUNTERS): (p: number) => number {
    const meter = this.simulation.store.metered();
    const total = COUNTERS[kind];
    return (p) => (this.gained(p, total(meter, p)) * 1000) / this.everyMs;
  }

  private gained(p: number, total: number): number {
    const gained = total - this.before[p]!;
    this.before[p] = total;
    return gained;
  }

  private arm(): void {
    const { engine } = this.simulation;
    engine.laneAt[this.lane] = engine.now + this.everyMs;
    engine.armLane(this.lane, engine.events.nextSequence());
  }
}

function held({ heldBytes }: Meter): (p: number) => number {
  return (p) => heldBytes[p]!;
}

/** The queue of a partition at this moment. */
export function queueSignal(store: Store, kind: QueueSignal, part: number): number {
  if (kind === 'inside') return store.partitions[part]!.inside;
  return kind === 'queueLength' ? store.queueLength(part) : store.headWaitMs(part);
}
