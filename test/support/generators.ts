/**
 * Arbitrary scenarios, plans and seeds, small enough to run by the hundred: a few hundred requests in a few seconds.
 *
 * Rates follow from the number of requests wanted; service times, ceilings and patience follow from the rates, so that
 * about every second case is overloaded somewhere. Mitigations and their options come from the registry and its option
 * tables: a new lever is drawn without a line being added here.
 */
import fc from 'fast-check';
import { mitigations } from '../../src/mitigations/registry.ts';
import { retryPresets } from '../../src/model/client/presets.ts';
import type {
  ArrivalConfig,
  AttributeConfig,
  ClientConfig,
  ClusterConfig,
  FaultConfig,
  FollowersConfig,
  KeyConfig,
  LimitConfig,
  ModelConfig,
  PlacementConfig,
  RatePair,
  RetryConfig,
  ServiceKind,
  StoreConfig,
  WorkloadConfig,
} from '../../src/model/config.ts';
import { patched } from '../../src/scenario/patched.ts';
import { resolveBilling } from '../../src/scenario/resolve/billing.ts';
import type { PlanLever, Scenario } from '../../src/scenario/scenario.ts';
import { defaultOf, type OptionSpec, type OptionValue } from '../../src/units/option.ts';

/** Name of the plan that the generated levers are in; `none` is beside it. */
export const GENERATED = 'generated';

const NAMES = ['alpha', 'beta', 'gamma'] as const;
const PREFIXES = ['key:', 'hot:'] as const;
const KEY_PATTERNS = ['key:*', 'hot:*', 'celebrity', 'key:0', 'hot:1', 'cel*', 'nobody:*'] as const;

const TEMPLATES = ['{key}/{random:3}', '{tenant}/{event%4}', '{user}', '{minute}/{user%2}'] as const;

/** Evenly spread, unlike `fc.double`, whose every second value is below 1e-150. */
const double = (min: number, max: number) =>
  fc.integer({ min: 0, max: 1_000_000 }).map((n) => min + ((max - min) * n) / 1_000_000);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const count = fc.integer({ min: 1, max: 8 });
const prefix = fc.constantFrom(...PREFIXES);

const keys: fc.Arbitrary<KeyConfig> = fc.oneof(
  fc.record({ kind: fc.constant('single' as const), key: fc.constantFrom('celebrity', 'key:0', 'hot:7') }),
  fc.record({ kind: fc.constant('uniform' as const), count, prefix }),
  fc.record({ kind: fc.constant('zipf' as const), count, exponent: double(0, 2), prefix }),
  fc.record({
    kind: fc.constant('hotspot' as const),
    count,
    prefix,
    hotKeys: double(0.01, 1),
    hotOperations: double(0, 1),
  }),
  fc.record({ kind: fc.constant('sequential' as const), count, prefix }),
  fc.record({ kind: fc.constant('ycsb-scrambled' as const), count, prefix }),
);

const service: fc.Arbitrary<ServiceKind> = fc.oneof(
  fc.constant<ServiceKind>({ kind: 'exponential' }),
  fc.constant<ServiceKind>({ kind: 'deterministic' }),
  fc.record({ kind: fc.constant('erlang' as const), stages: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('hyperexponential' as const), scv: double(1, 8) }),
  fc.record({ kind: fc.constant('lognormal' as const), scv: double(0.1, 4) }),
  fc.record({
    kind: fc.constant('empirical' as const),
    valuesMs: fc.array(double(0.1, 5), { minLength: 2, maxLength: 4 }),
  }),
);

