/**
 * Theory beside measurement: closed forms for the runs that meet their preconditions, computed from the scenario alone.
 *
 * Preconditions: one steady Poisson workload over one partition, no limits, no index, no retries, no time-outs, and no levers but a queue discipline that
 * serves everybody. Under such a one, which does not look at the sizes of the work, the means are those of first in, first out, by Little's law: as many
 * are there. Percentiles are not.
 */
import type { Metrics } from '../metrics/values.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Plan } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import * as mg1 from '../theory/mg1.ts';
import * as mm1 from '../theory/mm1.ts';
import * as mm1k from '../theory/mm1k.ts';
import * as mmc from '../theory/mmc.ts';
import type { TheoryRow } from './result.ts';

/** Rows for a run, empty where no closed form applies. */
export function theoryRows(model: ModelConfig, plan: Plan, metrics: Metrics, registry: Registry): TheoryRow[] {
  const lambda = steadyRate(model);
  const isInOrder = plan.levers.length === 0;
  const keepsAll = plan.levers.length === 1 && registry[plan.levers[0]!.kind]?.discipline === 'keeps';
  if (lambda === null || !(isInOrder || keepsAll)) return [];
  const mu = 1000 / model.store.partition.serviceMeanMs;
  const means = formulas(model, lambda, mu);
  return (isInOrder ? [...means, ...percentiles(model, lambda, mu)] : means).flatMap(
    ([metric, formula, source, expected]) => {
      const measured = metrics[metric];
      return measured == null || !Number.isFinite(expected) ? [] : [{ metric, formula, source, expected, measured }];
    },
  );
}

const KLEINROCK = 'Kleinrock, Queueing Systems 1, chapter 3';
const FINITE = 'Kleinrock, Queueing Systems 1, chapter 3, finite storage';
const ERLANG = 'Erlang 1917; Kleinrock, Queueing Systems 1, chapter 3';
const POLLACZEK = 'Pollaczek 1930, Khinchine 1932';

type Formula = readonly [metric: string, formula: string, source: string, expected: number];

function formulas(model: ModelConfig, lambda: number, mu: number): Formula[] {
  const { servers, queueCapacity, service } = model.store.partition;
  const hops = 2 * model.store.networkMs;
  if (queueCapacity !== null) {
    if (servers !== 1 || service.kind !== 'exponential') return [];
    const places = queueCapacity + 1;
    return [
      ['requests.failedShare', 'loss of M/M/1/K', FINITE, mm1k.lossProbability(lambda, mu, places)],
      ['throughput.perSecond', 'λ (1 − loss)', FINITE, mm1k.throughputPerSecond(lambda, mu, places)],
      ['latencyMs.mean', 'sojourn of M/M/1/K', FINITE, mm1k.meanSojournMs(lambda, mu, places) + hops],
    ];
  }
  if (lambda >= servers * mu) return [];
  if (servers > 1) {
    if (service.kind !== 'exponential') return [];
    return [
      ['waitMs.mean', 'wait of M/M/c (Erlang C)', ERLANG, mmc.meanWaitMs(lambda, mu, servers)],
      ['latencyMs.mean', 'sojourn of M/M/c', ERLANG, mmc.meanSojournMs(lambda, mu, servers) + hops],
    ];
  }
  const utilisation: Formula = ['partition.hottestUtilisation', 'ρ = λ / μ', KLEINROCK, lambda / mu];
  if (service.kind === 'exponential') {
    return [
      utilisation,
      ['inside.mean', 'ρ / (1 − ρ)', KLEINROCK, mm1.meanNumber(lambda, mu)],
      ['waitMs.mean', 'ρ / (μ − λ)', KLEINROCK, mm1.meanWaitMs(lambda, mu)],
      ['latencyMs.mean', '1 / (μ − λ)', KLEINROCK, mm1.meanSojournMs(lambda, mu) + hops],
    ];
  }
  const scv = scvOf(service);
  return [
    utilisation,
    ['waitMs.mean', 'Pollaczek–Khinchine', POLLACZEK, mg1.meanWaitMs(lambda, mu, scv)],
    ['latencyMs.mean', 'Pollaczek–Khinchine + 1/μ', POLLACZEK, mg1.meanSojournMs(lambda, mu, scv) + hops],
  ];
}

/** Of M/M/1 in order of arrival. */
function percentiles({ store }: ModelConfig, lambda: number, mu: number): Formula[] {
  const { servers, queueCapacity, service } = store.partition;
  if (queueCapacity !== null || lambda >= mu || servers > 1 || service.kind !== 'exponential') return [];
  const quantiles = [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const;
  return quantiles.map(([name, p]) => {
    const expected = mm1.sojournQuantileMs(lambda, mu, p) + 2 * store.networkMs;
    return [`latencyMs.${name}`, '−ln(1 − p) / (μ − λ)', KLEINROCK, expected];
  });
}

function scvOf(service: ModelConfig['store']['partition']['service']): number {
  switch (service.kind) {
    case 'exponential':
      return 1;
    case 'deterministic':
      return 0;
    case 'erlang':
      return 1 / service.stages;
    case 'hyperexponential':
    case 'lognormal':
      return service.scv;
    case 'empirical': {
      const mean = service.valuesMs.reduce((total, value) => total + value, 0) / service.valuesMs.length;
      const square = service.valuesMs.reduce((total, value) => total + value * value, 0) / service.valuesMs.length;
      return square / (mean * mean) - 1;
    }
  }
}

/** λ of the one steady Poisson workload on one partition; null where the preconditions fail. */
function steadyRate({ store, clients, workload, workers, faults }: ModelConfig): number | null {
  const { ceiling, share } = store.partition.limit;
  const unlimited = [ceiling.reads, ceiling.writes, share.reads, share.writes].every((rate) => rate === null);
  const isFree = store.throughput === undefined && store.indexes === undefined;
  const patient = clients.deadlineMs === null && clients.timeoutMs === null && clients.retry.attempts === 1;
  const [only] = workload;
  const undisturbed = workers === null && faults.length === 0;
  if (store.partitions !== 1 || workload.length !== 1 || !unlimited || !isFree || !patient || !undisturbed) return null;
  if (only?.arrivals == null) return null;
  const { kind, steps } = only.arrivals;
  return kind === 'poisson' && steps.length === 1 && steps[0]!.fromMs === 0 ? steps[0]!.ratePerSecond : null;
}
