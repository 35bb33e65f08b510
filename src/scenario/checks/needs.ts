/** A mitigation that is about something needs a scenario that has it. */
import type { LeverDef } from '../../model/mitigation.ts';
import { type Problem, quote } from '../issue.ts';
import type { Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

interface Need {
  readonly code: string;
  isMet(scenario: Scenario): boolean;
  readonly message: string;
  readonly allowed: string;
}

const NEEDS: Readonly<Record<NonNullable<LeverDef['needs']>, Need>> = {
  workers: {
    code: 'needs-workers',
    isMet: ({ model }) => model.workload.some(({ fanout }) => fanout !== null),
    message: 'is about posts, and nothing here fans out',
    allowed: 'a workload with fanout, and workers to carry it',
  },
  cluster: {
    code: 'needs-cluster',
    isMet: ({ model }) => model.store.cluster !== null,
    message: 'is about leaders and followers, and the store has none',
    allowed: 'store.cluster, for example cluster: {replicas: 3}',
  },
  shares: {
    code: 'needs-shares',
    isMet: ({ model: { store } }) =>
      store.partition.limit.share.reads !== null || store.partition.limit.share.writes !== null,
    message: 'is about provisioned shares, and the partitions have none',
    allowed: 'store.partition.share, for example share: {reads: 300/s, writes: 100/s}',
  },
  'health checks': {
    code: 'needs-health-checks',
    isMet: ({ model }) => model.store.cluster?.health != null,
    message: 'is about health checks, and nobody makes any',
    allowed: 'store.cluster.health, for example health: {every: 1s}',
  },
};

export function needProblems(scenario: Scenario, registry: Registry): Problem[] {
  return scenario.plans.flatMap(({ name, levers }) =>
    levers.flatMap(({ kind }, i) => {
      const needs = registry[kind]?.needs;
      if (needs === undefined || NEEDS[needs].isMet(scenario)) return [];
      const { code, message, allowed } = NEEDS[needs];
      return [{ code, path: ['plans', name, i, 'kind'], message: `${quote(kind)} ${message}`, allowed }];
    }),
  );
}
