/**
 * The public API: read a scenario, run it, compare its plans, render the results, write a mitigation of one's own.
 *
 * `YAML ─parseScenario→ Scenario ─run→ RunResult`, `Scenario ─compare→ Comparison ─reportFiles→ files`. Nothing here
 * touches files, console or clock; results are plain data.
 */
export { type CompareOptions, compare } from './experiment/compare.ts';
export { PluginError } from './experiment/plugins.ts';
export type {
  Comparison,
  Estimate,
  ExpectationResult,
  HeatMap,
  PairedEstimate,
  PlanResult,
  RunResult,
  ScenarioId,
  Series,
  TheoryRow,
  ToolId,
  Verdict,
  Warning,
} from './experiment/result.ts';
export { InvariantError, type RunOptions, run } from './experiment/run.ts';
export type { Progress } from './experiment/run-plans.ts';
export { TOOL } from './experiment/version.ts';
export { UnsettledError } from './experiment/warmup.ts';
export { isMetric, METRICS, type MetricDef, metricNames, metricOf, unitOf } from './metrics/catalogue.ts';
export { mitigations } from './mitigations/registry.ts';
export * from './model/codes.ts';
export {
  ANYWHERE,
  type Column,
  defineMitigation,
  GIVE_UP,
  type KeyColumn,
  type KeySet,
  type Legs,
  type Lever,
  type LeverDef,
  PASS,
  type RequestView,
  type SignalKind,
  type WaitingLine,
  type World,
} from './model/mitigation.ts';
export { type ReportFiles, reportFiles, type ScenarioTexts } from './report/files.ts';
export { comparisonText } from './report/text/comparison.ts';
export type { Fact } from './scenario/facts/fact.ts';
export { factOf, facts } from './scenario/facts.ts';
export { formatIssues } from './scenario/format-issues.ts';
export type { Issue } from './scenario/issue.ts';
export { applyOverrides, type Override, type OverrideResult } from './scenario/overrides.ts';
export { parseScenario, type ScenarioResult, type ScenarioSource } from './scenario/parse-scenario.ts';
export { resolvedScenario, scenarioHash } from './scenario/resolved.ts';
export type { Expectation, Plan, PlanLever, Scenario, TimeWindow } from './scenario/scenario.ts';
export { scenarioSchema } from './scenario/schema.ts';
export {
  choice,
  count,
  duration,
  flag,
  number,
  type OptionSpec,
  type OptionsOf,
  type OptionTable,
  rate,
  share,
  size,
  text,
  texts,
} from './units/option.ts';
