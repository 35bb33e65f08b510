/** The pilot runs behind `warmup: auto`: when the latencies of a plan have settled, by MSER-5. */
import { OUTCOME_SERVED } from '../model/codes.ts';
import { NullObserver } from '../model/observer.ts';
import type { Simulation } from '../model/simulation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { MSER_BATCH, MSER_FEWEST, mserTruncation } from '../theory/mser.ts';
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

/** What a pilot found: when latencies have settled, ms of virtual time; or that they have not, or that there are too few to tell. */
export type Settled = number | 'restless' | 'too few';

/** Pilot runs, whose batches are averaged one by one before the truncation is sought: one run alone is mostly noise. */
const PILOTS = 5;

/** When a plan's latencies have settled. The pilot runs have chance of their own. */
export function settledOf(
  scenario: Scenario,
  planName: string,
  { seed, mitigations }: { readonly seed: string; readonly mitigations?: Registry | undefined },
): Settled {
  const plan = scenario.plans.find(({ name }) => name === planName)!;
  const pilots = Array.from({ length: PILOTS }, (_, replication) => {
    const observer = new LatencyBatches();
    build({ model: scenario.model, plan, mitigations, seed: `${seed} warm-up`, replication, observer }).run();
    return observer;
  });
  const batches = Math.min(...pilots.map(({ meansMs }) => meansMs.length));
  const means = Array.from(
    { length: batches },
    (_, k) => pilots.reduce((sum, { meansMs }) => sum + meansMs[k]!, 0) / PILOTS,
  );
  if (batches < MSER_FEWEST) return 'too few';
  const cut = mserTruncation(means);
  if (cut === null) return 'restless';
  return cut === 0 ? 0 : Math.max(...pilots.map(({ endsMs }) => endsMs[cut - 1]!));
}