const placement = (partitions: number): fc.Arbitrary<PlacementConfig> =>
  fc.oneof(
    fc.constant<PlacementConfig>({ kind: 'hash' }),
    fc.constant<PlacementConfig>({ kind: 'modulo' }),
    fc.record({ kind: fc.constant('ring' as const), virtualNodes: fc.integer({ min: 1, max: 8 }) }),
    fc.constant<PlacementConfig>({ kind: 'range', boundaries: null }),
    fc.constant<PlacementConfig>({
      kind: 'range',
      boundaries: Array.from({ length: partitions - 1 }, (_, i) => `key:${i.toString(16)}`),
    }),
    fc.constantFrom<PlacementConfig>({ kind: 'rendezvous' }, { kind: 'redis-slots' }, { kind: 'kafka-murmur2' }),
    fc.record({
      kind: fc.constant('directory' as const),
      table: fc.dictionary(fc.constantFrom(...KEY_PATTERNS), fc.nat(partitions - 1)),
      others: orNull(fc.integer({ min: 1, max: partitions })),
    }),
  );

/** Rates beside the rate at which units are asked for. */
const rates = (unitsPerSecond: number): fc.Arbitrary<RatePair> => {
  const rate = orNull(double(0.05, 1.5).map((factor) => factor * unitsPerSecond));
  return fc.record({ reads: rate, writes: rate });
};

const unlimited: RatePair = { reads: null, writes: null };

const limit = (unitsPerSecond: number): fc.Arbitrary<LimitConfig> =>
  fc.record({
    ceiling: fc.oneof(fc.constant(unlimited), rates(unitsPerSecond)),
    ceilingDepthSeconds: fc.oneof(double(0.001, 0.1), double(0.1, 1)),
    share: fc.oneof({ weight: 2, arbitrary: fc.constant(unlimited) }, { weight: 1, arbitrary: rates(unitsPerSecond) }),
    bankSeconds: fc.oneof(fc.constant(0), double(0, 5), fc.constant(300)),
    bankStartsFull: fc.boolean(),
  });

const store = (perSecond: number): fc.Arbitrary<StoreConfig> =>
  fc.integer({ min: 1, max: 12 }).chain((partitions) =>
    fc.integer({ min: 1, max: 3 }).chain((servers) =>
      fc.record({
        partitions: fc.constant(partitions),
        placement: placement(partitions),
        partition: fc.record({
          limit: limit(2 * perSecond),
          service,
          serviceMeanMs: fc.oneof(double(0.01, 0.3), double(0.3, 2)).map((load) => (load * servers * 1000) / perSecond),
          servers: fc.constant(servers),
          queueCapacity: orNull(fc.integer({ min: 0, max: 20 })),
          expiryMarginMs: fc.constant(null),
        }),
        cluster: fc.constant(null),
        networkMs: fc.oneof(fc.constant(0), double(0.1, 5)),
        billing: fc.constant(resolveBilling()),
      }),
    ),
  );

const quota = fc.record({
  tokens: fc.integer({ min: 0, max: 50 }),
  retryCost: fc.integer({ min: 0, max: 5 }),
  timeoutCost: fc.integer({ min: 0, max: 10 }),
  refund: fc.integer({ min: 0, max: 2 }),
});

const retry: fc.Arbitrary<RetryConfig> = fc.oneof(
  fc.constant<RetryConfig>(retryPresets.none.policy),
  fc.record({
    attempts: fc.integer({ min: 1, max: 5 }),
    baseMs: fc.oneof(fc.constant(0), double(0.5, 100)),
    capMs: orNull(double(1, 200)),
    jitter: fc.constantFrom('none' as const, 'full' as const, 'equal' as const, 'decorrelated' as const),
    quota: orNull(quota),
  }),
);

const clients = (durationMs: number, serviceMeanMs: number): fc.Arbitrary<ClientConfig> =>
  fc.record({
    deadlineMs: orNull(double(serviceMeanMs, durationMs)),
    timeoutMs: orNull(double(1, 20).map((factor) => factor * serviceMeanMs)),
    retry,
    processes: fc.integer({ min: 1, max: 3 }),
    fleet: fc.constant(null),
  });

