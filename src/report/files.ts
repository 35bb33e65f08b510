/**
 * A results directory as names and bytes: data, tables, charts and the page; all but the manifest, which knows the
 * clock. Everything is made from the comparison and the two scenario texts alone, and all three are among the files, so
 * a saved directory can be rendered again, byte for byte.
 */
import type { Comparison } from '../experiment/result.ts';
import { type Chart, comparisonCharts, heatMapName, planChart } from './charts/chart.ts';
import { csvOf } from './csv.ts';
import type { Extra } from './extras.ts';
import { heatSvg } from './heat/svg.ts';
import type { Drawings } from './html/figure.ts';
import { reportPage } from './html/page.ts';
import { interactive } from './interactive/live-page.ts';
import { canonicalJson, comparisonJson, summaryJson } from './json.ts';
import { runsTable, seriesTable, summaryTable } from './tables.ts';
import { type ComparisonView, inScenarioOrder, viewOf } from './view.ts';

export interface ScenarioTexts {
  /** The scenario file as written. */
  readonly scenarioText: string;
  /** The parsed, fully defaulted scenario as plain JSON data. */
  readonly resolved: unknown;
}

export type ReportFiles = ReadonlyMap<string, string | Uint8Array>;

/** Renders every file of a results directory but the manifest, and the extras asked for; paths use `/`. */
export async function reportFiles(
  comparison: Comparison,
  { scenarioText, resolved }: ScenarioTexts,
  extras: readonly Extra[] = [],
): Promise<ReportFiles> {
  const view = viewOf(comparison);
  const resolvedText = canonicalJson(resolved);
  const charts = chartsOf(view);
  const runs = runsTable(comparison);
  const series = seriesTable(comparison);
  // Vega takes a third of a second to load, which commands that write nothing need not wait for; Parquet some of that.
  const { renderSvg } = await import('./charts/render.ts');
  const { parquetOf } = await import('./parquet.ts');
  const drawings = new Map<string, string>();
  for (const { name, spec } of charts) drawings.set(name, await renderSvg(spec));
  for (const [name, svg] of heatMapsOf(view)) drawings.set(name, svg);
  const live = extras.includes('interactive') ? await interactive(view, charts, drawings, renderSvg) : null;
  return new Map<string, string | Uint8Array>([
    ['comparison.json', comparisonJson(comparison)],
    ['summary.json', summaryJson(comparison)],
    ['summary.csv', csvOf(summaryTable(comparison))],
    ['runs.csv', csvOf(runs)],
    ['runs.parquet', parquetOf(runs)],
    ['series.csv', csvOf(series)],
    ['series.parquet', parquetOf(series)],
    ['scenario.yaml', scenarioText],
    ['scenario.resolved.json', resolvedText],
    ...charts.map(({ name, spec }) => [`charts/${name}.vl.json`, canonicalJson(spec, 0)] as const),
    ...[...drawings].map(([name, svg]) => [`charts/${name}.svg`, svg] as const),
    ...(extras.includes('png') ? await imagesOf(drawings) : []),
    ['report.html', reportPage({ view, drawings, live, scenarioText, resolvedText })],
  ]);
}

function chartsOf(view: ComparisonView): readonly Chart[] {
  const ofPlans = inScenarioOrder(view).map((plan) => planChart(view, plan));
  return [...comparisonCharts(view), ...ofPlans.filter((chart) => chart !== null)];
}

function heatMapsOf(view: ComparisonView): readonly (readonly [string, string])[] {
  return inScenarioOrder(view).flatMap((plan) => {
    const svg = heatSvg(view, plan);
    return svg === null ? [] : [[heatMapName(plan), svg] as const];
  });
}

async function imagesOf(drawings: Drawings): Promise<readonly (readonly [string, Uint8Array])[]> {
  const { pngOf } = await import('./charts/png.ts');
  return [...drawings].map(([name, svg]) => [`charts/${name}.png`, pngOf(svg)]);
}
