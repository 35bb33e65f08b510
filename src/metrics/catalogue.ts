/**
 * Every metric that can be asked for: one flat list of dotted names with unit and meaning, read by `expect`, tables, JSON
 * and docs. Results hold besides `partition.<index>.…` for up to 64 partitions, which nobody can name beforehand.
 *
 * Metrics of requests may be prefixed by `reads.`, `writes.` or a workload's name, and every metric but those of the
 * whole run may be asked for during a window.
 */
export type MetricUnit = 'ms' | 's' | 'share' | 'count' | 'perSecond' | 'ratio' | 'index' | 'units' | 'usd';

/** What a metric is about, which decides how it may be prefixed and windowed. */
type MetricScope = 'requests' | 'partitions' | 'run';

export interface MetricDef {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly scope: MetricScope;
  readonly meaning: string;
}

const QUANTILES = ['p50', 'p90', 'p95', 'p99', 'p999'] as const;

function def(scope: MetricScope, unit: MetricUnit, name: string, meaning: string): MetricDef {
  return { name, unit, scope, meaning };
}

function quantiles(scope: MetricScope, base: string, meaning: string): MetricDef[] {
  return QUANTILES.map((q) => def(scope, 'ms', `${base}.${q}`, `${meaning}: the ${quantileWords[q]}`));
}

const quantileWords = {
  p50: 'median',
  p90: '90th percentile',
  p95: '95th percentile',
  p99: '99th percentile',
  p999: '99.9th percentile',
} as const;

function skew(base: string, of: string): MetricDef[] {
  return [
    def('partitions', 'ratio', `${base}.maxOverMedian`, `${of}: the hottest partition over the median one`),
    def('partitions', 'ratio', `${base}.p95OverP50`, `${of}: 95th percentile of the partitions over their median`),
    def('partitions', 'ratio', `${base}.gini`, `${of}: Gini coefficient over the partitions, 0 even, 1 all on one`),
    def('partitions', 'ratio', `${base}.entropy`, `${of}: entropy over the partitions, 1 even, 0 all on one`),
    def('partitions', 'share', `${base}.topShare`, `${of}: share of the hottest partition`),
  ];
}

const LATENCY = 'Latency of served requests, from the moment the user meant to send';
const HALFWAY =
  'From a post that fans out to its delivery to half of its followers; its latency is the delivery to the last';
const OUTCOME = 'Latency over all requests, failures counted as infinite';
const WAIT = 'Wait in the queue of attempts that went into service';

