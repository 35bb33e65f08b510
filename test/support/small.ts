/**
 * One small scenario to vary: two partitions, one of which holds the key `celebrity`, a steady trickle and no limits.
 *
 * Everything that a test does not speak of is plain: no ceiling, no network, one server, no retries.
 */
import { run } from '../../src/experiment/run.ts';
import { mitigations } from '../../src/mitigations/registry.ts';
import { retryPresets } from '../../src/model/client/presets.ts';
import type {
  ClientConfig,
  ClusterConfig,
  FaultConfig,
  LimitConfig,
  ModelConfig,
  PartitionConfig,
  StoreConfig,
  WorkersConfig,
  WorkloadConfig,
} from '../../src/model/config.ts';
import { resolveBilling } from '../../src/scenario/resolve/billing.ts';
import type { PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { defaultOf, type OptionValue } from '../../src/units/option.ts';
import { GENERATED, scenarioOf } from './generators.ts';

export interface Changes {
  readonly durationMs?: number;
  readonly limit?: Partial<LimitConfig>;
  readonly partition?: Partial<PartitionConfig>;
  readonly store?: Partial<Omit<StoreConfig, 'partition' | 'cluster'>>;
  readonly cluster?: Partial<ClusterConfig>;
  readonly clients?: Partial<ClientConfig>;
  readonly workload?: readonly WorkloadConfig[];
  readonly workers?: WorkersConfig;
  readonly faults?: readonly FaultConfig[];
  readonly plan?: readonly PlanLever[];
  readonly seed?: string;
}

/** Reads of `celebrity`, `ratePerSecond` of them in a Poisson stream, with changes. */
export function stream(ratePerSecond: number, changes: Partial<WorkloadConfig> = {}): WorkloadConfig {
  return {
    name: 'stream',
    arrivals: { kind: 'poisson', steps: [{ fromMs: 0, ratePerSecond }] },
    follows: null,
    keys: { kind: 'single', key: 'celebrity' },
    reads: 1,
    sizeBytes: 1024,
    consistency: 'strong',
    fanout: null,
    history: null,
    only: null,
    ...changes,
  };
}

/** The small scenario with `changes`; its plans are `none` and `generated`. */
export function small(changes: Changes = {}): Scenario {
  const model: ModelConfig = {
    durationMs: changes.durationMs ?? 10_000,
    store: {
      partitions: 2,
      placement: { kind: 'hash' },
      cluster: changes.cluster === undefined ? null : cluster(changes.cluster),
      networkMs: 0,
      billing: resolveBilling(),
      ...changes.store,
      partition: {
        limit: {
          ceiling: { reads: null, writes: null },
          ceilingDepthSeconds: 1,
          share: { reads: null, writes: null },
          bankSeconds: 300,
          bankStartsFull: false,
          ...changes.limit,
        },
        service: { kind: 'exponential' },
        serviceMeanMs: 1,
        servers: 1,
        queueCapacity: null,
        expiryMarginMs: null,
        ...changes.partition,
      },
    },
    clients: {
      deadlineMs: null,
      timeoutMs: null,
      retry: retryPresets.none.policy,
      processes: 1,
      fleet: null,
      ...changes.clients,
    },
    workload: changes.workload ?? [stream(100)],
    workers: changes.workers ?? null,
    faults: changes.faults ?? [],
  };
  return scenarioOf(model, changes.plan ?? [], { seed: changes.seed ?? '1' });
}

/** Three replicas on three nodes that lead at once when asked, with changes. */
function cluster(changes: Partial<ClusterConfig>): ClusterConfig {
  return {
    nodes: 3,
    replicas: 3,
    ack: 'leader',
    replicationMs: [0],
    heartbeatMs: 100,
    patienceMs: { minMs: 1000, maxMs: 1000 },
    candidacyMs: { minMs: 0, maxMs: 0 },
    leaseMs: 0,
    catchUpMs: 0,
    refreshMs: 0,
    health: null,
    dampeningMs: 0,
    ...changes,
  };
}

/** A stream that comes like a metronome: the first request after one gap. */
export function metronome(ratePerSecond: number, changes: Partial<WorkloadConfig> = {}): WorkloadConfig {
  return stream(ratePerSecond, { arrivals: { kind: 'even', steps: [{ fromMs: 0, ratePerSecond }] }, ...changes });
}

/** Metrics of the small scenario with `changes`, under its plan. */
export function metricsOf(changes: Changes): Readonly<Record<string, number>> {
  return run(small(changes), GENERATED).metrics as Readonly<Record<string, number>>;
}

/** A mitigation with its defaults and the given options, in base units. */
export function lever(kind: string, options: Readonly<Record<string, OptionValue>> = {}): PlanLever {
  const table = Object.entries(mitigations[kind]!.options);
  const defaults = Object.fromEntries(table.map(([name, spec]) => [name, defaultOf(spec)]));
  return { kind, options: { ...defaults, ...options }, text: kind };
}