const arrivals = (durationMs: number, perSecond: number): fc.Arbitrary<ArrivalConfig> =>
  fc
    .record({
      kind: fc.constantFrom('poisson' as const, 'even' as const),
      heights: fc.array(fc.oneof(fc.constant(0), double(0.2, 2)), { minLength: 0, maxLength: 2 }),
    })
    .map(({ kind, heights }) => ({
      kind,
      steps: [1, ...heights].map((height, i, all) => ({
        fromMs: (durationMs * i) / all.length,
        ratePerSecond: height * perSecond,
      })),
    }));

/** What some requests carry; half of those make their keys of it. */
const carried: fc.Arbitrary<Partial<WorkloadConfig>> = fc.record(
  {
    attributes: fc.constant<AttributeConfig[]>([
      { name: 'tenant', kind: 'zipf', count: 3, exponent: 1, first: 0 },
      { name: 'user', kind: 'uniform', count: 9, first: 1 },
      { name: 'event', kind: 'unique' },
      { name: 'minute', kind: 'minute', startMs: 59_500 },
    ]),
    keys: fc.constantFrom<KeyConfig>(
      { kind: 'template', template: '{tenant}/{user%2}' },
      { kind: 'template', template: 'at {minute}' },
      { kind: 'template', template: '{tenant}', sort: '{user}' },
      { kind: 'template', template: 'all', sort: '{event%9}' },
    ),
  },
  { requiredKeys: ['attributes'] },
);

const workload = (name: string, durationMs: number, perSecond: number, leader: string | null) =>
  fc
    .tuple(
      bareWorkload(name, durationMs, perSecond, leader),
      fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: carried }),
    )
    .map(([bare, more]): WorkloadConfig => ({ ...bare, ...more, ...(bare.reads > 0.25 ? { exist: 0.8 } : {}) }));

const bareWorkload = (name: string, durationMs: number, perSecond: number, leader: string | null) =>
  fc.record<WorkloadConfig>({
    name: fc.constant(name),
    arrivals: leader === null ? arrivals(durationMs, perSecond) : fc.constant(null),
    follows: fc.constant(leader),
    keys,
    reads: fc.oneof(fc.constantFrom(0, 1), double(0, 1), double(0.5, 1)),
    sizeBytes: fc.constantFrom(100, 1024, 3000, 9000),
    consistency: fc.constantFrom('strong' as const, 'eventual' as const),
    fanout: fc.constant(null),
    history: fc.constant(null),
    only: fc.constant(null),
  });

const workloads = (durationMs: number, perSecond: number): fc.Arbitrary<WorkloadConfig[]> =>
  fc
    .array(fc.boolean(), { maxLength: 2 })
    .chain((follow) =>
      fc.tuple(
        workload(NAMES[0], durationMs, perSecond, null),
        ...follow.map((follows, i) =>
          workload(NAMES[i + 1]!, durationMs, perSecond / 2, follows ? NAMES[i as 0 | 1] : null),
        ),
      ),
    );

/** Pauses of one of the first partitions, which may overlap and outlast the load, and crashes of services beside the store. */
const faults = (durationMs: number): fc.Arbitrary<FaultConfig[]> => {
  const span = { atMs: double(0, durationMs), forMs: double(0, durationMs / 2) };
  const pause = fc.record({
    ...span,
    kind: fc.constant('pause' as const),
    key: fc.constantFrom(null, 'celebrity', 'key:0'),
    partition: fc.constant(0),
  });
  const ofServices = fc.oneof(
    fc.record({ kind: fc.constant('registry-crash' as const), atMs: double(0, durationMs) }),
    fc.record({ ...span, kind: fc.constant('service-crash' as const), instance: fc.constantFrom(null, 0) }),
    fc.record({
      kind: fc.constant('app-crash' as const),
      atMs: double(0, durationMs),
      process: fc.constantFrom(null, 0),
    }),
  );
  return fc.array(fc.oneof({ weight: 3, arbitrary: pause }, { weight: 1, arbitrary: ofServices }), {
    minLength: 1,
    maxLength: 3,
  });
};

