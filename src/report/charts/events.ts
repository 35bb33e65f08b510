/**
 * What happened, as ticks along the bottom of a panel: crashes long, the rest short. Of leaders in the order of a failover:
 * crash, suspicion, election, first answer; a failover loop becomes a row of them. Of the registry of salts and its
 * service: crash, return, keys that get more salts, the first and last read and write that suffered. Of the store's own control
 * loops: shares raised and lowered, halves copied and moved.
 */
import type { RunEvent } from '../../metrics/events.ts';
import type { ComparisonView, PlanView } from '../view.ts';
import type { Layer, PanelPlace } from './panel.ts';
import { ink, type Role } from './theme.ts';
import { timeAxis } from './time-axis.ts';

/** The longest ends below the word in a panel's corner. */
const LONG = 0.78;

const LOOKS: Readonly<Record<RunEvent['kind'], { readonly role: Role; readonly share: number }>> = {
  crash: { role: 'vermillion', share: LONG },
  'taken down': { role: 'vermillion', share: 0.3 },
  suspected: { role: 'purple', share: 0.3 },
  elected: { role: 'blue', share: 0.3 },
  'served again': { role: 'green', share: 0.3 },
  restart: { role: 'muted', share: 0.15 },
  'registry crash': { role: 'vermillion', share: LONG },
  'registry back': { role: 'green', share: LONG },
  'service crash': { role: 'vermillion', share: 0.5 },
  'service back': { role: 'green', share: 0.5 },
  'app crash': { role: 'vermillion', share: LONG },
  reported: { role: 'purple', share: 0.15 },
  salted: { role: 'blue', share: 0.3 },
  boosted: { role: 'blue', share: 0.3 },
  lowered: { role: 'purple', share: 0.3 },
  'scaled out': { role: 'blue', share: 0.5 },
  'scaled in': { role: 'purple', share: 0.5 },
  copying: { role: 'purple', share: 0.5 },
  split: { role: 'blue', share: 0.5 },
  merging: { role: 'purple', share: 0.5 },
  merged: { role: 'green', share: 0.5 },
  'first wrong read': { role: 'purple', share: 0.5 },
  'last wrong read': { role: 'purple', share: 0.5 },
  'first throttle': { role: 'text', share: 0.5 },
  'last throttle': { role: 'text', share: 0.5 },
};

const LEADER_KEY = 'ticks: red crash or taken down, purple suspected, blue elected, green served again, grey restart';
const SERVICE_KEY =
  'ticks: red crash, green back, blue more salts, purple reported hot and first and last wrong read, plain first and last throttle';
const STORE_KEY = 'ticks: blue raised or split, purple lowered or copying, plain first and last throttle';
const MERGE_KEY = 'purple merging, green merged';
const OF_STORES: ReadonlySet<string> = new Set(['boosted', 'lowered', 'copying', 'split']);
const OF_MERGES: ReadonlySet<string> = new Set(['merging', 'merged']);
const SCALING_KEY = 'ticks: blue scaled out, purple scaled in, black first and last throttle';
const OF_SCALING: ReadonlySet<string> = new Set(['scaled out', 'scaled in']);
/** They come with whatever else happens, and are told of there. */
const OF_ALL: ReadonlySet<string> = new Set(['first throttle', 'last throttle']);
const OF_LEADERS: ReadonlySet<string> = new Set([
  'crash',
  'taken down',
  'suspected',
  'elected',
  'served again',
  'restart',
]);

const TOLD_APART = [OF_LEADERS, OF_STORES, OF_MERGES, OF_SCALING, OF_ALL];

/** The ticks of one plan; none where its leaders never failed. */
export function eventLayers(
  { comparison }: ComparisonView,
  plan: PlanView,
  place: PanelPlace,
  height: number,
): Layer[] {
  const axis = timeAxis(comparison.durationMs);
  const kinds = Object.entries(LOOKS);
  return kinds.flatMap(([kind, { role, share }]): Layer[] => {
    const values = plan.result.events
      .filter((event) => event.kind === kind)
      .map(({ atMs }) => ({ t: Number((atMs / axis.divisor).toPrecision(6)) }));
    if (values.length === 0) return [];
    return [
      {
        data: { values },
        mark: { type: 'rule', color: ink(role), strokeWidth: 1 },
        encoding: { x: axis.encoding(place), y: { value: height }, y2: { value: Math.round(height * (1 - share)) } },
      },
    ];
  });
}

/** What the ticks mean, to follow what else a chart explains; empty where no plan has any. */
export function eventKey({ plans }: ComparisonView): string {
  const kinds = plans.flatMap(({ result }) => result.events.map(({ kind }) => kind));
  const keys = [
    ...(kinds.some((kind) => OF_LEADERS.has(kind)) ? [LEADER_KEY] : []),
    ...(kinds.some((kind) => OF_STORES.has(kind)) ? [STORE_KEY] : []),
    ...(kinds.some((kind) => OF_MERGES.has(kind)) ? [MERGE_KEY] : []),
    ...(kinds.some((kind) => OF_SCALING.has(kind)) ? [SCALING_KEY] : []),
    ...(kinds.some((kind) => !TOLD_APART.some((others) => others.has(kind))) ? [SERVICE_KEY] : []),
  ];
  return keys.map((key) => `; ${key}`).join('');
}
