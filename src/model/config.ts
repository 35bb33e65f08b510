/**
 * What a simulation is built from: plain, frozen, fully defaulted data in base units (ms, per second, bytes).
 *
 * A scenario file is parsed into this form; a mitigation's `patch` slot may change a copy of it before the build
 * (more partitions, a bigger node, other time-outs). It survives a JSON round trip: "no limit" is null, never Infinity.
 */

/** How a partition finds its keys; see the files of the same names in placement/. */
export type PlacementConfig =
  | { readonly kind: 'hash' }
  | { readonly kind: 'modulo' }
  | { readonly kind: 'ring'; readonly virtualNodes: number }
  | { readonly kind: 'range'; readonly boundaries: readonly string[] | null }
  | { readonly kind: 'rendezvous' }
  | { readonly kind: 'redis-slots' }
  | { readonly kind: 'kafka-murmur2' }
  | DirectoryConfig
  | PreSplitConfig
  | IsolationConfig;

/** Keys by name, or by a prefix ending in `*`, to partitions; the others are hashed over the first `others`, null: over all. */
interface DirectoryConfig {
  readonly kind: 'directory';
  readonly table: Readonly<Record<string, number>>;
  readonly others: number | null;
}

/** Ranges whose boundaries are chosen before the run; see placement/boundaries.ts. */
export interface PreSplitConfig {
  readonly kind: 'pre-split';
  /** From a sample of earlier requests, from the different keys in it, or evenly over hex names. */
  readonly by: 'requests' | 'keys' | 'hex';
  /** Requests in the sample. */
  readonly sample: number;
}

/** The last partitions belong to these keys, `each` to every name or prefix; the rest is placed as `others` says. */
export interface IsolationConfig {
  readonly kind: 'isolated';
  readonly keys: readonly string[];
  readonly each: number;
  readonly others: PlacementConfig;
}

/** Unit-mean service demand; the mean is given beside it, so that a bigger node changes one number. */
export type ServiceKind =
  | { readonly kind: 'exponential' }
  | { readonly kind: 'deterministic' }
  | { readonly kind: 'erlang'; readonly stages: number }
  | { readonly kind: 'hyperexponential'; readonly scv: number }
  | { readonly kind: 'lognormal'; readonly scv: number }
  | { readonly kind: 'empirical'; readonly valuesMs: readonly number[] };

/** A limit on reads and one on writes, units per second; null: none. */
export interface RatePair {
  readonly reads: number | null;
  readonly writes: number | null;
}

export interface LimitConfig {
  /** Hard rate limit of the partition, F.D1. */
  readonly ceiling: RatePair;
  /** Seconds of the ceiling that an idle partition may save up. */
  readonly ceilingDepthSeconds: number;
  /** Provisioned part of the partition, refilled evenly; null on both sides: only the ceiling limits. */
  readonly share: RatePair;
  /** Seconds of unused share that the bank keeps, F.D4. */
  readonly bankSeconds: number;
  /** Whether the bank starts full rather than empty. */
  readonly bankStartsFull: boolean;
}

export interface PartitionConfig {
  limit: LimitConfig;
  service: ServiceKind;
  /** Mean service time on one server. */
  serviceMeanMs: number;
  servers: number;
  /** How many may wait, the ones in service excluded; null: unlimited. */
  queueCapacity: number | null;
  /** Work whose caller has less patience left than this is dropped when its turn comes; null: it is done all the same. */
  expiryMarginMs: number | null;
}

/** Evenly between the two, ms. */
export interface RangeMs {
  readonly minMs: number;
  readonly maxMs: number;
}

/** How many replicas must have a write before it is acknowledged. */
type Acknowledgement = 'leader' | 'quorum' | 'all';

/** By what a leader is told to be unhealthy; see cluster/health.ts. */
type HealthSignal = 'probe' | 'depth' | 'progress';

/** A leader that fails `misses` checks in a row is taken down and is back after a restart. */
export interface HealthConfig {
  readonly signal: HealthSignal;
  readonly everyMs: number;
  /** Patience for a probe. */
  readonly timeoutMs: number;
  /** Most that may wait where the signal is the depth of the queue; null elsewhere. */
  readonly above: number | null;
  readonly misses: number;
  readonly restartMs: number;
}

/** Nodes that host the replicas of the partitions; see cluster/. */
export interface ClusterConfig {
  nodes: number;
  /** Replicas of a partition, its leader included. */
  replicas: number;
  ack: Acknowledgement;
  /** Delay from the leader to its first follower, the second, …; the last one holds for all others. */
  replicationMs: readonly number[];
  heartbeatMs: number;
  /** How long a follower waits for a heartbeat before it stands, drawn for each follower and term. */
  patienceMs: RangeMs;
  /** What a candidate waits before it asks for votes. */
  candidacyMs: RangeMs;
  /** A new leader waits until this long after the last heartbeat of the old one. */
  leaseMs: number;
  /** From the restart of a replica until it counts again. */
  catchUpMs: number;
  /** How often a client process looks up who leads. */
  refreshMs: number;
  /** Null: leaders are not checked, only listened to. */
  health: HealthConfig | null;
  /** Least time in office before health checks may take a leader down. */
  dampeningMs: number;
}

