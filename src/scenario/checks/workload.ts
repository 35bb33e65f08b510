/** Names of workloads are their own, and every workload has exactly one origin of its requests. */
import { metricNames } from '../../metrics/catalogue.ts';
import { type Path, type Problem, quote } from '../issue.ts';
import { suggest } from '../suggest.ts';
import type { Parts } from './parts.ts';

type Entry = Parts['workload'][number];

/** First words of metrics, which a workload's name would hide; `all` is the name of all workloads together. */
const RESERVED: ReadonlySet<string> = new Set(['all', ...metricNames([]).map((name) => name.split('.')[0]!)]);

export function workloadProblems({ workload, workloadNames }: Parts): Problem[] {
  return [
    ...workloadNames.flatMap((name, i) => (name === undefined ? [] : nameProblems(name, i, workloadNames))),
    ...workload.flatMap(originProblems),
    ...workload.flatMap((entry, i) => leaderProblems(entry, i, workloadNames)),
    ...cycleProblems(workload),
  ];
}

function nameProblems(name: string, i: number, names: Parts['workloadNames']): Problem[] {
  const path = ['workload', i, 'name'];
  if (names.indexOf(name) < i) return [{ code: 'duplicate-name', path, message: `a second workload ${quote(name)}` }];
  if (!RESERVED.has(name)) return [];
  const allowed = `not one of ${[...RESERVED].sort().join(', ')}`;
  return [{ code: 'bad-name', path, message: `${quote(name)} begins the names of metrics`, allowed }];
}

function originProblems(entry: Entry, i: number): Problem[] {
  const hasArrivals = 'arrivals' in entry;
  const hasLeader = 'follows' in entry;
  const path = ['workload', i];
  if (hasArrivals && hasLeader) {
    const message = 'a workload that follows another has no arrivals of its own';
    return [{ code: 'wrong-value', path: [...path, 'follows'], onName: true, message, allowed: 'arrivals or follows' }];
  }
  if (!hasArrivals && !hasLeader) {
    const allowed = 'arrivals: {rate: 500/s}, or follows: the name of another workload';
    return [{ code: 'missing', path: [...path, 'arrivals'], message: `workload.${i}.arrivals is missing`, allowed }];
  }
  return entry.arrivals ? arrivalProblems(entry.arrivals, [...path, 'arrivals']) : [];
}

function arrivalProblems(written: NonNullable<Entry['arrivals']>, path: Path): Problem[] {
  const { steps, at, kind } = written;
  const given = (['rate', 'steps', 'at'] as const).filter((name) => written[name] !== undefined);
  if (given.length !== 1) {
    const message =
      given.length === 0 ? 'arrivals without a rate' : `arrivals with both ${given.slice(0, 2).join(' and ')}`;
    const allowed = 'rate: 500/s, or steps: [[0s, 2/s], [60s, 1667/s]], or at: [60s]';
    return [{ code: given.length === 0 ? 'missing' : 'wrong-value', path, onName: true, message, allowed }];
  }
  if (at && kind) {
    const message = 'requests at given moments are neither random nor even';
    return [{ code: 'wrong-value', path: [...path, 'kind'], onName: true, message, allowed: 'at without a kind' }];
  }
  const moments = at ?? (steps ?? []).map(([from]) => from);
  const placeOf = (i: number): Path => (at ? [...path, 'at', i] : [...path, 'steps', i, 0]);
  const problems: Problem[] = [];
  if (!at && moments[0]) {
    const message = 'the first step does not begin at 0s';
    problems.push({ code: 'wrong-value', path: placeOf(0), message, allowed: '0s' });
  }
  const fallen = moments.findIndex((from, i) => i > 0 && from <= moments[i - 1]!);
  if (fallen > 0) {
    const message = `a ${at ? 'moment' : 'step'} that is not after the one before it`;
    problems.push({ code: 'wrong-value', path: placeOf(fallen), message, allowed: 'ascending moments' });
  }
  return problems;
}

function leaderProblems({ follows: leader }: Entry, i: number, names: Parts['workloadNames']): Problem[] {
  if (leader === undefined) return [];
  const known = names.filter((name) => name !== undefined);
  if (known.includes(leader)) return [];
  const others = known.filter((name) => name !== names[i]);
  const didYouMean = suggest(leader, others);
  const path = ['workload', i, 'follows'];
  const problem = {
    code: 'unknown-workload',
    path,
    message: `no workload ${quote(leader)}`,
    allowed: others.join(', '),
  };
  return [didYouMean === undefined ? problem : { ...problem, didYouMean }];
}

/** A ring of followers has nobody who begins; reported once per ring, at its first entry. */
function cycleProblems(workload: readonly Entry[]): Problem[] {
  const leaders = new Map(workload.flatMap(({ name, follows }) => (name && follows ? [[name, follows] as const] : [])));
  const reported = new Set<string>();
  return workload.flatMap(({ name }, i) => {
    if (name === undefined || reported.has(name)) return [];
    const ring = ringFrom(name, leaders);
    if (ring.length === 0) return [];
    for (const member of ring) reported.add(member);
    const message = `${[...ring, name].join(' follows ')}: nobody begins`;
    return [
      { code: 'cycle', path: ['workload', i, 'follows'], message, allowed: 'one of them with arrivals of its own' },
    ];
  });
}

/** The ring that `start` is on; empty if its chain of leaders does not come back to it. */
function ringFrom(start: string, leaders: ReadonlyMap<string, string>): string[] {
  const ring = [start];
  for (let name = leaders.get(start); name !== start; name = leaders.get(name)) {
    if (name === undefined || ring.length > leaders.size) return [];
    ring.push(name);
  }
  return ring;
}
