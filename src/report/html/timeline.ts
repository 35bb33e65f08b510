/** What happened to the leaders of one plan, moment by moment. */
import type { RunEvent } from '../../metrics/events.ts';
import { formatDuration } from '../../units/duration.ts';
import type { PlanView } from '../view.ts';
import { type Html, html } from './tag.ts';

/** A failover loop goes on in the same way. */
const SHOWN = 24;

/** A list of events; null where leaders never failed. */
export function timelineOf({ result: { events } }: PlanView): Html | null {
  if (events.length === 0) return null;
  const items = events.slice(0, SHOWN).map((event) => html`<li>${moment(event.atMs)}: ${wordsOf(event)}</li>`);
  const more = events.length > SHOWN ? html`<p>and so on.</p>` : '';
  return html`<h3>What happened to the leaders (first replication)</h3>
<ul>${items}</ul>${more}`;
}

function moment(atMs: number): string {
  return formatDuration(Math.round(atMs));
}

function wordsOf({ kind, node, partition }: RunEvent): string {
  switch (kind) {
    case 'crash':
      return `node ${node} crashes`;
    case 'restart':
      return `node ${node} is back`;
    case 'taken down':
      return `node ${node}, which led partition ${partition}, fails its health checks and is taken down`;
    case 'suspected':
      return `node ${node} stands for partition ${partition}`;
    case 'elected':
      return `node ${node} leads partition ${partition}`;
    case 'served again':
      return `partition ${partition} serves its first request again`;
  }
}
