/** A scenario as written, valid in all its parts → frozen and fully defaulted. */
import type { FaultConfig } from '../../model/config.ts';
import { planNames } from '../checks/plans.ts';
import { defaults } from '../defaults.ts';
import { parseClaim } from '../expectation.ts';
import type { Expectation, Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';
import type { ScenarioDraft } from '../shape/scenario-shape.ts';
import { resolveClients } from './clients.ts';
import { deepFreeze } from './freeze.ts';
import { resolvePlans } from './plans.ts';
import { resolveStore } from './store.ts';
import { resolveWorkload } from './workload.ts';

/** Runs shorter than this have no warm-up unless they ask for one. */
const SHORT_RUN_MS = 10_000;

export interface Resolving {
  readonly registry: Registry;
  /** The plans before their options were parsed. */
  readonly writtenPlans: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

export function resolveScenario(draft: ScenarioDraft, { registry, writtenPlans }: Resolving): Scenario {
  const baseline = draft.baseline ?? defaults.baseline.value;
  const workloads = draft.workload.map(({ name }) => name);
  const words = { workloads, plans: planNames(Object.keys(draft.plans ?? {}), baseline) };
  return deepFreeze({
    name: draft.name,
    question: draft.question ?? null,
    source: draft.source ?? null,
    warmupMs: warmupOf(draft),
    findsWarmup: draft.warmup === null,
    windows: Object.entries(draft.windows ?? {}).map(([name, [fromMs, toMs]]) => ({ name, fromMs, toMs })),
    seed: String(draft.seed ?? defaults.seed.value),
    replications: draft.replications ?? defaults.replications.value,
    baseline,
    objective: draft.objective ?? null,
    memoryLimitBytes: draft.memory ?? defaults.memory.value,
    model: {
      durationMs: draft.duration,
      store: resolveStore(draft.store),
      clients: resolveClients(draft.clients),
      workload: draft.workload.map(resolveWorkload),
      faults: (draft.faults ?? []).map(faultOf),
      workers: draft.workers
        ? { count: draft.workers.count, workMs: draft.workers.work, readAbove: null, large: null }
        : null,
    },
    plans: resolvePlans(draft.plans ?? {}, writtenPlans, baseline, registry),
    expectations: (draft.expect ?? []).map((written) => expectationOf(written, words)),
  });
}

/** What is written; 0 where it is to be found. */
function warmupOf({ warmup, duration }: ScenarioDraft): number {
  if (warmup === null) return 0;
  return warmup ?? (duration < SHORT_RUN_MS ? 0 : duration * defaults.warmup.value);
}

function faultOf(fault: NonNullable<ScenarioDraft['faults']>[number]): FaultConfig {
  const { kind, at: atMs } = fault;
  if (kind === 'flush' || kind === 'registry-crash') return { kind, atMs };
  if (kind === 'app-crash') return { kind, atMs, process: fault.process ?? null };
  if (kind === 'service-crash') return { kind, atMs, forMs: fault.for, instance: fault.instance ?? null };
  const { for: forMs, key = null, partition = null } = fault;
  if (kind === 'pause') return { kind, atMs, forMs, key, partition };
  return { kind, atMs, forMs, key, partition, node: fault.node ?? null, silent: fault.silent ?? false };
}

function expectationOf(
  { plan, that, during, why }: NonNullable<ScenarioDraft['expect']>[number],
  words: Parameters<typeof parseClaim>[1],
): Expectation {
  const parsed = parseClaim(that, words);
  if (!parsed.ok) throw new Error(`an expectation that was checked before: ${parsed.fault.message}`);
  return { plan, that, ...parsed.claim, during: during ?? null, why: why ?? null };
}
