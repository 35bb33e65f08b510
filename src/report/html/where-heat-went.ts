/**
 * Why a plan helped or not: where the offered load lay during the heat. A plan cools a hot key only if it lowers the
 * load of the hottest partition; the table shows which partitions carried it, and how many attempts it took.
 */
import { formatValue } from '../format.ts';
import { HEAT_PALETTE, heatIndex } from '../heat/palette.ts';
import { printable } from '../name.ts';
import { type ComparisonView, estimateOf, type PlanView, type Span } from '../view.ts';
import { type Html, html } from './tag.ts';

const SHOWN = 3;

/** A partition's mean heat while the scenario is hot. */
interface PartitionHeat {
  readonly partition: number;
  readonly keys: readonly string[];
  readonly heat: number;
}

/** Mean offered ÷ capacity per partition over the slices of the heat, or of the whole run, hottest first. */
export function partitionHeats({ comparison, heat }: ComparisonView, { result }: PlanView): readonly PartitionHeat[] {
  const { partitions, rows, keys } = result.heat;
  const stretches = heat.filter(isStretch);
  const isHot = (i: number) => {
    const middle = (i + 0.5) * comparison.sliceMs;
    return stretches.length === 0 || stretches.some(({ fromMs, toMs }) => middle >= fromMs && middle < toMs);
  };
  return rows
    .map((row, i) => {
      const hot = row.filter((_, slice) => isHot(slice));
      const mean = hot.length === 0 ? 0 : hot.reduce((sum, value) => sum + value, 0) / hot.length;
      return { partition: partitions[i] ?? i, keys: keys[i] ?? [], heat: mean };
    })
    .sort((a, b) => b.heat - a.heat);
}

/** A crash at one moment has no mean. */
function isStretch({ fromMs, toMs }: Span): boolean {
  return toMs > fromMs;
}

export function whereHeatWent(view: ComparisonView): Html | null {
  const heats = new Map(view.plans.map((plan) => [plan, partitionHeats(view, plan)]));
  if ([...heats.values()].every((rows) => rows.length === 0)) return null;
  const during =
    view.heat
      .filter(isStretch)
      .map(({ name }) => printable(name))
      .join(', ') || 'the run';
  return html`<h2>Where the heat went</h2>
<p>A partition’s heat is the load offered to it divided by what it can take; above 1 it throttles or queues. A plan cools a hot key only if it lowers the hottest partition. Spreading a key over N others divides its writes by N, but a read that must gather all N parts still visits every one of them; N full copies divide its reads by N and multiply its writes. More partitions move other keys away and leave a single hot key where it was.</p>
<div class="box"><table><thead><tr><th class="words">plan</th><th class="words" colspan="${SHOWN}">hottest partitions during ${during}: mean heat</th><th>above 1</th><th>attempts per request</th></tr></thead><tbody>
${view.plans.map((plan) => row(view, plan, heats.get(plan) ?? []))}</tbody></table></div>
<p class="note">Above 1: how many of the partitions in the heat map were offered more than they can take. Attempts per request count retries and the legs of a fan-out; below 1, requests were answered without the store.</p>
`;
}

function row(view: ComparisonView, plan: PlanView, heats: readonly PartitionHeat[]): Html {
  const hottest = Array.from({ length: SHOWN }, (_, i) => heats[i]);
  return html`<tr${plan.isBaseline && html` class="baseline"`}><th scope="row"><bdi>${plan.name}</bdi></th>${hottest.map(partitionCell)}<td>${heats.filter(({ heat }) => heat > 1).length}</td><td>${attemptsPerRequest(view, plan)}</td></tr>
`;
}

function partitionCell(cell: PartitionHeat | undefined): Html {
  if (cell === undefined) return html`<td></td>`;
  const { partition, keys, heat } = cell;
  const names = printable(keys.map((key) => printable(key)).join(', '), 40);
  return html`<td class="words">${chip(heat)}<b>${formatValue(heat, 'ratio')}</b> p${partition}${names && html` <small><bdi>${names}</bdi></small>`}</td>`;
}

function chip(heat: number): Html {
  return html`<svg class="chip" width="11" height="11" aria-hidden="true"><rect width="11" height="11" fill="rgb(${HEAT_PALETTE[heatIndex(heat)]!.join(',')})"/></svg>`;
}

/** During the heat, where that was measured, or else over the whole run. */
function attemptsPerRequest({ heat }: ComparisonView, plan: PlanView): string {
  const names = [...heat.map(({ name }) => `${name}:attempts.perRequest`), 'attempts.perRequest'];
  const mean = names.map((name) => estimateOf(plan, name)?.mean ?? null).find((value) => value !== null);
  return mean === undefined || mean === null ? '–' : formatValue(mean, 'ratio');
}
