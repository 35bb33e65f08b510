/** A fault has one place, a moment within the run, and something to hit. */
import type { CrashConfig, PauseConfig } from '../../model/config.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Problem } from '../issue.ts';
import type { Scenario } from '../scenario.ts';

type Placed = PauseConfig | CrashConfig;

export function faultProblems({ model: { faults, durationMs, store, clients } }: Scenario): Problem[] {
  return faults.flatMap((fault, i) => {
    const path = ['faults', i];
    const isPlaced = fault.kind === 'pause' || fault.kind === 'crash';
    const problems = isPlaced ? placeProblems(fault, store, path) : [];
    if (fault.kind === 'crash' && store.cluster === null) {
      const message = 'no nodes that could crash';
      const allowed = 'store.cluster, for example cluster: {replicas: 3}';
      problems.push({ code: 'missing', path: [...path, 'kind'], message, allowed });
    }
    if (fault.kind === 'app-crash' && fault.process !== null && fault.process >= clients.processes) {
      const message = `there is no app server ${fault.process}`;
      const allowed = `0 to ${clients.processes - 1}`;
      problems.push({ code: 'wrong-value', path: [...path, 'process'], message, allowed });
    }
    if (fault.atMs >= durationMs) {
      const message = 'this fault begins when the run is over';
      const allowed = `before ${formatDuration(durationMs)}`;
      problems.push({ code: 'wrong-value', path: [...path, 'at'], message, allowed });
    }
    return problems;
  });
}

function placeProblems(
  fault: Placed,
  store: Scenario['model']['store'],
  path: readonly (string | number)[],
): Problem[] {
  const { key, partition } = fault;
  const node = fault.kind === 'crash' ? fault.node : null;
  const problems: Problem[] = [];
  const given = Object.entries({ key, partition, node }).flatMap(([name, value]) => (value === null ? [] : [name]));
  if (given.length !== 1) {
    const message = given.length === 0 ? 'a fault without a place' : `a fault with both ${given.join(' and ')}`;
    const allowed =
      fault.kind === 'crash'
        ? 'key or partition: the node that leads it, or node: its number'
        : 'key: the partition that holds it, or partition: its number';
    problems.push({ code: given.length === 0 ? 'missing' : 'wrong-value', path, message, allowed });
  }
  if (partition !== null && partition >= store.partitions) {
    const message = `there is no partition ${partition}`;
    const allowed = `0 to ${store.partitions - 1}, under every plan`;
    problems.push({ code: 'wrong-value', path: [...path, 'partition'], message, allowed });
  }
  if (node !== null && store.cluster !== null && node >= store.cluster.nodes) {
    const message = `there is no node ${node}`;
    const allowed = `0 to ${store.cluster.nodes - 1}`;
    problems.push({ code: 'wrong-value', path: [...path, 'node'], message, allowed });
  }
  return problems;
}
