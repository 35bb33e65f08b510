/** Every kind of mitigation there is; nothing registers itself. */
import type { LeverDef } from '../model/mitigation.ts';
import { acknowledgement } from './acknowledgement.ts';
import { biggerNode } from './bigger-node.ts';
import { cache } from './cache.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import { clientThrottle } from './client-throttle.ts';
import { coalescing } from './coalescing.ts';
import { concurrencyLimit } from './concurrency-limit.ts';
import { copies } from './copies.ts';
import { deadlinePropagation } from './deadline-propagation.ts';
import { electionDampening } from './election-dampening.ts';
import { fanoutBulkhead } from './fanout-bulkhead.ts';
import { fanoutWorkers } from './fanout-workers.ts';
import { healthSignal } from './health-signal.ts';
import { hybridFanout } from './hybrid-fanout.ts';
import { loadShedding } from './load-shedding.ts';
import { morePartitions } from './more-partitions.ts';
import { rateLimit } from './rate-limit.ts';
import { retry } from './retry.ts';
import { retryBudget } from './retry-budget.ts';
import { saltRegistry } from './salt-registry.ts';
import { salting } from './salting.ts';
import { writeBuffer } from './write-buffer.ts';

export const mitigations: Readonly<Record<string, LeverDef>> = {
  acknowledgement,
  'bigger-node': biggerNode,
  cache,
  'circuit-breaker': circuitBreaker,
  'client-throttle': clientThrottle,
  coalescing,
  'concurrency-limit': concurrencyLimit,
  copies,
  'deadline-propagation': deadlinePropagation,
  'election-dampening': electionDampening,
  'fanout-bulkhead': fanoutBulkhead,
  'fanout-workers': fanoutWorkers,
  'health-signal': healthSignal,
  'hybrid-fanout': hybridFanout,
  'load-shedding': loadShedding,
  'more-partitions': morePartitions,
  'rate-limit': rateLimit,
  retry,
  'retry-budget': retryBudget,
  'salt-registry': saltRegistry,
  salting,
  'write-buffer': writeBuffer,
};