/** Crashes of a node, of whoever leads a partition, and pauses, which may overlap and outlast the load. */
const outages = (durationMs: number, nodes: number): fc.Arbitrary<FaultConfig[]> => {
  const span = { atMs: double(0, durationMs), forMs: double(0, durationMs / 2) };
  const crash = { ...span, kind: fc.constant('crash' as const), silent: fc.boolean() };
  return fc.array(
    fc.oneof(
      fc.record({
        ...crash,
        key: fc.constant(null),
        partition: fc.constant(null),
        node: fc.integer({ min: 0, max: nodes - 1 }),
      }),
      fc.record({
        ...crash,
        key: fc.constantFrom(null, 'celebrity', 'key:0'),
        partition: fc.constant(0),
        node: fc.constant(null),
      }),
      fc.record({ ...span, kind: fc.constant('pause' as const), key: fc.constant(null), partition: fc.constant(0) }),
      fc.record({ kind: fc.constantFrom('flush' as const, 'registry-crash' as const), atMs: double(0, durationMs) }),
      fc.record({ ...span, kind: fc.constant('service-crash' as const), instance: fc.constantFrom(null, 0) }),
      fc.record({
        kind: fc.constant('app-crash' as const),
        atMs: double(0, durationMs),
        process: fc.constantFrom(null, 0),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  );
};

/** Nodes with replicas, short terms, and health checks in every other one. */
const cluster = (durationMs: number): fc.Arbitrary<ClusterConfig> =>
  fc.integer({ min: 1, max: 5 }).chain((replicas) =>
    fc.record({
      nodes: fc.integer({ min: replicas, max: 6 }),
      replicas: fc.constant(replicas),
      ack: fc.constantFrom('leader' as const, 'quorum' as const, 'all' as const),
      replicationMs: fc
        .array(double(0, durationMs / 20), { minLength: 1, maxLength: 3 })
        .map((delays) => delays.sort((a, b) => a - b)),
      heartbeatMs: double(0.5, durationMs / 50),
      patienceMs: double(1, 2).map((share) => ({ minMs: durationMs / 50, maxMs: (share * durationMs) / 50 })),
      candidacyMs: double(0, durationMs / 50).map((maxMs) => ({ minMs: 0, maxMs })),
      leaseMs: fc.oneof(fc.constant(0), double(0, durationMs / 20)),
      catchUpMs: fc.oneof(fc.constant(0), double(0, durationMs / 10)),
      refreshMs: fc.oneof(fc.constant(0), double(0, durationMs / 20)),
      health: orNull(
        fc.record({
          signal: fc.constantFrom('probe' as const, 'depth' as const, 'progress' as const),
          everyMs: double(0.02, 0.1).map((share) => share * durationMs),
          timeoutMs: double(0.001, 0.015).map((share) => share * durationMs),
          above: fc.integer({ min: 0, max: 20 }),
          misses: fc.integer({ min: 1, max: 3 }),
          restartMs: double(0, durationMs / 10),
        }),
      ),
      dampeningMs: fc.oneof(fc.constant(0), double(0, durationMs / 2)),
    }),
  );

/** A model on nodes that fail. */
const clustered = (plain: ModelConfig): fc.Arbitrary<ModelConfig> =>
  cluster(plain.durationMs).chain((chosen) =>
    outages(plain.durationMs, chosen.nodes).map((faults) => ({
      ...plain,
      store: { ...plain.store, cluster: chosen },
      faults,
    })),
  );

/** A model whose first workload is posts, of few followers, carried by few workers. */
function fannedOut(plain: ModelConfig): fc.Arbitrary<ModelConfig> {
  const followers: fc.Arbitrary<FollowersConfig> = fc.oneof(
    fc.record({ kind: fc.constant('fixed' as const), count: fc.integer({ min: 1, max: 8 }) }),
    fc.record({
      kind: fc.constant('bounded-pareto' as const),
      shape: double(0.5, 2),
      min: fc.constant(1),
      max: fc.integer({ min: 2, max: 40 }),
    }),
  );
  const fanout = fc.record({
    followers,
    prefix: fc.constantFrom('timeline:', 'key:'),
    timelines: fc.integer({ min: 1, max: 50 }),
  });
  const workers = fc.record({
    count: fc.integer({ min: 1, max: 20 }),
    workMs: double(0.1, 20),
    readAbove: fc.option(fc.integer({ min: 1, max: 10 })),
    large: fc.option(fc.record({ above: fc.integer({ min: 1, max: 10 }), count: fc.integer({ min: 1, max: 5 }) })),
  });
  return fc.tuple(fanout, workers).map(([posts, team]) => ({
    ...plain,
    workload: plain.workload.map((entry, i) => (i === 0 ? { ...entry, reads: 0, fanout: posts } : entry)),
    workers: team,
  }));
}

/** No posts and no faults. */
const plainModel: fc.Arbitrary<ModelConfig> = fc
  .record({
    durationMs: fc.integer({ min: 200, max: 4000 }),
    requests: fc.integer({ min: 5, max: 40 }).map((tens) => 10 * tens),
  })
  .chain(({ durationMs, requests }) => {
    const perSecond = (requests * 1000) / durationMs;
    return store(perSecond).chain((chosen) =>
      fc.record({
        durationMs: fc.constant(durationMs),
        store: fc.constant(chosen),
        clients: clients(durationMs, chosen.partition.serviceMeanMs),
        workload: workloads(durationMs, perSecond),
        workers: fc.constant(null),
        faults: fc.constant([]),
      }),
    );
  });

/** One in eight on nodes that fail; of the others one in six with posts, one in five with pauses. */
const anyModel: fc.Arbitrary<ModelConfig> = plainModel.chain((plain) =>
  fc.oneof({ weight: 7, arbitrary: unclustered(plain) }, { weight: 1, arbitrary: clustered(plain) }),
);

function unclustered(model: ModelConfig): fc.Arbitrary<ModelConfig> {
  return fc
    .oneof({ weight: 5, arbitrary: fc.constant(model) }, { weight: 1, arbitrary: fannedOut(model) })
    .chain((plain) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(plain) },
        { weight: 1, arbitrary: faults(plain.durationMs).map((drawn) => ({ ...plain, faults: drawn })) },
      ),
    );
}

/** Scenarios on nodes that fail. */
export const clusteredScenarios = (plan: fc.Arbitrary<readonly PlanLever[]> = levers): fc.Arbitrary<Scenario> =>
  scenarios(plan, plainModel.chain(clustered));

/** A value that an option may have, in base units: at its edges often, small otherwise. */
function optionValue(spec: OptionSpec): fc.Arbitrary<OptionValue | undefined> {
  const value = given(spec);
  if (spec.optional) return fc.oneof(fc.constant(undefined), value);
  return spec.default === undefined ? value : fc.oneof(value, fc.constant(defaultOf(spec)));
}

function given(spec: OptionSpec): fc.Arbitrary<OptionValue> {
  switch (spec.kind) {
    case 'flag':
      return fc.boolean();
    case 'text':
      return fc.constantFrom(...KEY_PATTERNS, ...TEMPLATES);
    case 'texts':
      return fc.subarray([...KEY_PATTERNS], { minLength: 2 });
    case 'choice':
      return fc.constantFrom(...spec.choices);
    case 'count':
      return fc.integer({ min: spec.min ?? 0, max: Math.min(spec.max ?? 12, Math.max(12, spec.min ?? 0)) });
    case 'share':
      return double(spec.min ?? 0, spec.max ?? 1);
    case 'duration':
      return quantity(spec, 300);
    case 'rate':
      return quantity(spec, 400);
    case 'size':
      return quantity(spec, 4096);
    case 'number':
      return spec.integer ? quantity(spec, 10).map(Math.ceil) : quantity(spec, 10);
  }
}

function quantity({ min = 0, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number }, usual: number) {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(min) },
    { weight: 5, arbitrary: double(min, Math.min(max, usual)) },
  );
}

