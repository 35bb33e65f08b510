/** Every request has exactly one outcome, every attempt exactly one end, and both come in a possible order. */
import {
  ATTEMPT_ENDS,
  OUTCOME_UNFINISHED,
  SERVED,
  THROTTLED,
  TIMED_OUT,
  TURNED_AWAY,
  UNAVAILABLE,
} from '../../../src/model/codes.ts';
import type { PlanLever } from '../../../src/scenario/scenario.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';

/** What may happen to an attempt beside being served or turned away. */
interface Fate {
  /** A server may be gone before it has served, or its answer with it. */
  readonly mayDie: boolean;
  /** Its client may call it off, wherever it is. */
  readonly mayBeCalledOff: boolean;
}

/** What is wrong with outcomes and ends, in words; empty for a sound log. */
export function outcomes(log: RunLog, levers: readonly PlanLever[]): string[] {
  return [...requestProblems(log), ...attemptProblems(log, mayCallOff(levers))];
}

/** Whether clients call attempts off that they have sent. */
export function mayCallOff(levers: readonly PlanLever[]): boolean {
  return levers.some(({ kind, options }) => kind === 'hedging' && options.cancel === true);
}

function requestProblems({ events, drained }: RunLog): string[] {
  const found: string[] = [];
  const users = new Set(events.filter(({ kind }) => kind === 'offered').map(({ request }) => request));
  const settled = new Map<number, number>();
  for (const { kind, request, end } of events) {
    if (kind !== 'settled') continue;
    if (!users.has(request)) found.push(`request ${request} has an outcome and was never offered`);
    if (end < 0 || end >= OUTCOME_UNFINISHED) found.push(`request ${request} has the outcome ${end}`);
    settled.set(request, (settled.get(request) ?? 0) + 1);
  }
  for (const request of users) {
    const times = settled.get(request) ?? 0;
    if (times > 1 || (drained && times === 0)) found.push(`request ${request} has ${times} outcomes`);
  }
  return found;
}

function attemptProblems({ events, drained, config }: RunLog, mayBeCalledOff: boolean): string[] {
  const fate = { mayDie: config.store.cluster !== null, mayBeCalledOff };
  const byAttempt = new Map<number, LoggedEvent[]>();
  for (const event of events) {
    if (event.attempt < 0) continue;
    const known = byAttempt.get(event.attempt);
    if (known === undefined) byAttempt.set(event.attempt, [event]);
    else known.push(event);
  }
  const found: string[] = [];
  for (const [attempt, story] of byAttempt) {
    const problem = storyProblem(story, drained, fate);
    if (problem !== null)
      found.push(`attempt ${attempt} ${problem}: ${story.map(({ kind, end }) => `${kind} ${end}`).join(', ')}`);
  }
  return found;
}

function storyProblem(
  story: readonly LoggedEvent[],
  drained: boolean,
  { mayDie, mayBeCalledOff }: Fate,
): string | null {
  const times = (kind: LoggedEvent['kind']): number => story.filter((event) => event.kind === kind).length;
  const end = story.find(({ kind }) => kind === 'ended')?.end ?? -1;
  const bounced = story.find(({ kind }) => kind === 'bounced')?.end ?? -1;
  if (story[0]!.kind !== 'attempted' || times('attempted') !== 1) return 'does not begin once';
  for (const kind of ['reached', 'started', 'bounced', 'ended', 'wasted'] as const) {
    if (times(kind) > 1) return `has ${kind} twice`;
  }
  if (end < -1 || end >= ATTEMPT_ENDS) return 'has an end that does not exist';
  if (times('reached') === 0 && times('started') + times('bounced') > 0)
    return 'was at a partition that it never reached';
  if (times('started') > 0 && times('bounced') > 0) return 'was turned away and served';
  if (end === SERVED && times('started') === 0) return 'was answered without being served';
  const isCalledOff = mayBeCalledOff && end === TURNED_AWAY;
  if (bounced >= THROTTLED && end >= 0 && end !== bounced && end !== TIMED_OUT && !isCalledOff)
    return 'ended otherwise than it bounced';
  if (end === TURNED_AWAY && !isCalledOff && times('started') > 0) return 'was turned away and served';
  if (times('wasted') > 0 && times('started') === 0) return 'was wasted without being served';
  if (!drained) return null;
  if (end < 0) return 'has no end';
  if (end === UNAVAILABLE && !mayDie) return 'lost its leader where none can fail';
  if (times('started') > 0 && end !== SERVED && times('wasted') === 0 && !mayDie) return 'was served and went nowhere';
  return null;
}