export const METRICS: readonly MetricDef[] = [
  def('requests', 'count', 'requests.offered', 'Requests that users sent'),
  def('requests', 'count', 'requests.served', 'Requests answered or acknowledged'),
  def('requests', 'count', 'requests.refused', 'Requests turned away by a mitigation'),
  def(
    'requests',
    'count',
    'requests.dropped',
    'Requests given up after their attempts, or short of the legs they needed',
  ),
  def('requests', 'count', 'requests.expired', 'Requests whose deadline passed'),
  def('requests', 'count', 'requests.unfinished', 'Requests still open when the drain ended'),
  def('requests', 'count', 'requests.failed', 'Requests with any other outcome than served'),
  def('requests', 'share', 'requests.failedShare', 'Failed over offered'),
  def('requests', 'count', 'attempts.total', 'Attempts that ended, one way or another, background ones included'),
  def('requests', 'ratio', 'attempts.perRequest', 'Attempts over requests offered: the amplification'),
  def('requests', 'count', 'attempts.served', 'Attempts answered by the store in time'),
  def('requests', 'count', 'attempts.throttled', 'Attempts turned away by a rate limit'),
  def('requests', 'count', 'attempts.queueFull', 'Attempts turned away by a full queue'),
  def('requests', 'count', 'attempts.timedOut', 'Attempts given up on by their client'),
  def('requests', 'count', 'attempts.refused', 'Attempts turned away or called off by a mitigation'),
  def(
    'requests',
    'count',
    'attempts.unavailable',
    'Attempts that found no leader, or lost the one that had them in its hands',
  ),
  def(
    'requests',
    'count',
    'attempts.lapsed',
    'Attempts that the store dropped from its queue before their caller gave up on them: for want of patience left, or by a queue discipline',
  ),
  def('requests', 'share', 'attempts.throttledShare', 'Throttled over total'),
  def('requests', 'ms', 'latencyMs.mean', `${LATENCY}: the mean`),
  ...quantiles('requests', 'latencyMs', LATENCY),
  def('requests', 'ms', 'latencyMs.max', `${LATENCY}: the longest`),
  ...quantiles('requests', 'outcomeMs', OUTCOME),
  def('requests', 'ms', 'halfwayMs.p50', `${HALFWAY}: the median over posts`),
  def('requests', 'ms', 'halfwayMs.p99', `${HALFWAY}: the 99th percentile`),
  def('requests', 'ms', 'halfwayMs.max', `${HALFWAY}: the longest`),
  def('requests', 'perSecond', 'goodput.perSecond', 'Requests served per second, when they were served'),
  def('partitions', 'perSecond', 'throughput.perSecond', 'Attempts completed by the servers per second, wanted or not'),
  def('partitions', 'ms', 'waitMs.mean', `${WAIT}: the mean`),
  ...quantiles('partitions', 'waitMs', WAIT),
  def('partitions', 'ms', 'waitMs.max', `${WAIT}: the longest`),
  def('partitions', 'count', 'queue.lengthMean', 'Attempts waiting, averaged over time, all partitions together'),
  def(
    'partitions',
    'count',
    'inside.mean',
    'Attempts waiting or in service, averaged over time, all partitions together',
  ),
  def('partitions', 'index', 'partition.hottest', 'Index of the partition with the highest heat'),
  def('partitions', 'ratio', 'partition.hottestHeat', 'Offered load over capacity of that partition'),
  def('partitions', 'share', 'partition.hottestUtilisation', 'Busy share of the servers of the busiest partition'),
  def('partitions', 'share', 'partition.medianUtilisation', 'Busy share of the servers of the median partition'),
  def(
    'partitions',
    'share',
    'partition.bystanderUtilisation',
    'Busy share of the busiest partition that holds no key named outright',
  ),
  def('partitions', 'count', 'partition.overCeiling', 'Partitions offered more than their capacity on average'),
  def(
    'partitions',
    's',
    'partition.overCeilingSeconds',
    'Time that partitions were offered more than their capacity, summed over them',
  ),
  def(
    'partitions',
    'count',
    'recall.asked',
    'Messages that reads of histories were entitled to, by when they were sent',
  ),
  def('partitions', 'count', 'recall.missing', 'Those of them that were not among what was returned'),
  def('partitions', 'share', 'recall.missingShare', 'Missing over asked'),
  def('partitions', 'count', 'recall.repeated', 'Messages that were returned more than once, from several keys'),
  def('partitions', 'count', 'recall.late', 'Messages that were returned after an earlier read had missed them'),
  def(
    'partitions',
    'count',
    'recall.reordered',
    'Messages that were returned, and had been acknowledged before one that was sent earlier, as whatever waits or is retried may be',
  ),
  def(
    'partitions',
    'count',
    'storage.daysToLimit',
    'Days until the partition that is written to most holds 10 GB (F.D3), each write being a new item and none turned away',
  ),
  def('partitions', 'count', 'table.throttled', 'Attempts that were throttled because the whole table was spent'),
  def('partitions', 'share', 'table.throttledShare', 'Those over all attempts that reached the table'),
  def('partitions', 'count', 'index.throttled', 'Attempts to write that were throttled because an index was behind'),
  def('partitions', 'share', 'index.throttledShare', 'Those over all attempts to write that the table had units for'),
  def(
    'partitions',
    'ratio',
    'index.hottestHeat',
    'Write units that the table was offered for the hottest partition of an index, over what that takes',
  ),
  ...skew('load', 'Attempts per partition'),
  ...skew('load.reads', 'Read units per partition'),
  ...skew('load.writes', 'Write units per partition'),
  ...skew('load.bytes', 'Bytes per partition'),
  def(
    'run',
    's',
    'recovery.seconds',
    'From the end of the window `heat` until the median of ten seconds on end is within twice that of the window `before`',
  ),
  def(
    'run',
    'perSecond',
    'table.readUnitsPerSecond',
    'Read units per second that the whole table was provisioned for, on average',
  ),
  def(
    'run',
    'perSecond',
    'table.writeUnitsPerSecond',
    'Write units per second that the whole table was provisioned for, on average',
  ),
  def('run', 'ms', 'index.lagMs.max', 'Furthest that a partition of an index was behind the table'),
  def('run', 'share', 'cache.hitRatio', 'Reads that the cache answered over reads offered'),
  def('run', 'share', 'coalescing.joinedShare', 'Reads that joined a fetch under way over reads offered'),
  def('run', 'count', 'ledger.acknowledged', 'Writes acknowledged to users'),
  def(
    'run',
    'count',
    'ledger.lost',
    'Acknowledged writes not applied by the end of the drain, or taken back by a failover',
  ),
  def('run', 'count', 'ledger.duplicated', 'Second applications of a write, as without idempotency keys'),
  def('run', 'count', 'ledger.reordered', 'Writes applied after a younger one of the same key, salts taken together'),
  def('run', 'count', 'ledger.stale', 'Reads that missed a write acknowledged before they were sent'),
  def('run', 'share', 'ledger.staleShare', 'Stale reads over reads served'),
  def('run', 'ms', 'ledger.staleMs.p50', 'How long the answer of a stale read had been out of date: the median'),
  def(
    'run',
    'ms',
    'ledger.staleMs.p99',
    'How long the answer of a stale read had been out of date: the 99th percentile',
  ),
  def('run', 'ms', 'ledger.staleMs.max', 'How long the answer of a stale read had been out of date: the longest'),
  def(
    'run',
    'count',
    'ledger.unseenOwnWrites',
    'Reads that missed a write acknowledged to their own client process before they were sent: read-your-writes broken',
  ),
  def(
    'run',
    'count',
    'ledger.backwardReads',
    'Reads older than one already answered to their client process before they were sent: monotonic reads broken',
  ),
  def(
    'run',
    'count',
    'ledger.missing',
    'Acknowledged items that reads of the store did not return, of those whose answer was not stale in any case',
  ),
  def('run', 'ms', 'ledger.applyDelayMs.p50', 'From sending to application of writes acknowledged early: the median'),
  def(
    'run',
    'ms',
    'ledger.applyDelayMs.p99',
    'From sending to application of writes acknowledged early: the 99th percentile',
  ),
  def('run', 'ms', 'ledger.applyDelayMs.max', 'From sending to application of writes acknowledged early: the longest'),
  def('run', 'count', 'ledger.wasted', 'Attempts served after their caller had gone'),
  def('run', 'count', 'cluster.elections', 'Leaders elected during the run and its drain'),
  def(
    'run',
    's',
    'cluster.leaderlessSeconds',
    'Time that partitions had no leader in office, summed over them; one that stands still is in office',
  ),
  def('run', 'ms', 'cluster.longestLeaderlessMs', 'Longest time that a partition had no leader, of those that ended'),
  def('run', 'count', 'control.reports', 'Reports of hot keys that app servers sent'),
  def('run', 'count', 'control.raises', 'Times that a key was given more salts'),
  def('run', 's', 'control.firstRaiseSeconds', 'From the start of the run to the first of them'),
  def(
    'run',
    'count',
    'control.lostEntries',
    'Entries of the registry of salts, of those that its service made, that its crashes cost',
  ),
  def('run', 'count', 'control.longestBacklog', 'Most reports that were not dealt with and acknowledged at a time'),
  def(
    'run',
    'count',
    'control.dealtAgain',
    'Reports dealt with a second time or more: after a crash of service or registry, or claimed by another',
  ),
  def('run', 'units', 'bill.readUnits', 'Read units that the store let through'),
  def('run', 'units', 'bill.writeUnits', 'Write units that the store let through'),
  def('run', 'units', 'bill.indexUnits', 'Write units that the entries of indexes took'),
  def(
    'run',
    'usd',
    'bill.usd',
    'List price of those units, or of what is provisioned where the billing says so (F.D22)',
  ),
  def('run', 'usd', 'bill.usdPerMonth', 'That price for a month of 730 hours, if all of it were like this run'),
  def('run', 'ratio', 'bill.capacity', 'Servers times speed, over the scenario without mitigations'),
  def('run', 'count', 'bill.memoryEntries', 'Most entries that mitigations held in memory or queue'),
  def('run', 'count', 'engine.events', 'Events processed'),
  def('run', 'count', 'engine.requests', 'Requests simulated, warm-up included'),
];

