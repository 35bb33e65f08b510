/** When reads of the store were tried in a run, ms, in order: for laws about bursts, which totals do not show. */
import { build } from '../../src/experiment/build.ts';
import { opOf, READ } from '../../src/model/codes.ts';
import { NullObserver } from '../../src/model/observer.ts';
import type { Simulation } from '../../src/model/simulation.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

class Moments extends NullObserver {
  readonly at: number[] = [];
  private simulation!: Simulation;

  override attach(simulation: Simulation): void {
    this.simulation = simulation;
  }

  override attempted(row?: number): void {
    if (opOf(this.simulation.pool.kind(row!)) === READ) this.at.push(this.simulation.now);
  }
}

/** The moments of all such attempts of one run of a plan. */
export function fetchMoments({ model, plans, seed }: Scenario, planName: string, replication = 0): readonly number[] {
  const observer = new Moments();
  const plan = plans.find(({ name }) => name === planName)!;
  build({ model, plan, seed, replication, observer }).run();
  return observer.at;
}

/** Most of them in any one of the slices that a run is cut into. */
export function peak(moments: readonly number[], sliceMs: number): number {
  const counts = new Map<number, number>();
  for (const at of moments) counts.set(Math.floor(at / sliceMs), (counts.get(Math.floor(at / sliceMs)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
