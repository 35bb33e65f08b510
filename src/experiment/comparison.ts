/**
 * From runs to a comparison: intervals, paired differences, expectations, ranking, and the sentence above them.
 */
import type { FaultConfig } from '../model/config.ts';
import { scenarioHash } from '../scenario/resolved.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Registry } from '../scenario/shape/plan-shape.ts';
import { judge } from './expectations.ts';
import { oracleOf } from './oracle.ts';
import { planResult } from './plan-result.ts';
import { reached } from './precision.ts';
import { rank, verdictSentence } from './rank.ts';
import type { Comparison, ExpectationResult, RunResult } from './result.ts';
import { sweepsOf } from './sweeps.ts';

/** What was run of a scenario, and how. */
export interface Measured {
  /** With its warm-up found, where it was to be found. */
  readonly scenario: Scenario;
  readonly mitigations: Registry;
  readonly baseline: string;
  readonly seed: string;
  readonly objective: readonly string[];
  /** The share to which the first metric of the objective was to be known; null: replications were given. */
  readonly precision: number | null;
  readonly replications: number;
  /** Plans that have run, in the scenario's order, and their runs. */
  readonly names: readonly string[];
  readonly byPlan: ReadonlyMap<string, readonly RunResult[]>;
  /** Runs of the baseline with its load spread evenly; null: there are none. */
  readonly spread: readonly RunResult[] | null;
  readonly load: Comparison['load'];
  readonly interrupted: Comparison['interrupted'];
}

/** @param given the scenario as written. */
export function comparisonOf(given: Scenario, measured: Measured): Comparison {
  const { scenario, mitigations, baseline, seed, objective, replications, names, byPlan, interrupted } = measured;
  const base = byPlan.get(baseline)!;
  const plans = names.map((name) =>
    planResult(name, linesOf(scenario, name), byPlan.get(name)!, name === baseline ? null : base),
  );
  const expectations = judged(scenario, byPlan);
  const failed = failures(expectations);
  const ranking = rank(plans, objective, failed);
  const [first] = base;
  return {
    schemaVersion: 1,
    tool: first!.tool,
    scenario: { name: given.name, hash: scenarioHash(given) },
    question: scenario.question,
    baseline,
    seed,
    replications,
    precision: precisionOf(measured),
    durationMs: scenario.model.durationMs,
    warmupMs: scenario.warmupMs,
    warmupFound: given.findsWarmup,
    deadlineMs: scenario.model.clients.deadlineMs,
    windows: scenario.windows,
    faults: faultSpans(scenario),
    workloads: scenario.model.workload.map((workload) => workload.name),
    sliceMs: first!.sliceMs,
    objective,
    plans,
    oracle: measured.spread === null ? null : oracleOf(measured.spread, base, scenario.warmupMs),
    sweeps: sweepsOf(
      scenario.plans.filter(({ name }) => names.includes(name)),
      mitigations,
    ),
    load: measured.load,
    interrupted,
    ranking,
    expectations,
    verdict: verdictSentence({ plans, ranking, baseline, objective, failed, interrupted }),
  };
}

function precisionOf({ precision, objective, byPlan, baseline }: Measured): Comparison['precision'] {
  if (precision === null) return null;
  return { asked: precision, reached: reached(objective[0]!, [...byPlan.values()], byPlan.get(baseline)!) };
}

function faultSpans({ model }: Scenario): Comparison['faults'] {
  return model.faults.map((fault) => ({
    name: faultName(fault),
    fromMs: fault.atMs,
    toMs: Math.min(fault.atMs + ('forMs' in fault ? fault.forMs : 0), model.durationMs),
  }));
}

function faultName(fault: FaultConfig): string {
  if (fault.kind === 'flush') return 'flush of caches';
  if (fault.kind === 'registry-crash') return 'crash of the registry';
  if (fault.kind === 'service-crash') {
    return fault.instance === null ? 'crash of the service' : `crash of instance ${fault.instance} of the service`;
  }
  if (fault.kind === 'app-crash') {
    return fault.process === null ? 'crash of all app servers' : `crash of app server ${fault.process}`;
  }
  if (fault.kind === 'crash' && fault.node !== null) return `crash of node ${fault.node}`;
  const place = fault.key ?? `partition ${fault.partition}`;
  return fault.kind === 'crash' ? `crash of the leader of ${place}` : `pause of ${place}`;
}

/** A plan's mitigations, as written. */
function linesOf({ plans }: Scenario, plan: string): string[] {
  return plans.find(({ name }) => name === plan)!.levers.map(({ text }) => text);
}

/** Every expectation whose plans were run. */
function judged(scenario: Scenario, byPlan: ReadonlyMap<string, readonly RunResult[]>): ExpectationResult[] {
  return scenario.expectations
    .filter(({ plan, low, high }) => [plan, low?.of, high?.of].every((name) => name == null || byPlan.has(name)))
    .map((expectation) => judge(expectation, (plan) => byPlan.get(plan)!.map((run) => run.metrics)));
}

function failures(expectations: readonly ExpectationResult[]): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const { plan, verdict } of expectations) {
    if (verdict === 'failed') failed.set(plan, (failed.get(plan) ?? 0) + 1);
  }
  return failed;
}
