/**
 * Scenarios for tests, said in as few words as the test needs: whatever is left out takes no part.
 *
 * Left to itself a scenario has one partition with one exponential server of mean 1 ms, an unbounded queue, no limit,
 * no network, no retries, no patience, one client process, one key read by Poisson arrivals, and no mitigation. The
 * first tenth is warm-up, as the published results are judged (run rules of PUBLISHED).
 */
import { mitigations } from '../../src/mitigations/registry.ts';
import type {
  ArrivalConfig,
  ClientConfig,
  LimitConfig,
  PartitionConfig,
  PlacementConfig,
  WorkloadConfig,
} from '../../src/model/config.ts';
import { resolveBilling } from '../../src/scenario/resolve/billing.ts';
import type { Plan, PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { defaultOf, parseOption } from '../../src/units/option.ts';

/** A workload of its own arrivals at one rate, or at rates that each hold from a moment on. */
export interface WorkloadParts extends Partial<Omit<WorkloadConfig, 'arrivals' | 'follows'>> {
  readonly arrivals?: ArrivalConfig['kind'];
  readonly ratePerSecond: number | readonly (readonly [fromMs: number, ratePerSecond: number])[];
}

/** A mitigation as a scenario file writes it: `{ kind: 'cache', ttl: '5s' }`. */
export type LeverText = Readonly<Record<string, unknown>> & { readonly kind: string };

export interface ScenarioParts {
  readonly durationMs: number;
  readonly warmupMs?: number;
  readonly windows?: Readonly<Record<string, readonly [fromMs: number, toMs: number]>>;
  readonly partitions?: number;
  readonly placement?: PlacementConfig;
  readonly networkMs?: number;
  readonly partition?: Partial<Omit<PartitionConfig, 'limit'>>;
  readonly limit?: Partial<LimitConfig>;
  readonly clients?: Partial<ClientConfig>;
  readonly workload: WorkloadParts | readonly WorkloadParts[];
  /** Beside `none`, which is always there. */
  readonly plans?: Readonly<Record<string, readonly LeverText[]>>;
}

const NO_RATE = { reads: null, writes: null };

/** A complete scenario of the parts a test cares about. */
export function scenarioOf(parts: ScenarioParts): Scenario {
  const { durationMs, windows = {}, plans = {} } = parts;
  const workload = Array.isArray(parts.workload) ? parts.workload : [parts.workload];
  return {
    name: 'test',
    question: null,
    source: null,
    findsWarmup: false,
    warmupMs: parts.warmupMs ?? durationMs / 10,
    windows: Object.entries(windows).map(([name, [fromMs, toMs]]) => ({ name, fromMs, toMs })),
    seed: '1',
    replications: 5,
    baseline: 'none',
    objective: null,
    memoryLimitBytes: 2 ** 31,
    model: {
      durationMs,
      store: {
        partitions: parts.partitions ?? 1,
        placement: parts.placement ?? { kind: 'modulo' },
        partition: {
          limit: {
            ceiling: NO_RATE,
            ceilingDepthSeconds: 1,
            share: NO_RATE,
            bankSeconds: 300,
            bankStartsFull: false,
            ...parts.limit,
          },
          service: { kind: 'exponential' },
          serviceMeanMs: 1,
          servers: 1,
          queueCapacity: null,
          expiryMarginMs: null,
          ...parts.partition,
        },
        cluster: null,
        networkMs: parts.networkMs ?? 0,
        billing: resolveBilling(),
      },
      clients: {
        deadlineMs: null,
        timeoutMs: null,
        retry: { attempts: 1, baseMs: 0, capMs: null, jitter: 'none', quota: null },
        processes: 1,
        fleet: null,
        ...parts.clients,
      },
      workload: workload.map(workloadOf),
      workers: null,
      faults: [],
    },
    plans: Object.entries({ none: [], ...plans }).map(([name, levers]) => planOf(name, levers)),
    expectations: [],
  };
}

function workloadOf({ arrivals = 'poisson', ratePerSecond, ...rest }: WorkloadParts, index: number): WorkloadConfig {
  const rates = typeof ratePerSecond === 'number' ? ([[0, ratePerSecond]] as const) : ratePerSecond;
  return {
    name: `load${index}`,
    follows: null,
    keys: { kind: 'single', key: 'key' },
    reads: 1,
    sizeBytes: 1024,
    consistency: 'strong',
    fanout: null,
    history: null,
    only: null,
    ...rest,
    arrivals: { kind: arrivals, steps: rates.map(([fromMs, rate]) => ({ fromMs, ratePerSecond: rate })) },
  };
}

function planOf(name: string, levers: readonly LeverText[]): Plan {
  return { name, levers: levers.map(leverOf) };
}

function leverOf({ kind, ...written }: LeverText): PlanLever {
  const def = mitigations[kind];
  if (def === undefined) throw new RangeError(`there is no mitigation called ${kind}`);
  const options: Record<string, unknown> = {};
  for (const name of Object.keys(written)) {
    if (!(name in def.options)) throw new RangeError(`${kind} has no option called ${name}`);
  }
  for (const [name, spec] of Object.entries(def.options)) {
    if (written[name] === undefined) {
      const value = defaultOf(spec);
      if (value !== undefined) options[name] = value;
      continue;
    }
    const parsed = parseOption(spec, written[name]);
    if (!parsed.ok) throw new RangeError(`${kind}.${name}: ${parsed.problem}`);
    options[name] = parsed.value;
  }
  return { kind, options, text: kind };
}
