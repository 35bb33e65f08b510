/**
 * Rate limits, checked from outside: the units let through in any window of Δt are at most rate·Δt + depth.
 *
 * With S_j the units let through up to and including the j-th admission at t_j, the window from i to j holds
 * S_j − S_(i−1), so all windows hold iff  (S_j − rate·t_j) − min_(i≤j) (S_(i−1) − rate·t_i) ≤ depth  for every j.
 */
import { READ, THROTTLED, TURNED_AWAY, UNAVAILABLE } from '../../../src/model/codes.ts';
import type { PlanLever } from '../../../src/scenario/scenario.ts';
import type { LoggedEvent, RunLog } from '../event-log.ts';

/** Seconds of the share that its own bucket holds beside the bank. */
const SHARE_SECONDS = 1;
const ROUNDING = 1e-9;

export function limits(log: RunLog, levers: readonly PlanLever[]): string[] {
  const { ceiling, ceilingDepthSeconds, share, bankSeconds } = log.config.store.partition.limit;
  const raised = levers.find(({ kind }) => kind === 'adaptive-capacity')?.options;
  const found: string[] = [];
  for (const [place, admitted] of admissions(log)) {
    const op = place.endsWith('reads') ? 'reads' : 'writes';
    const walls = [
      { name: 'ceiling', rate: ceiling[op], seconds: ceilingDepthSeconds },
      { name: 'share', rate: raisedTo(share[op], raised?.[op]), seconds: SHARE_SECONDS + bankSeconds },
    ];
    for (const { name, rate, seconds } of walls) {
      if (rate === null) continue;
      const excess = worstExcess(admitted, rate, rate * seconds);
      if (excess > 0) found.push(`${place}: a window has ${excess} units more than its ${name} of ${rate}/s allows`);
    }
  }
  return found;
}

/** A share, or what it may have been raised to. */
function raisedTo(share: number | null, most: unknown): number | null {
  return share === null || most === undefined ? share : Math.max(share, Number(most));
}

/** Attempts that the limits let through, by partition and operation; a full queue comes after the limits, mitigations before them. */
function admissions({ events }: RunLog): Map<string, LoggedEvent[]> {
  const turnedAway = new Set(
    events
      .filter(({ kind, end }) => kind === 'bounced' && [THROTTLED, UNAVAILABLE, TURNED_AWAY].includes(end))
      .map(({ attempt }) => attempt),
  );
  const places = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    if (event.kind !== 'reached' || turnedAway.has(event.attempt)) continue;
    const place = `partition ${event.part} ${event.op === READ ? 'reads' : 'writes'}`;
    const known = places.get(place);
    if (known === undefined) places.set(place, [event]);
    else known.push(event);
  }
  return places;
}

/** Units by which the fullest window has more than `perSecond` for as long as it is, and `depth`; 0: none has. */
export function worstExcess(admitted: readonly LoggedEvent[], perSecond: number, depth: number): number {
  let through = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let worst = Number.NEGATIVE_INFINITY;
  for (const { at, units } of admitted) {
    const refilled = (perSecond * at) / 1000;
    lowest = Math.min(lowest, through - refilled);
    through += units;
    worst = Math.max(worst, through - refilled - lowest);
  }
  return worst - depth > ROUNDING * (depth + through) ? worst - depth : 0;
}
