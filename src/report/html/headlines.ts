/** The figures that compare plans: at most five of them carry the answer, the rest are details. */
import { heatMapName } from '../charts/chart.ts';
import { objectivePrefix } from '../charts/latency.ts';
import { formatSpan } from '../format.ts';
import { printable } from '../name.ts';
import type { ComparisonView } from '../view.ts';
import { type Drawings, type FigureWords, figure } from './figure.ts';
import { type Html, html } from './tag.ts';

const HEADLINES_MOST = 5;

interface Figures {
  readonly headlines: readonly Html[];
  readonly details: readonly Html[];
}

/** The figures that were drawn, the most telling first. */
export function figuresOf(view: ComparisonView, drawings: Drawings): Figures {
  const drawn = candidates(view).flatMap(({ names, ...words }) => figure(names, words, drawings) ?? []);
  return { headlines: drawn.slice(0, HEADLINES_MOST), details: drawn.slice(HEADLINES_MOST) };
}

function candidates(view: ComparisonView): readonly (FigureWords & { readonly names: readonly string[] })[] {
  const { baseline, best } = view;
  const pair = baseline === best ? [baseline] : [baseline, best];
  const names = pair.map(({ name }) => html`<bdi>${name}</bdi>`);
  const both = names.length === 1 ? names : [names[0]!, ' and ', names[1]!];
  const shaded = shadedText(view);
  return [
    {
      names: ['latency-over-time'],
      title: 'Latency over time',
      caption: html`${both}, each workload on the same scale. ${shaded} A gap: no request was served in that slice.`,
    },
    {
      names: ['goodput-by-load'],
      title: 'Goodput by load',
      caption: 'What is served per second, and what was offered (dashed): where the two part is the knee of the plan.',
    },
    {
      names: ['settings'],
      title: 'What the setting does',
      caption: 'Plans that differ in one number alone, by what the plans are ranked by.',
    },
    {
      names: pair.map(heatMapName),
      title: 'Where the load went',
      caption: html`${both}: load offered to each partition divided by what it can take. Blue is below the ceiling, white at it, red above.`,
    },
    {
      names: ['missing-over-time'],
      title: 'What readers miss',
      caption: html`Share of the messages that reads of histories were entitled to and did not get, every plan on one scale. ${shaded}`,
    },
    {
      names: ['throttles-over-time'],
      title: 'Throttles over time',
      caption: html`Attempts turned away by a limit of the store, every plan on one scale. ${shaded}`,
    },
    {
      names: ['bill'],
      title: 'The bill',
      caption: 'What each plan costs per run, each column on its own scale; the dashed line is the baseline.',
    },
    {
      names: ['latency-by-plan'],
      title: `Latency of ${printable(objectivePrefix(view).slice(0, -1))} over time, plan by plan`,
      caption: html`The workload that the objective asks about first, every plan on one scale. ${shaded}`,
    },
    {
      names: ['percentiles'],
      title: 'How slow the slow ones are',
      caption:
        'Read upwards from 99 %: one request in a hundred takes longer. Requests that failed count as endless, so a plan cannot look fast by failing.',
    },
    {
      names: ['tail-by-load'],
      title: 'The tail by load',
      caption: 'The 99th percentile over all requests, those that failed counted as endless.',
    },
    {
      names: ['benefit'],
      title: 'What users get',
      caption:
        'The same numbers as in the table, each column on its own scale; an endless outcome stands at the right edge.',
    },
    {
      names: ['replications'],
      title: 'Replication by replication',
      caption:
        'What the plans are ranked by first, in every run. Where the dots of two plans mix, chance has a say in which is the better.',
    },
    {
      names: ['requests-over-time'],
      title: 'Requests over time',
      caption: 'What users sent (line), and what failed of it (area), by the time of the event.',
    },
  ];
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
