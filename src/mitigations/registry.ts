/** Every kind of mitigation there is; nothing registers itself. */
import type { LeverDef } from '../model/mitigation.ts';
import { acknowledgement } from './acknowledgement.ts';
import { adaptiveCapacity } from './adaptive-capacity.ts';
import { adaptiveLifo } from './adaptive-lifo.ts';
import { autoScaling } from './auto-scaling.ts';
import { batching } from './batching.ts';
import { biggerNode } from './bigger-node.ts';
import { cache } from './cache.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import { clientThrottle } from './client-throttle.ts';
import { coalescing } from './coalescing.ts';
import { codel } from './codel.ts';
import { concurrencyLimit } from './concurrency-limit.ts';
import { copies } from './copies.ts';
import { deadlinePropagation } from './deadline-propagation.ts';
import { electionDampening } from './election-dampening.ts';
import { fairQueueing } from './fair-queueing.ts';
import { fanoutBulkhead } from './fanout-bulkhead.ts';
import { fanoutWorkers } from './fanout-workers.ts';
import { healthSignal } from './health-signal.ts';
import { hedging } from './hedging.ts';
import { hybridFanout } from './hybrid-fanout.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { indexKey } from './index-key.ts';
import { isolation } from './isolation.ts';
import { keyTemplate } from './key-template.ts';
import { lifo } from './lifo.ts';
import { loadShedding } from './load-shedding.ts';
import { morePartitions } from './more-partitions.ts';
import { moreReplicas } from './more-replicas.ts';
import { outlierEjection } from './outlier-ejection.ts';
import { placement } from './placement.ts';
import { preSplit } from './pre-split.ts';
import { priority } from './priority.ts';
import { provisionedThroughput } from './provisioned-throughput.ts';
import { randomPrefix } from './random-prefix.ts';
import { rateLimit } from './rate-limit.ts';
import { retry } from './retry.ts';
import { retryBudget } from './retry-budget.ts';
import { saltRegistry } from './salt-registry.ts';
import { salting } from './salting.ts';
import { shardedCounter } from './sharded-counter.ts';
import { splitForHeat } from './split-for-heat.ts';
import { splitForSize } from './split-for-size.ts';
import { tenantQuota } from './tenant-quota.ts';
import { twoChoices } from './two-choices.ts';
import { writeBuffer } from './write-buffer.ts';
import { writeCoalescing } from './write-coalescing.ts';

export const mitigations: Readonly<Record<string, LeverDef>> = {
  acknowledgement,
  'adaptive-capacity': adaptiveCapacity,
  'adaptive-lifo': adaptiveLifo,
  'auto-scaling': autoScaling,
  batching,
  'bigger-node': biggerNode,
  cache,
  'circuit-breaker': circuitBreaker,
  'client-throttle': clientThrottle,
  coalescing,
  codel,
  'concurrency-limit': concurrencyLimit,
  copies,
  'deadline-propagation': deadlinePropagation,
  'election-dampening': electionDampening,
  'fair-queueing': fairQueueing,
  'fanout-bulkhead': fanoutBulkhead,
  'fanout-workers': fanoutWorkers,
  'health-signal': healthSignal,
  hedging,
  'hybrid-fanout': hybridFanout,
  'idempotency-keys': idempotencyKeys,
  'index-key': indexKey,
  isolation,
  'key-template': keyTemplate,
  lifo,
  'load-shedding': loadShedding,
  'more-partitions': morePartitions,
  'more-replicas': moreReplicas,
  'outlier-ejection': outlierEjection,
  placement,
  'pre-split': preSplit,
  priority,
  'provisioned-throughput': provisionedThroughput,
  'random-prefix': randomPrefix,
  'rate-limit': rateLimit,
  retry,
  'retry-budget': retryBudget,
  'salt-registry': saltRegistry,
  salting,
  'sharded-counter': shardedCounter,
  'split-for-heat': splitForHeat,
  'split-for-size': splitForSize,
  'tenant-quota': tenantQuota,
  'two-choices': twoChoices,
  'write-buffer': writeBuffer,
  'write-coalescing': writeCoalescing,
};
