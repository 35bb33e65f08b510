/** A mitigation that is about something needs a scenario that has it, or a plan whose other mitigations bring it. */
import type { ModelConfig } from '../../model/config.ts';
import type { LeverDef } from '../../model/mitigation.ts';
import { type Problem, quote } from '../issue.ts';
import { patched } from '../patched.ts';
import type { Plan, Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

interface Need {
  readonly code: string;
  isMet(model: ModelConfig): boolean;
  readonly message: string;
  readonly allowed: string;
}

const NEEDS: Readonly<Record<NonNullable<LeverDef['needs']>, Need>> = {
  workers: {
    code: 'needs-workers',
    isMet: ({ workload }) => workload.some(({ fanout }) => fanout !== null),
    message: 'is about posts, and nothing here fans out',
    allowed: 'a workload with fanout, and workers to carry it',
  },
  cluster: {
    code: 'needs-cluster',
    isMet: ({ store }) => store.cluster !== null,
    message: 'is about leaders and followers, and the store has none',
    allowed: 'store.cluster, for example cluster: {replicas: 3}',
  },
  shares: {
    code: 'needs-shares',
    isMet: ({ store }) => store.partition.limit.share.reads !== null || store.partition.limit.share.writes !== null,
    message: 'is about provisioned shares, and the partitions have none',
    allowed: 'store.partition.share, for example share: {reads: 300/s, writes: 100/s}',
  },
  throughput: {
    code: 'needs-throughput',
    isMet: ({ store }) => store.throughput !== undefined,
    message: 'is about what the whole table is provisioned for, and nothing is',
    allowed: 'store.throughput, for example throughput: {reads: 3000/s, writes: 1000/s}',
  },
  indexes: {
    code: 'needs-indexes',
    isMet: ({ store }) => (store.indexes ?? []).length > 0,
    message: 'is about a secondary index, and the store has none',
    allowed: 'store.indexes, for example indexes: [{name: by-status, key: "{status}"}]',
  },
  'health checks': {
    code: 'needs-health-checks',
    isMet: ({ store }) => store.cluster?.health != null,
    message: 'is about health checks, and nobody makes any',
    allowed: 'store.cluster.health, for example health: {every: 1s}',
  },
};

export function needProblems(scenario: Scenario, registry: Registry): Problem[] {
  return scenario.plans.flatMap((plan) => {
    const model = patched(scenario.model, needless(plan, registry), registry);
    return plan.levers.flatMap(({ kind }, i) => {
      const needs = registry[kind]?.needs;
      if (needs === undefined || NEEDS[needs].isMet(model)) return [];
      const { code, message, allowed } = NEEDS[needs];
      return [{ code, path: ['plans', plan.name, i, 'kind'], message: `${quote(kind)} ${message}`, allowed }];
    });
  });
}

/** What a plan has of mitigations that need nothing: only they may bring what others need. */
function needless({ name, levers }: Plan, registry: Registry): Plan {
  return { name, levers: levers.filter(({ kind }) => registry[kind]?.needs === undefined) };
}
