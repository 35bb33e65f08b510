/** What happened to the leaders and partitions of one plan, or to the services beside its store, moment by moment. */
import type { LeaderEvent, RunEvent, ServiceEvent } from '../../metrics/events.ts';
import { READ } from '../../model/codes.ts';
import { formatDuration } from '../../units/duration.ts';
import type { PlanView } from '../view.ts';
import { type Html, html } from './tag.ts';

/** A failover loop goes on in the same way. */
const SHOWN = 24;

/** A list of events; null where there were none. */
export function timelineOf({ result: { events } }: PlanView): Html | null {
  if (events.length === 0) return null;
  const items = events.slice(0, SHOWN).map((event) => html`<li>${moment(event.atMs)}: ${wordsOf(event)}</li>`);
  const more = events.length > SHOWN ? html`<p>and so on.</p>` : '';
  return html`<h3>What happened (first replication)</h3>
<ul>${items}</ul>${more}`;
}

function moment(atMs: number): string {
  return formatDuration(Math.round(atMs));
}

function wordsOf(event: RunEvent): string {
  if ('node' in event) return wordsOfLeader(event);
  return 'key' in event ? wordsOfService(event) : `${event.kind.replace('throttle', 'throttled attempt')}`;
}

function wordsOfService({ kind, key, count, to }: ServiceEvent): string {
  const instance = count === null ? 'the service that finds hot keys' : `instance ${count} of the service`;
  switch (kind) {
    case 'registry crash':
      return 'the registry crashes';
    case 'registry back':
      return 'the registry answers again';
    case 'service crash':
      return `${instance} crashes`;
    case 'service back':
      return `${instance} is back`;
    case 'app crash':
      return count === null ? 'all app servers crash' : `app server ${count} crashes`;
    case 'reported':
      return `${key} is reported hot for the first time`;
    case 'salted':
      return `${key} has ${count} salts`;
    case 'boosted':
      return `partition ${count} is raised to ${Math.round(to!)} units/s`;
    case 'lowered':
      return `partition ${count} is lowered to ${Math.round(to!)} units/s`;
    case 'scaled out':
    case 'scaled in':
      return `the table is ${kind} to ${Math.round(to!)} ${count === READ ? 'read' : 'write'} units/s`;
    case 'copying':
      return `half of partition ${count} is being copied`;
    case 'split':
      return `partition ${count} is split: half of its keys live on ${to}`;
    case 'merging':
      return `partitions ${count} and ${to} are being copied together`;
    case 'merged':
      return `partition ${to} is merged into ${count}`;
  }
}

function wordsOfLeader({ kind, node, partition }: LeaderEvent): string {
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
