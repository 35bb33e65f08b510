/**
 * Runs with mitigations made for a test, which the registry does not know and `run` therefore cannot take: the
 * simulation is driven directly, measured by the same recorder and held to the same audit.
 */
import { audit } from '../../src/metrics/audit.ts';
import { Recorder } from '../../src/metrics/recorder.ts';
import { putRequestMetrics } from '../../src/metrics/request-metrics.ts';
import { Timeline } from '../../src/metrics/timeline.ts';
import type { Metrics } from '../../src/metrics/values.ts';
import type { Lever } from '../../src/model/mitigation.ts';
import { Simulation } from '../../src/model/simulation.ts';
import { Streams } from '../../src/random/streams.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** A finished, sound run of a scenario under the given levers; throws where the run does not add up. */
export function recordWith(scenario: Scenario, levers: readonly Lever[], replication = 0): Recorder {
  const { model, warmupMs, windows, seed } = scenario;
  const recorder = new Recorder(new Timeline(model.durationMs, warmupMs, windows));
  new Simulation(model, levers, new Streams(seed, replication), recorder).run();
  const violations = audit(recorder);
  if (violations.length > 0) throw new Error(violations.join('; '));
  return recorder;
}

/** Metrics of the requests between the warm-up and the end. */
export function requestMetrics(recorder: Recorder): Metrics {
  const metrics: Metrics = {};
  putRequestMetrics(metrics, recorder, recorder.timeline.windows[0]!, '');
  return metrics;
}
