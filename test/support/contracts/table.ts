/** The contracts that every run is held to, by name, each with the plans it speaks of. */
import { mitigations } from '../../../src/mitigations/registry.ts';
import type { PlanLever } from '../../../src/scenario/scenario.ts';
import type { RunLog } from '../event-log.ts';
import { freshness, memory, ownership, staleReads } from './answers.ts';
import { items, salts } from './items.ts';
import { journeys } from './journeys.ts';
import { limits } from './limits.ts';
import { gaps, losses, mayLose } from './losses.ts';
import { outcomes } from './outcomes.ts';
import { queues } from './queues.ts';

export interface Contract {
  /** Kinds of levers whose plans it does not speak of. */
  readonly without: readonly string[];
  check(log: RunLog, levers: readonly PlanLever[]): string[];
}

/** Levers that acknowledge writes before the store has them: they lie where nobody but the ledger looks for them. */
const DEFERRING = Object.keys(mitigations).filter((kind) => mitigations[kind]!.defersWrites);

/** How long the plan's cache may repeat an answer, ms, and whether it also knows what was written. */
function memoryOf(levers: readonly PlanLever[]): { longestMs: number; knowsWrites: boolean } {
  const options = levers.find(({ kind }) => kind === 'cache')?.options;
  if (options === undefined) return { longestMs: 0, knowsWrites: false };
  const givesOld = options.refresh === 'stale' || options.lease === 'stale';
  const way = Math.max(Number(options.fill), Number(options.delay));
  return {
    longestMs:
      way +
      Math.max(Number(options.ttl), Number(options.absent ?? 0)) +
      (givesOld ? Number(options.grace) : 0) +
      Number(options.hit),
    knowsWrites: options.writes === 'write-through',
  };
}

/** Whether reads are content with some of the keys that they gather. */
function isPartial(levers: readonly PlanLever[]): boolean {
  return levers.some(({ options }) => Number(options.needs ?? 1) < 1);
}

export const contracts = {
  'one outcome per request, one end per attempt': { without: [], check: outcomes },
  'time runs forward, and an answer takes as long as its way': {
    without: [],
    check: (log, levers) =>
      journeys(
        log,
        levers.some(({ kind }) => kind === 'batching'),
      ),
  },
  'no window of any length lets more through than its limit': { without: [], check: limits },
  'in the order of the discipline, c servers, bounded room': { without: [], check: queues },
  'reads gather exactly what was applied': { without: [...DEFERRING, 'sharded-counter'], check: items },
  'salts hold every write once': {
    without: [...DEFERRING, 'copies', 'key-template', 'sharded-counter', 'two-choices'],
    check: salts,
  },
  'the ledger counts the stale reads': { without: [], check: freshness },
  'the store alone is never stale': {
    without: ['cache', 'coalescing', 'salt-registry', 'sharded-counter', 'key-template', ...DEFERRING],
    check: (log, levers) =>
      (mayLose(log.config) || isPartial(levers) ? [] : staleReads(log)).map(
        (request) => `read ${request} of the store was stale`,
      ),
  },
  'no item is missing from a read of the store': {
    without: ['salt-registry', 'sharded-counter', 'key-template', ...DEFERRING],
    check: (log, levers) => (isPartial(levers) ? [] : gaps(log)),
  },
  'nothing is lost': { without: [], check: losses },
  'no answer holds the value of another key': { without: [], check: ownership },
  'no answer is repeated for longer than the cache may': {
    without: [],
    check: (log, levers) => memory(log, memoryOf(levers)),
  },
} as const satisfies Record<string, Contract>;

export type ContractName = keyof typeof contracts;

/** Everything that a run breaks, each behind the name of its contract. */
export function broken(log: RunLog, levers: readonly PlanLever[]): string[] {
  return Object.entries<Contract>(contracts)
    .filter(([, { without }]) => !levers.some(({ kind }) => without.includes(kind)))
    .flatMap(([name, { check }]) => check(log, levers).map((problem) => `${name}: ${problem}`));
}
