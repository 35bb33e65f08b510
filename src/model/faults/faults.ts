/**
 * What goes wrong, and when: faults begin and end at moments of the scenario, the same under every plan.
 *
 * A pause stops the servers of one partition and keeps all else: what is in service is finished later by as much, what
 * comes waits in the queue while there is room. It is a stop-the-world collection, a frozen disk, a virtual machine that
 * is being moved; where the partition has followers, they hear no heartbeat meanwhile. A crash takes a node down with
 * all that it hosts. A flush empties what mitigations keep in memory; the crash
 * of a registry is theirs as well, and so is that of the service that fills it. An app server that crashes is started again at once, by a
 * supervisor: what mitigations kept in its memory is gone, whoever they held there gets an error, and what is under way to the
 * store goes on. Only data counts: what it has learnt of others (counts of failures, budgets, latencies) stays.
 */
import type { Agenda } from '../agenda.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { CrashConfig, FaultConfig, PauseConfig, ServiceCrashConfig } from '../config.ts';
import type { Universe } from '../keys/universe.ts';
import type { Lever } from '../mitigation.ts';
import type { Store } from '../partition/store.ts';

interface FaultParts {
  readonly agenda: Agenda;
  readonly universe: Universe;
  readonly store: Store;
  readonly cluster: Cluster | null;
  readonly levers: readonly Lever[];
}

/** Plans the faults of a run. */
export function planFaults(faults: readonly FaultConfig[], parts: FaultParts): void {
  for (const fault of faults) {
    if (fault.kind === 'pause') planPause(fault, parts);
    else if (fault.kind === 'crash') planCrash(fault, parts);
    else if (fault.kind === 'flush') parts.agenda.plan(fault.atMs, () => flush(parts.levers));
    else if (fault.kind === 'service-crash') planServiceCrash(fault, parts);
    else if (fault.kind === 'app-crash') parts.agenda.plan(fault.atMs, () => crashApp(parts.levers, fault.process));
    else parts.agenda.plan(fault.atMs, () => crashRegistry(parts.levers));
  }
}

// The end of a fault is planned when it begins: of two faults that meet, the second then begins before the first ends,
// and servers do not move between them.

function planPause({ atMs, forMs, key, partition }: PauseConfig, parts: FaultParts): void {
  const { agenda, store, cluster } = parts;
  agenda.plan(atMs, () => {
    const where = partitionOf(key, partition, parts);
    if (cluster === null) {
      store.pause(where);
      agenda.plan(atMs + forMs, () => store.resume(where));
    } else {
      const freeze = cluster.freeze(where);
      agenda.plan(atMs + forMs, () => cluster.thaw(freeze));
    }
  });
}

function planCrash({ atMs, forMs, key, partition, node, silent }: CrashConfig, parts: FaultParts): void {
  const { agenda } = parts;
  const cluster = parts.cluster!;
  agenda.plan(atMs, () => {
    const hit = node ?? cluster.nodeOf(partitionOf(key, partition, parts));
    cluster.crash(hit, silent);
    agenda.plan(atMs + forMs, () => cluster.restart(hit));
  });
}

function planServiceCrash({ atMs, forMs, instance }: ServiceCrashConfig, { agenda, levers }: FaultParts): void {
  agenda.plan(atMs, () => {
    for (const lever of levers) lever.serviceCrash?.(instance);
    agenda.plan(atMs + forMs, () => {
      for (const lever of levers) lever.serviceRestart?.(instance);
    });
  });
}

function flush(levers: readonly Lever[]): void {
  for (const lever of levers) lever.flush?.();
}

function crashApp(levers: readonly Lever[], process: number | null): void {
  for (const lever of levers) lever.appCrash?.(process);
}

function crashRegistry(levers: readonly Lever[]): void {
  for (const lever of levers) lever.registryCrash?.();
}

function partitionOf(key: string | null, partition: number | null, { universe }: FaultParts): number {
  return key === null ? partition! : universe.partitionOfName(key);
}