/** Dollars for reads and for writes. */
export interface PricePair {
  readonly reads: number;
  readonly writes: number;
}

/** What the store is paid for, and at what price. */
export interface BillingConfig {
  /** The units that it let through, or the share that is provisioned, used or not. */
  readonly mode: 'on-demand' | 'provisioned';
  readonly usdPerMillionUnits: PricePair;
  /** For one unit per second, kept for an hour. */
  readonly usdPerUnitHour: PricePair;
}

export interface StoreConfig {
  partitions: number;
  placement: PlacementConfig;
  partition: PartitionConfig;
  /** How many partitions splits may add while the store runs; absent: none. */
  sparePartitions?: number;
  /** What each partition holds at the start; left out: nothing. */
  filledBytes?: number;
  /** Null: partitions have no replicas and never fail. */
  cluster: ClusterConfig | null;
  /** One-way delay between client and partition. */
  networkMs: number;
  billing: BillingConfig;
  /** Writes carry tokens by which they are known again; left out: every write is applied, however often it comes. */
  idempotency?: IdempotencyConfig;
  /** Left out: its partitions alone limit the table. */
  throughput?: ThroughputConfig;
  /** Left out: none. */
  indexes?: readonly IndexConfig[];
}

/** What the whole table is provisioned for, beside what limits its partitions; null on a side: nothing limits it there. */
export interface ThroughputConfig extends RatePair {
  /** Seconds of unused throughput that are saved up, and whether they are at the start. */
  readonly burstSeconds: number;
  readonly burstStartsFull: boolean;
}

/** A copy of the table under other keys, which follows its writes; see indexes/. */
export interface IndexConfig {
  readonly name: string;
  /** The partition key of an entry, made of what its write carries; see keys/template.ts. */
  readonly key: string;
  readonly partitions: number;
  /** Write units per second that each of its partitions takes; null: any. */
  readonly writesPerSecond: number | null;
  /** Null: as large as the item. */
  readonly entryBytes: number | null;
  /** How far it may be behind: a write that would make it later is throttled. */
  readonly lagMs: number;
}

interface IdempotencyConfig {
  /** How long a token is kept from the application of its write on. */
  readonly ttlMs: number;
  /** Write units that a token takes beside those of its write. */
  readonly units: number;
}

/** Most partitions that a store may come to have. */
export function mostPartitions({ partitions, sparePartitions = 0 }: StoreConfig): number {
  return partitions + sparePartitions;
}

export type Jitter = 'none' | 'full' | 'equal' | 'fifth' | 'decorrelated';

/** When a failed call is tried again; formulas in client/backoff.ts. */
export interface RetryConfig {
  /** Tries in all, the first included; 1: no retry. */
  readonly attempts: number;
  readonly baseMs: number;
  /** In place of `baseMs` after a throttle (F.R3); the same where it is left out. */
  readonly throttledBaseMs?: number;
  readonly capMs: number | null;
  readonly jitter: Jitter;
  /** Token quota of one client process as the AWS SDKs keep it (F.R2); null: none. */
  readonly quota: QuotaConfig | null;
}

export interface QuotaConfig {
  readonly tokens: number;
  readonly retryCost: number;
  readonly timeoutCost: number;
  /** What a retry after a throttle costs (F.R3); `retryCost` where it is left out. */
  readonly throttledCost?: number;
  /** Tokens given back by a call that succeeds at its first try. */
  readonly refund: number;
}

interface FleetStep {
  readonly fromMs: number;
  readonly processes: number;
}

export interface ClientConfig {
  /** Patience for the whole request; null: endless. */
  deadlineMs: number | null;
  /** Patience for one attempt; null: endless. */
  timeoutMs: number | null;
  retry: RetryConfig;
  /** Client processes (app servers), the most there are at a time; retry quotas and single flights belong to one of them. */
  processes: number;
  /** How many there are from each moment on, the first being 0; null: always as many. */
  fleet: readonly FleetStep[] | null;
}

/** Requests per second from a moment on, until the next step. */
interface RateStep {
  readonly fromMs: number;
  readonly ratePerSecond: number;
}

export interface ArrivalConfig {
  /** `moments`: one request at each of them. */
  readonly kind: 'poisson' | 'even' | 'moments';
  /** Empty where the kind is `moments`. */
  readonly steps: readonly RateStep[];
  readonly momentsMs?: readonly number[];
}

/** How many followers an author has. */
export type FollowersConfig =
  | { readonly kind: 'fixed'; readonly count: number }
  | { readonly kind: 'bounded-pareto'; readonly shape: number; readonly min: number; readonly max: number };

/** A workload whose requests are posts: each becomes one write per follower. */
export interface FanoutConfig {
  readonly followers: FollowersConfig;
  /** Keys that the writes go to, `prefix0` … , evenly. */
  readonly prefix: string;
  readonly timelines: number;
}

