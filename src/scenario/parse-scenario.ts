/**
 * YAML text → a frozen, fully defaulted scenario, or every issue at once.
 *
 * Reading goes through four gates: syntax, shape, what the parts say of each other, what a run would take. The second
 * and third are asked together, so that one mistake does not hide another.
 */
import { mitigations as builtIn } from '../mitigations/registry.ts';
import { attributeProblems } from './checks/attributes.ts';
import { billingProblems } from './checks/billing.ts';
import { clusterProblems } from './checks/cluster.ts';
import { compositionProblems } from './checks/composition.ts';
import { expectationProblems, objectiveProblems } from './checks/expectations.ts';
import { fanoutProblems } from './checks/fanout.ts';
import { faultProblems } from './checks/faults.ts';
import { fitProblems } from './checks/fits.ts';
import { indexProblems } from './checks/indexes.ts';
import { limitProblems } from './checks/limits.ts';
import { needProblems } from './checks/needs.ts';
import { type Parts, partsOf } from './checks/parts.ts';
import { planNames, planProblems } from './checks/plans.ts';
import { storeProblems } from './checks/store.ts';
import { timelineProblems } from './checks/timeline.ts';
import { warmupProblems } from './checks/warmup.ts';
import { warningsOf } from './checks/warnings.ts';
import { workloadProblems } from './checks/workload.ts';
import type { Issue, Problem } from './issue.ts';
import { resolveScenario } from './resolve/scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Registry } from './shape/plan-shape.ts';
import { problemsOf } from './shape/problems.ts';
import { scenarioShape } from './shape/scenario-shape.ts';
import { readYaml, type Yaml } from './yaml/read.ts';

/** Where the text comes from, and the mitigations its plans may use. */
export interface ScenarioSource {
  /** Shown before line and column of every issue. */
  readonly file: string;
  /** The built-in ones unless given. */
  readonly mitigations?: Registry;
}

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads a scenario; whatever the text is, it never throws. */
export function parseScenario(text: string, { file, mitigations = builtIn }: ScenarioSource): ScenarioResult {
  const read = readYaml(text, file);
  return read.ok ? fromYaml(read.yaml, mitigations) : refused(read.issues);
}

function fromYaml({ value, issues, place }: Yaml, registry: Registry): ScenarioResult {
  const shape = scenarioShape(registry);
  const shaped = shape.safeParse(value, { reportInput: true });
  const problems = [...(shaped.error ? problemsOf(shaped.error) : []), ...relations(partsOf(value, shape))];
  if (!shaped.success || problems.length > 0 || issues.length > 0) {
    return refused([...issues, ...problems.map((problem) => place(problem))]);
  }
  const writtenPlans = (value as { plans?: Parameters<typeof resolveScenario>[1]['writtenPlans'] }).plans ?? {};
  const scenario = resolveScenario(shaped.data, { registry, writtenPlans });
  const parts = [
    ...fanoutProblems(scenario, registry),
    ...needProblems(scenario, registry),
    ...compositionProblems(scenario, registry),
    ...billingProblems(scenario),
    ...fitProblems(scenario, registry),
    ...faultProblems(scenario),
    ...clusterProblems(scenario),
    ...warmupProblems(scenario),
  ];
  const limits = parts.length > 0 ? parts : limitProblems(scenario, registry);
  if (limits.length > 0) return refused(limits.map((problem) => place(problem)));
  const warnings = warningsOf(scenario, registry).map((problem) => place(problem, 'warning'));
  return { ok: true, scenario, warnings: warnings.sort(byPlace) };
}

/** What is wrong between the parts, though each may be right by itself. */
function relations(parts: Parts): Problem[] {
  const workloads = parts.workloadNames.filter((name) => name !== undefined);
  const words = { workloads, plans: planNames([...(parts.plans?.keys() ?? [])], parts.baseline) };
  return [
    ...timelineProblems(parts),
    ...storeProblems(parts),
    ...workloadProblems(parts),
    ...attributeProblems(parts),
    ...indexProblems(parts),
    ...planProblems(parts),
    ...objectiveProblems(parts, words),
    ...expectationProblems(parts, words),
  ];
}

function refused(issues: readonly Issue[]): ScenarioResult {
  return { ok: false, issues: [...issues].sort(byPlace) };
}

function byPlace(a: Issue, b: Issue): number {
  return a.line - b.line || a.column - b.column;
}