/** A mitigation of this kind with arbitrary options. */
export function leverOf(kind: string): fc.Arbitrary<PlanLever> {
  const table = mitigations[kind]!.options;
  const options = Object.fromEntries(Object.entries(table).map(([name, spec]) => [name, optionValue(spec)]));
  return fc.record(options).map((chosen) => ({ kind, options: withoutObjection(kind, chosen), text: kind }));
}

/** Leaves out what does not go with the rest. */
function withoutObjection(kind: string, options: PlanLever['options']): PlanLever['options'] {
  const def = mitigations[kind]!;
  const usual = (name: string) => defaultOf(def.options[name]!);
  const given = Object.keys(options).filter((name) => options[name] !== usual(name));
  const objection = def.objection?.(options as never, new Set(given)) ?? null;
  if (objection === null) return options;
  return withoutObjection(kind, { ...options, [objection.option]: usual(objection.option) });
}

/** Kinds for every scenario, and those that only posts make sense of. */
const kinds = Object.keys(mitigations);
const general = kinds.filter((kind) => mitigations[kind]!.needs === undefined);
/** Those that run beside the requests, and those that only change the configuration. */
const running = general.filter((kind) => mitigations[kind]!.create !== undefined);
const patching = general.filter((kind) => mitigations[kind]!.create === undefined);
const ofPosts = kinds.filter((kind) => mitigations[kind]!.needs === 'workers');
const ofClusters = kinds.filter((kind) => !general.includes(kind) && !ofPosts.includes(kind));

