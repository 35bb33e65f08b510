/** The eight figures that carry the answer; fewer where there is nothing to show. */
import { heatMapName } from '../charts/chart.ts';
import { objectivePrefix } from '../charts/latency.ts';
import { formatSpan } from '../format.ts';
import { printable } from '../name.ts';
import type { ComparisonView } from '../view.ts';
import { type Drawings, figure } from './figure.ts';
import { type Html, html } from './tag.ts';

export function headlines(view: ComparisonView, drawings: Drawings): Html {
  const { baseline, best } = view;
  const pair = baseline === best ? [baseline] : [baseline, best];
  const names = pair.map(({ name }) => html`<bdi>${name}</bdi>`);
  const both = names.length === 1 ? names : [names[0]!, ' and ', names[1]!];
  const shaded = shadedText(view);
  return html`${figure(
    ['latency-over-time'],
    {
      title: 'Latency over time',
      caption: html`${both}, each workload on the same scale. ${shaded} A gap: no request was served in that slice.`,
    },
    drawings,
  )}${figure(
    ['latency-by-plan'],
    {
      title: `Latency of ${printable(objectivePrefix(view).slice(0, -1))} over time, plan by plan`,
      caption: html`The workload that the objective asks about first, every plan on one scale. ${shaded}`,
    },
    drawings,
  )}${figure(
    ['settings'],
    {
      title: 'What the setting does',
      caption: 'Plans that differ in one number alone, by what the plans are ranked by.',
    },
    drawings,
  )}${figure(
    pair.map(heatMapName),
    {
      title: 'Where the load went',
      caption: html`${both}: load offered to each partition divided by what it can take. Blue is below the ceiling, white at it, red above.`,
    },
    drawings,
  )}${figure(
    ['missing-over-time'],
    {
      title: 'What readers miss',
      caption: html`Share of the messages that reads of histories were entitled to and did not get, every plan on one scale. ${shaded}`,
    },
    drawings,
  )}${figure(
    ['throttles-over-time'],
    {
      title: 'Throttles over time',
      caption: html`Attempts turned away by a partition’s limit, every plan on one scale. ${shaded}`,
    },
    drawings,
  )}${figure(
    ['percentiles'],
    {
      title: 'How slow the slow ones are',
      caption:
        'Read upwards from 99 %: one request in a hundred takes longer. Requests that failed count as endless, so a plan cannot look fast by failing.',
    },
    drawings,
  )}${figure(
    ['bill'],
    {
      title: 'The bill',
      caption: 'What each plan costs per run, each column on its own scale; the dashed line is the baseline.',
    },
    drawings,
  )}`;
}

function shadedText({ comparison, heat }: ComparisonView): string {
  const spans = heat
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .map(({ name, fromMs, toMs }) => `${printable(name)} (${formatSpan(fromMs)} to ${formatSpan(toMs)})`);
  const moments = heat
    .filter(({ fromMs, toMs }) => toMs === fromMs)
    .map(({ name, fromMs }) => `${printable(name)} at ${formatSpan(fromMs)}`);
  const warmup = comparison.warmupMs > 0 ? `Grey: warm-up, ${formatSpan(comparison.warmupMs)}.` : '';
  const dotted = moments.length > 0 ? `Dotted: ${moments.join(', ')}.` : '';
  return [spans.length > 0 ? `Shaded: ${spans.join(', ')}.` : '', dotted, warmup].filter(Boolean).join(' ');
}
