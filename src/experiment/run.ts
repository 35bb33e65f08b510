/**
 * One scenario under one plan with one seed: build, run, audit, measure.
 */
import { audit } from '../metrics/audit.ts';
import { runEvents } from '../metrics/events.ts';
import { heatMap } from '../metrics/heat-map.ts';
import { putPartitionMetrics } from '../metrics/partition-metrics.ts';
import { Recorder } from '../metrics/recorder.ts';
import { putRequestMetrics } from '../metrics/request-metrics.ts';
import { putRunMetrics } from '../metrics/run-metrics.ts';
import { timeSeries } from '../metrics/series.ts';
import { sliceTable } from '../metrics/slice-table.ts';
import { putTableMetrics } from '../metrics/table-metrics.ts';
import { Timeline } from '../metrics/timeline.ts';
import type { Metrics } from '../metrics/values.ts';
import { mitigations as builtIn } from '../mitigations/registry.ts';
import { scenarioHash } from '../scenario/resolved.ts';
import type { Plan, Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { Histogram } from '../sketch/histogram.ts';
import { build } from './build.ts';
import type { RunResult } from './result.ts';
import { theoryRows } from './theory-rows.ts';
import { TOOL } from './version.ts';
import { warmedUpFor } from './warmup.ts';
import { warningsOf } from './warnings.ts';

export interface RunOptions {
  /** Replaces the scenario's seed. */
  readonly seed?: string;
  /** Number of the replication, from 0; each has streams of its own. */
  readonly replication?: number;
  /** Whether the load is spread evenly over the partitions, whatever the keys: what moving keys about can gain at most. */
  readonly balanced?: boolean;
  /** Where the plan's mitigations are found: the built-in ones unless given. */
  readonly mitigations?: Registry;
  /** Called at least 240 times a run with the share of virtual time that has passed, the drain left aside. */
  readonly onProgress?: (share: number) => void;
}

/** A broken invariant: a defect of the simulator, with what reproduces it. */
export class InvariantError extends Error {}

/**
 * Runs a scenario under one of its plans; a warm-up that is to be found is found for this plan, before.
 *
 * @throws RangeError when the scenario has no such plan; UnsettledError when a warm-up is to be found and there is none; InvariantError when the run does
 * not add up.
 */
export function run(given: Scenario, planName: string, options: RunOptions = {}): RunResult {
  const plan = given.plans.find((candidate) => candidate.name === planName);
  if (plan === undefined) throw new RangeError(`the scenario has no plan called ${JSON.stringify(planName)}`);
  const { seed = given.seed, replication = 0, balanced = false, mitigations, onProgress } = options;
  const scenario = warmedUpFor(given, planName, { seed, mitigations });
  const { model, warmupMs, windows } = scenario;
  const recorder = new Recorder(new Timeline(model.durationMs, warmupMs, windows));
  const simulation = build({ model, plan, balanced, mitigations, seed, replication, observer: recorder });
  simulation.run(() => onProgress?.(Math.min(1, simulation.now / model.durationMs)));
  const violations = audit(recorder);
  if (violations.length > 0) {
    const what = `scenario ${scenarioHash(scenario)}, plan ${JSON.stringify(planName)}${balanced ? ' balanced' : ''}`;
    throw new InvariantError(
      `${violations.join('; ')} (reproduce with ${what}, seed ${seed}, replication ${replication})`,
    );
  }
  return measure({ scenario, plan, seed, replication, recorder, registry: mitigations ?? builtIn });
}

interface Finished {
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly seed: string;
  readonly replication: number;
  readonly recorder: Recorder;
  readonly registry: Registry;
}

function measure({ scenario, plan, seed, replication, recorder, registry }: Finished): RunResult {
  const metrics: Metrics = {};
  const table = sliceTable(recorder);
  const workloads = scenario.model.workload.map((workload) => workload.name);
  for (const window of recorder.timeline.windows) {
    const label = window.name === '' ? '' : `${window.name}:`;
    putRequestMetrics(metrics, recorder, window, label);
    putPartitionMetrics(metrics, recorder, window, label);
    putTableMetrics(metrics, recorder, window, label);
  }
  putRunMetrics(metrics, recorder, table, scenario.model);
  return {
    schemaVersion: 1,
    tool: TOOL,
    scenario: { name: scenario.name, hash: scenarioHash(scenario) },
    plan: plan.name,
    seed,
    replication,
    warnings: warningsOf(recorder, table, metrics, plan),
    metrics,
    sliceMs: recorder.timeline.sliceMs,
    series: timeSeries(recorder, table),
    heat: heatMap(recorder),
    histograms: histograms(recorder, workloads),
    theory: theoryRows(scenario.model, plan, metrics, registry),
    events: runEvents(recorder),
  };
}

function histograms(recorder: Recorder, workloads: readonly string[]): RunResult['histograms'] {
  const { timeline, simulation } = recorder;
  const all = new Histogram();
  const named = workloads.map((name, w) => {
    const merged = new Histogram();
    for (const s of timeline.within(timeline.windows[0]!)) {
      for (const op of [0, 1]) {
        const born = recorder.latencies.at((s * simulation.flows.count + w) * 2 + op);
        if (born) merged.merge(born);
      }
    }
    all.merge(merged);
    return [name, merged.toJSON()] as const;
  });
  return { all: all.toJSON(), ...Object.fromEntries(named) };
}
