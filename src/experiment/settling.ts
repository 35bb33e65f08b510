/** The pilot run behind `warmup: auto`: when the latencies of a plan have settled, by MSER-5. */
import { OUTCOME_SERVED } from '../model/codes.ts';
import { NullObserver } from '../model/observer.ts';
import type { Simulation } from '../model/simulation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { MSER_BATCH, mserTruncation } from '../theory/mser.ts';
import { build } from './build.ts';

/** Latencies of served requests up to the end of the load, in batches, by when they were served. */
class LatencyBatches extends NullObserver {
  readonly meansMs: number[] = [];
  /** When the last request of each batch was served. */
  readonly endsMs: number[] = [];
  private simulation!: Simulation;
  private sumMs = 0;
  private count = 0;

  override attach(simulation: Simulation): void {
    this.simulation = simulation;
  }

  override settled(r: number, outcome: number): void {
    const { now, pool, config } = this.simulation;
    if (outcome !== OUTCOME_SERVED || now > config.durationMs) return;
    this.sumMs += now - pool.born(r);
    this.count++;
    if (this.count < MSER_BATCH) return;
    this.meansMs.push(this.sumMs / MSER_BATCH);
    this.endsMs.push(now);
    this.sumMs = 0;
    this.count = 0;
  }
}

/** Virtual time at which a plan's latencies have settled; null: they do not within the run. The run has chance of its own. */
export function settlingMs(
  scenario: Scenario,
  planName: string,
  { seed, mitigations }: { readonly seed: string; readonly mitigations?: Registry | undefined },
): number | null {
  const plan = scenario.plans.find(({ name }) => name === planName)!;
  const observer = new LatencyBatches();
  build({ model: scenario.model, plan, mitigations, seed: `${seed} warm-up`, replication: 0, observer }).run();
  const cut = mserTruncation(observer.meansMs);
  if (cut === null) return null;
  return cut === 0 ? 0 : observer.endsMs[cut - 1]!;
}
