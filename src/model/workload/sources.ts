/**
 * Who sends requests, and when: a lane of the engine for each workload with arrivals of its own, and whoever follows it.
 *
 * Their lanes are the first of the engine, so that a lane tells whose it is by its number.
 */
import type { Engine } from '../../engine/engine.ts';
import type { ModelConfig } from '../config.ts';
import type { Arrivals } from './arrivals.ts';
import type { Workload } from './workload.ts';

interface SourceParts {
  readonly engine: Engine;
  readonly config: Pick<ModelConfig, 'workload' | 'durationMs'>;
  readonly workloads: readonly Workload[];
}

/** Whoever a user's request is sent to. */
interface Desk {
  /** A request of workload `w` arrives. */
  arrive(w: number): void;
}

export class Sources {
  /** Lanes from 0 on. */
  readonly lanes: number;
  private readonly engine: Engine;
  private readonly workloads: readonly Workload[];
  private readonly desk: Desk;
  private readonly durationMs: number;
  /** Workloads with arrivals of their own, by lane. */
  private readonly independent: readonly number[];
  private readonly arrivals: readonly Arrivals[];

  constructor({ engine, config, workloads }: SourceParts, desk: Desk) {
    const { workload, durationMs } = config;
    this.engine = engine;
    this.workloads = workloads;
    this.desk = desk;
    this.durationMs = durationMs;
    this.independent = [...workload.keys()].filter((w) => workload[w]!.only === null && workload[w]!.follows === null);
    this.arrivals = this.independent.map((w) => workloads[w]!.arrivals!);
    this.lanes = this.independent.length;
    for (const lane of this.independent.keys()) {
      if (engine.openLane() !== lane) throw new Error('the lanes of the sources must be the first');
    }
    for (const [w, { only, follows }] of workload.entries()) {
      if (only === null && follows !== null) workloads.find(({ name }) => name === follows)!.joiners.push(w);
    }
  }

  /** Has the first arrivals come. */
  start(): void {
    for (let lane = 0; lane < this.lanes; lane++) {
      if (this.goOn(lane)) this.engine.armLane(lane, this.engine.events.nextSequence());
    }
  }

  /** The next arrival of a lane has come. */
  fire(lane: number): void {
    if (this.goOn(lane)) this.engine.rearmLane(lane);
    this.arrive(this.independent[lane]!);
  }

  private arrive(w: number): void {
    this.desk.arrive(w);
    const { joiners } = this.workloads[w]!;
    for (let k = 0; k < joiners.length; k++) this.arrive(joiners[k]!);
  }

  /** Goes on to the next arrival of a lane, if there is one. */
  private goOn(lane: number): boolean {
    const arrivals = this.arrivals[lane]!;
    arrivals.advance();
    if (arrivals.at >= this.durationMs) return false;
    this.engine.laneAt[lane] = arrivals.at;
    return true;
  }
}
