/** A chart of the report, before it is drawn: its file name, what it shows in a sentence, and its specification. */
import type { TopLevelSpec } from 'vega-lite';
import { fileStem } from '../name.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import { benefitChart, billChart } from './bill.ts';
import { latencyBesideBest, latencyByPlan, latencyOfPlan } from './latency.ts';
import { goodputByLoad, tailByLoad } from './load.ts';
import { percentilePlot } from './percentiles.ts';
import { missingOverTime, requestsOverTime, throttlesOverTime } from './rates.ts';
import { replicationsChart } from './replications.ts';
import { settingsChart } from './settings.ts';

export interface Chart {
  /** File name without its ending. */
  readonly name: string;
  readonly spec: TopLevelSpec;
}

/** The charts that compare plans, each where there is something to show. */
export function comparisonCharts(view: ComparisonView): readonly Chart[] {
  const charts = {
    'latency-over-time': latencyBesideBest(view),
    'latency-by-plan': latencyByPlan(view),
    settings: settingsChart(view),
    'goodput-by-load': goodputByLoad(view),
    'tail-by-load': tailByLoad(view),
    'missing-over-time': missingOverTime(view),
    'throttles-over-time': throttlesOverTime(view),
    percentiles: percentilePlot(view),
    benefit: benefitChart(view),
    bill: billChart(view),
    replications: replicationsChart(view),
    'requests-over-time': requestsOverTime(view),
  };
  return Object.entries(charts).flatMap(([name, spec]) => (spec === null ? [] : [{ name, spec }]));
}

/** A plan's own latency chart; null where it has no series. */
export function planChart(view: ComparisonView, plan: PlanView): Chart | null {
  const spec = latencyOfPlan(view, plan);
  return spec === null ? null : { name: latencyChartName(plan), spec };
}

export function latencyChartName({ result, index }: PlanView): string {
  return `plan-${fileStem(result.plan, index)}-latency`;
}

export function heatMapName({ result, index }: PlanView): string {
  return `plan-${fileStem(result.plan, index)}-heat`;
}
