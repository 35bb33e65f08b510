/** Cluster section as written → cluster of the model: what is written, else the preset, else the default. */
import type { ClusterConfig, HealthConfig, RangeMs } from '../../model/config.ts';
import { defaults } from '../defaults.ts';
import { clusterPresets } from '../presets/clusters.ts';
import { type ClusterDraft, clusterShape } from '../shape/cluster-shape.ts';

const presetShape = clusterShape([]);

/** Fills in a valid cluster section; null where there is none. */
export function resolveCluster(written: ClusterDraft | undefined): ClusterConfig | null {
  if (written === undefined) return null;
  const preset: ClusterDraft =
    written.preset === undefined ? {} : presetShape.parse(clusterPresets[written.preset]!.cluster);
  const replicas = written.replicas ?? preset.replicas ?? defaults['store.cluster.replicas'].value;
  return {
    nodes: written.nodes ?? preset.nodes ?? replicas,
    replicas,
    ack: written.ack ?? preset.ack ?? defaults['store.cluster.ack'].value,
    replicationMs: written.replication ?? preset.replication ?? [defaults['store.cluster.replication'].value],
    heartbeatMs: written.heartbeat ?? preset.heartbeat ?? defaults['store.cluster.heartbeat'].value,
    patienceMs: patienceOf(written, preset),
    candidacyMs: range(written.candidacy ?? preset.candidacy ?? [defaults['store.cluster.candidacy'].value]),
    leaseMs: written.lease ?? preset.lease ?? defaults['store.cluster.lease'].value,
    catchUpMs: written.catchUp ?? preset.catchUp ?? defaults['store.cluster.catchUp'].value,
    refreshMs: written.refresh ?? preset.refresh ?? defaults['store.cluster.refresh'].value,
    health: healthOf(written.health ?? preset.health),
    dampeningMs: written.dampening ?? preset.dampening ?? defaults['store.cluster.dampening'].value,
  };
}

/** A single default is the least; the most is twice that, as etcd draws it (F.L3). */
function patienceOf(written: ClusterDraft, preset: ClusterDraft): RangeMs {
  const given = written.electionTimeout ?? preset.electionTimeout;
  if (given !== undefined) return range(given);
  const minMs = defaults['store.cluster.electionTimeout'].value;
  return { minMs, maxMs: 2 * minMs };
}

function range([minMs, maxMs]: readonly number[]): RangeMs {
  return { minMs: minMs!, maxMs: maxMs ?? minMs! };
}

function healthOf(written: ClusterDraft['health']): HealthConfig | null {
  if (written === undefined) return null;
  return {
    signal: written.signal ?? defaults['store.cluster.health.signal'].value,
    everyMs: written.every ?? defaults['store.cluster.health.every'].value,
    timeoutMs: written.timeout ?? defaults['store.cluster.health.timeout'].value,
    above: written.above ?? null,
    misses: written.misses ?? defaults['store.cluster.health.misses'].value,
    restartMs: written.restart ?? defaults['store.cluster.health.restart'].value,
  };
}
