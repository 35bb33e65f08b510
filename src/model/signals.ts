/**
 * What a monitoring system reports: looked at every so often, and old until the next look; a queue that is looked at all the
 * time is never old, which no real one achieves and theory asks for.
 */
import type { QueueSignal, SignalKind } from './mitigation.ts';
import type { Store } from './partition/store.ts';
import type { Simulation } from './simulation.ts';

export class Signal {
  private readonly values: Float64Array;
  private readonly simulation: Simulation;
  private readonly kind: SignalKind;
  private readonly everyMs: number;
  private readonly lane: number;
  /** By partition: ∫ busy dt at the last look. */
  private readonly busyMs: Float64Array;

  constructor(simulation: Simulation, kind: SignalKind, everyMs: number) {
    this.simulation = simulation;
    this.kind = kind;
    this.everyMs = everyMs;
    this.values = new Float64Array(simulation.config.store.partitions).fill(Number.NaN);
    this.busyMs = new Float64Array(this.values.length);
    this.lane = simulation.lanes.open(() => this.look());
    if (everyMs > 0) this.arm();
  }

  sample(part: number): number {
    return this.everyMs > 0 ? this.values[part]! : this.current(part);
  }

  private look(): void {
    for (let p = 0; p < this.values.length; p++) this.values[p] = this.current(p);
    this.arm();
  }

  private current(part: number): number {
    const { store } = this.simulation;
    return this.kind === 'utilisation' ? this.utilisation(store, part) : queueSignal(store, this.kind, part);
  }

  /** Busy share of the servers since the last look. */
  private utilisation({ partitions, servers }: Store, p: number): number {
    const { busyMs } = partitions[p]!;
    const share = (busyMs - this.busyMs[p]!) / (servers * this.everyMs);
    this.busyMs[p] = busyMs;
    return share;
  }

  private arm(): void {
    const { engine } = this.simulation;
    engine.laneAt[this.lane] = engine.now + this.everyMs;
    engine.armLane(this.lane, engine.events.nextSequence());
  }
}

/** The queue of a partition at this moment. */
export function queueSignal(store: Store, kind: QueueSignal, part: number): number {
  if (kind === 'inside') return store.partitions[part]!.inside;
  return kind === 'queueLength' ? store.queueLength(part) : store.headWaitMs(part);
}
