/** The charts of a page as its script needs them: drawings with names for what moves, and the numbers behind them. */
import type { TopLevelSpec } from 'vega-lite';
import { type Chart, heatMapName } from '../charts/chart.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { html } from '../html/tag.ts';
import { printable } from '../name.ts';
import { type ComparisonView, inScenarioOrder } from '../view.ts';
import type { Column, LiveChart, LivePage } from './data.ts';
import { classesOf, type Keep, liveChart } from './live-chart.ts';
import { liveHeat } from './live-heat.ts';

/** More buttons than that would be a wall. */
const MOST_SPANS = 4;

export interface Interactive {
  readonly drawings: ReadonlyMap<string, string>;
  /** What the script reads, as JSON text that is safe in a page. */
  readonly data: string;
}

type Draw = (spec: TopLevelSpec, classes: ReadonlySet<string>) => Promise<string>;

/** Finds what can be brought to life among the drawings; the rest stay as they are. */
export async function interactive(
  view: ComparisonView,
  charts: readonly Chart[],
  drawings: ReadonlyMap<string, string>,
  draw: Draw,
): Promise<Interactive> {
  const columns: Column[] = [];
  const places = new Map<string, number>();
  const keep: Keep = (column) => {
    const text = JSON.stringify(column);
    if (!places.has(text)) places.set(text, columns.push(column) - 1);
    return places.get(text)!;
  };
  const live: Record<string, LiveChart> = {};
  const drawn = new Map(drawings);
  for (const { name, spec } of charts) {
    const chart = liveChart(spec, keep);
    if (chart === null) continue;
    live[name] = chart;
    drawn.set(name, named(name, await draw(spec, classesOf(chart))));
  }
  for (const plan of inScenarioOrder(view)) {
    const name = heatMapName(plan);
    const svg = drawings.get(name);
    if (svg === undefined) continue;
    live[name] = liveHeat(view, plan, plan === view.baseline || plan === view.best, keep);
    drawn.set(name, named(name, svg));
  }
  const page: LivePage = { columns, charts: live, time: timeOf(view) };
  return { drawings: drawn, data: inertJson(page) };
}

/** JSON that ends no element and no line, whatever its names. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function named(name: string, svg: string): string {
  return svg.replace(/^<svg /, () => html`<svg data-chart="${name}" `.text);
}

function timeOf({ comparison: { durationMs }, heat }: ComparisonView): LivePage['time'] {
  const { unit, divisor } = timeAxis(durationMs);
  const spans = heat
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .slice(0, MOST_SPANS)
    .map(({ name, fromMs, toMs }) => ({ name: printable(name), from: fromMs / divisor, to: toMs / divisor }));
  return { unit, end: durationMs / divisor, spans };
}