/** Whether it acknowledges writes and makes them later. */
const defers = (kind: string): boolean => mitigations[kind]!.defersWrites === true;

/** These, and in one of four cases another one before them. */
function sometimes(kinds: readonly string[], kind: string): fc.Arbitrary<readonly string[]> {
  return fc.nat(3).map((n) => (n > 0 || kinds.includes(kind) ? kinds : [kind, ...kinds]));
}

/** These, and in two of three cases one of the others behind them. */
function perhaps(kinds: readonly string[], others: readonly string[]): fc.Arbitrary<readonly string[]> {
  if (others.length === 0) return fc.constant(kinds);
  return fc.option(fc.constantFrom(...others), { freq: 2 }).map((kind) => (kind === null ? kinds : [...kinds, kind]));
}

/** Without the queue disciplines behind the first: a plan has one. */
function withOneDiscipline(kinds: readonly string[]): readonly string[] {
  const isDiscipline = (kind: string): boolean => mitigations[kind]!.discipline !== undefined;
  return kinds.filter((kind, i) => !isDiscipline(kind) || kinds.findIndex(isDiscipline) === i);
}

/** Up to four different mitigations in any order, and some that only posts or clusters make sense of. */
const levers: fc.Arbitrary<PlanLever[]> = fc
  .oneof(
    { weight: 1, arbitrary: fc.shuffledSubarray(general, { maxLength: 2 }) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.shuffledSubarray(running, { minLength: 2, maxLength: 3 }),
          fc.shuffledSubarray(patching, { maxLength: 1 }),
        )
        .chain(([some, others]) =>
          fc.shuffledSubarray([...some, ...others], { minLength: some.length + others.length }),
        ),
    },
  )
  .map(withoutConflict)
  // Some levers act only in some cases, and there are more levers with every release: one in four plans more has a cache, and a write buffer.
  .chain((kinds) => sometimes(kinds, 'cache'))
  .chain((kinds) => sometimes(kinds, 'write-buffer'))
  .chain((kinds) => perhaps(kinds, ofPosts))
  .chain((kinds) => perhaps(kinds, kinds.some(defers) ? [] : ofClusters))
  .map(withOneDiscipline)
  .chain((kinds) => fc.tuple(...kinds.map(leverOf)));

/** Kinds that change the number of partitions, which must leave some beside the isolated ones. */
const RESIZING: readonly string[] = ['bigger-node', 'more-partitions', 'provisioned-throughput'];

function withoutConflict(chosen: readonly string[]): readonly string[] {
  return chosen.some((kind) => RESIZING.includes(kind)) ? chosen.filter((kind) => kind !== 'isolation') : chosen;
}