const BY_NAME: ReadonlyMap<string, MetricDef> = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The definition behind a possibly prefixed name; undefined when there is no such metric. */
export function metricOf(name: string, workloads: readonly string[]): MetricDef | undefined {
  const plain = BY_NAME.get(name);
  if (plain !== undefined) return plain;
  const dot = name.indexOf('.');
  const prefix = name.slice(0, dot);
  if (prefix !== 'reads' && prefix !== 'writes' && !workloads.includes(prefix)) return undefined;
  const metric = BY_NAME.get(name.slice(dot + 1));
  return metric?.scope === 'requests' ? metric : undefined;
}

export function isMetric(name: string, workloads: readonly string[]): boolean {
  return metricOf(name, workloads) !== undefined;
}

/** Unit of a metric that exists, whatever its prefix. */
export function unitOf(name: string): MetricUnit {
  const metric = BY_NAME.get(name) ?? BY_NAME.get(name.slice(name.indexOf('.') + 1));
  if (metric === undefined) throw new RangeError(`no metric is called ${name}`);
  return metric.unit;
}

/** Every name that may be asked for, prefixed ones included. */
export function metricNames(workloads: readonly string[]): string[] {
  const names = METRICS.map((metric) => metric.name);
  for (const prefix of ['reads', 'writes', ...workloads]) {
    for (const metric of METRICS) if (metric.scope === 'requests') names.push(`${prefix}.${metric.name}`);
  }
  return names;
}
