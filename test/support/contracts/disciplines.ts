/**
 * Who is next in line, worked out again from the log alone: in order of arrival, or as the discipline of the plan has it.
 *
 * Of fair queueing only that nobody overtakes within a class: its shares are a law.
 */
import type { PlanLever } from '../../../src/scenario/scenario.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';

/** Those who wait at a partition in order of arrival, and when nobody did last. */
interface Waiting {
  readonly events: readonly LoggedEvent[];
  readonly lastEmpty: number;
}

/** Whether `index` may be next of those who wait at `now`. */
type Rule = (waiting: Waiting, index: number, now: number) => boolean;

const rules: Readonly<Record<string, (options: PlanLever['options'], log: RunLog) => Rule>> = {
  lifo:
    ({ above }) =>
    ({ events }, index) =>
      index === (events.length > Number(above) ? events.length - 1 : 0),
  'adaptive-lifo':
    ({ standing }) =>
    ({ events, lastEmpty }, index, now) =>
      index === (now - lastEmpty > Number(standing) ? events.length - 1 : 0),
  priority: ({ classes, by }, log) => {
    const rank = rankBy(by, classes as readonly string[], log);
    return ({ events }, index) => {
      const ranks = events.map(rank);
      return index === ranks.indexOf(Math.min(...ranks));
    };
  },
  'fair-queueing': ({ weights, by }, log) => {
    const names = (weights as readonly string[]).map((text) => text.replace(/=[^=]*$/, ''));
    const rank = rankBy(by, names, log);
    return ({ events }, index) => events.findIndex((event) => rank(event) === rank(events[index]!)) === index;
  },
};

/** The rule of a plan; null: some are dropped in the line, which the log does not tell. */
export function ruleOf(log: RunLog, levers: readonly PlanLever[]): Rule | null {
  if (levers.some(({ kind }) => kind === 'codel')) return null;
  const lever = levers.find(({ kind }) => kind in rules);
  return lever === undefined ? (_, index) => index === 0 : rules[lever.kind]!(lever.options, log);
}

function rankBy(by: unknown, names: readonly string[], { config, nameOf }: RunLog): (event: LoggedEvent) => number {
  return ({ workload, key }) => {
    const name = nameOf.get(key)!;
    const rank =
      by === 'workload'
        ? names.indexOf(config.workload[workload]!.name)
        : names.findIndex((pattern) => covers(pattern, name));
    return rank < 0 ? names.length : rank;
  };
}

function covers(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