/** Who carries posts to their followers. */
export interface WorkersConfig {
  /** Workers, each with one write in flight. */
  readonly count: number;
  /** A worker's own time for each write, before it is sent; the store's network comes on top. */
  readonly workMs: number;
  /** Posts of accounts with more followers are stored once and not carried; null: all are carried. */
  readonly readAbove: number | null;
  /** A team of their own for accounts with more followers than `above`. */
  readonly large: { readonly above: number; readonly count: number } | null;
}

/** A read of a history asks for the messages sent in the last `lastMs`, at most the `newest` of them; null: no such bound. */
export interface HistoryConfig {
  readonly lastMs: number | null;
  readonly newest: number | null;
}

/** How often each of `count` numbers is asked for. */
export type Popularity =
  | { readonly kind: 'uniform'; readonly count: number }
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number }
  | {
      readonly kind: 'hotspot';
      readonly count: number;
      readonly hotKeys: number;
      readonly hotOperations: number;
    }
  | { readonly kind: 'sequential'; readonly count: number }
  | { readonly kind: 'ycsb-scrambled'; readonly count: number };

/** Made of what the requests carry, see keys/template.ts. */
export interface TemplateConfig {
  readonly kind: 'template';
  readonly template: string;
  /** Of the sort key, where the first makes the partition keys of collections of items; absent: keys stand for themselves. */
  readonly sort?: string;
}

export type KeyConfig =
  | { readonly kind: 'single'; readonly key: string }
  | TemplateConfig
  | (Popularity & { readonly prefix: string });

/** What every request of a workload carries beside its key, as a whole number; `unique`: each its own, counted from 0. */
export type AttributeConfig = { readonly name: string } & (
  | { readonly kind: 'single'; readonly value: number }
  | { readonly kind: 'unique' }
  /** The date, hour or minute it is sent in, where the run starts at `startMs` since 1970. */
  | { readonly kind: 'date' | 'hour' | 'minute'; readonly startMs: number }
  /** Numbers from `first` on. */
  | (Popularity & { readonly first: number })
);

export interface WorkloadConfig {
  readonly name: string;
  /** Either its own arrivals, or the name of the workload whose every request it follows at the same instant. */
  readonly arrivals: ArrivalConfig | null;
  readonly follows: string | null;
  readonly keys: KeyConfig;
  /** Share of its keys that have an item at the start; absent: all. */
  readonly exist?: number;
  /** Absent: its requests carry nothing beside their keys. */
  readonly attributes?: readonly AttributeConfig[];
  /** Share of reads, 0 to 1; the rest are writes. */
  readonly reads: number;
  /** Item size, which sets the units of a request (F.D2). */
  readonly sizeBytes: number;
  /** Eventually consistent reads cost half a unit (F.D2); what is part of a transaction costs double, read or write (F.D23). */
  readonly consistency: 'strong' | 'eventual' | 'transactional';
  /** Its requests are posts; null: they are not. */
  readonly fanout: FanoutConfig | null;
  /** Its reads ask for the recent messages of a conversation; null: for one item. */
  readonly history: HistoryConfig | null;
  /** It sends nothing but under plans with a mitigation of this kind; null: always. */
  readonly only: string | null;
}

/** What goes wrong, see faults/. */
export type FaultConfig =
  | PauseConfig
  | CrashConfig
  | FlushConfig
  | RegistryCrashConfig
  | ServiceCrashConfig
  | AppCrashConfig;

/** The servers of one partition stand still for a while; the partition is named, or found by a key that lives on it. */
export interface PauseConfig {
  readonly kind: 'pause';
  readonly atMs: number;
  readonly forMs: number;
  readonly key: string | null;
  readonly partition: number | null;
}

/** A node is down for a while: the one of this number, or the one that leads a partition at that moment. */
export interface CrashConfig {
  readonly kind: 'crash';
  readonly atMs: number;
  readonly forMs: number;
  readonly key: string | null;
  readonly partition: number | null;
  readonly node: number | null;
  /** It answers nobody while it is down; otherwise connections to it break at once. */
  readonly silent: boolean;
}

/** The registry that mitigations look things up in crashes and starts again, as they say. */
interface RegistryCrashConfig {
  readonly kind: 'registry-crash';
  readonly atMs: number;
}

/** An instance of the service that finds hot keys is down for a while; null: all of them. */
export interface ServiceCrashConfig {
  readonly kind: 'service-crash';
  readonly atMs: number;
  readonly forMs: number;
  readonly instance: number | null;
}

/** An app server crashes and starts again with nothing in memory; null: all of them. */
interface AppCrashConfig {
  readonly kind: 'app-crash';
  readonly atMs: number;
  readonly process: number | null;
}

/** What the mitigations keep in memory is gone. */
interface FlushConfig {
  readonly kind: 'flush';
  readonly atMs: number;
}

export interface ModelConfig {
  durationMs: number;
  store: StoreConfig;
  clients: ClientConfig;
  workload: readonly WorkloadConfig[];
  /** Null where no workload fans out. */
  workers: WorkersConfig | null;
  faults: readonly FaultConfig[];
}
