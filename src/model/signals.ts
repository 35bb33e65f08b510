/**
 * What a monitoring system reports: looked at every so often, and old until the next look.
 */
import type { SignalKind } from './mitigation.ts';
import type { Simulation } from './simulation.ts';

export class Signal {
  private readonly values: Float64Array;
  private readonly simulation: Simulation;
  private readonly kind: SignalKind;
  private readonly everyMs: number;
  private readonly lane: number;

  constructor(simulation: Simulation, kind: SignalKind, everyMs: number) {
    this.simulation = simulation;
    this.kind = kind;
    this.everyMs = everyMs;
    this.values = new Float64Array(simulation.config.store.partitions).fill(Number.NaN);
    this.lane = simulation.lanes.open(() => this.look());
    this.arm();
  }

  sample(part: number): number {
    return this.values[part]!;
  }

  private look(): void {
    const { store } = this.simulation;
    const { values, kind } = this;
    for (let p = 0; p < values.length; p++) {
      values[p] = kind === 'queueLength' ? store.queueLength(p) : store.headWaitMs(p);
    }
    this.arm();
  }

  private arm(): void {
    const { engine } = this.simulation;
    engine.laneAt[this.lane] = engine.now + this.everyMs;
    engine.armLane(this.lane, engine.events.nextSequence());
  }
}