/** Scenarios without posts and faults, for what is true of these alone. */
export const plainScenarios = (plan: fc.Arbitrary<readonly PlanLever[]>): fc.Arbitrary<Scenario> =>
  scenarios(plan, plainModel);

/** A scenario with the plans `none` and `generated`; `plan` draws the levers of the latter. */
export function scenarios(
  plan: fc.Arbitrary<readonly PlanLever[]> = levers,
  model: fc.Arbitrary<ModelConfig> = anyModel,
): fc.Arbitrary<Scenario> {
  return fc
    .record({ model, plan, seed: fc.string({ maxLength: 5 }), isWarm: fc.boolean(), hasWindows: fc.boolean() })
    .map(({ model, plan, seed, isWarm, hasWindows }) => {
      const fitted = fitting(model, plan);
      const apt = plan.map((lever) => withoutMisfit(fitted, lever));
      return scenarioOf(fitted, goingWith(fitted, apt), { seed, isWarm, hasWindows });
    });
}

/** The levers that have nothing against the model: splits do not go with leaders and followers. */
export function goingWith(model: ModelConfig, levers: readonly PlanLever[]): PlanLever[] {
  const config = patched(model, { name: 'generated', levers: [...levers] }, mitigations);
  return levers.filter(({ kind, options }) => {
    const isAlone = model.store.cluster === null || !kind.startsWith('split-for-');
    return isAlone && (mitigations[kind]!.misfit?.(options as never, config) ?? null) === null;
  });
}

/** The lever with the usual value of an option that does not go with the model, where it has one. */
function withoutMisfit(model: ModelConfig, lever: PlanLever): PlanLever {
  const { options, misfit } = mitigations[lever.kind]!;
  const found = misfit?.(lever.options as never, model) ?? null;
  if (found === null) return lever;
  const spec = options[found.option]!;
  if (spec.default === undefined && !spec.optional) return lever;
  return { ...lever, options: { ...lever.options, [found.option]: defaultOf(spec) } };
}

/**
 * Boundaries and directories name their partitions, so a plan that changes their number goes with equal ranges; a buffer goes
 * with leaders that acknowledge alone.
 */
function fitting(model: ModelConfig, plan: readonly PlanLever[]): ModelConfig {
  const { cluster } = model.store;
  if (cluster !== null && cluster.ack !== 'leader' && plan.some(({ kind }) => defers(kind))) {
    return fitting({ ...model, store: { ...model.store, cluster: { ...cluster, ack: 'leader' } } }, plan);
  }
  const { placement } = model.store;
  const isNumbered = placement.kind === 'range' || placement.kind === 'directory';
  if (!isNumbered || !plan.some(({ kind }) => RESIZING.includes(kind))) return model;
  return { ...model, store: { ...model.store, placement: { kind: 'range', boundaries: null } } };
}

interface Frame {
  readonly seed?: string;
  readonly isWarm?: boolean;
  readonly hasWindows?: boolean;
}

/** A scenario around a model, with the plans `none` and `generated`. */
export function scenarioOf(
  model: ModelConfig,
  plan: readonly PlanLever[],
  { seed = '1', isWarm = false, hasWindows = false }: Frame = {},
): Scenario {
  const { durationMs } = model;
  return {
    name: 'generated',
    question: null,
    source: null,
    findsWarmup: false,
    warmupMs: isWarm ? durationMs / 7 : 0,
    windows: hasWindows
      ? [
          { name: 'before', fromMs: 0, toMs: durationMs / 3 },
          { name: 'heat', fromMs: durationMs / 3, toMs: durationMs / 2 },
        ]
      : [],
    seed,
    replications: 1,
    baseline: 'none',
    objective: null,
    memoryLimitBytes: 2 ** 31,
    model,
    plans: [
      { name: 'none', levers: [] },
      { name: GENERATED, levers: plan },
    ],
    expectations: [],
  };
}
