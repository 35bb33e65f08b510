/** What is allowed, and yet probably not what was meant. */
import type { KeyConfig, RatePair } from '../../model/config.ts';
import { partsOf } from '../../model/keys/design-checks.ts';
import { attributesOf, literalStart } from '../../model/keys/template.ts';
import { formatDuration } from '../../units/duration.ts';
import type { OptionsOf, OptionTable } from '../../units/option.ts';
import { formatRate } from '../../units/rate.ts';
import type { Problem } from '../issue.ts';
import type { Scenario } from '../scenario.ts';
import type { Registry } from '../shape/plan-shape.ts';

export function warningsOf(scenario: Scenario, registry: Registry): Problem[] {
  return [
    ...serverBinds(scenario),
    ...stepsTooLate(scenario),
    ...neverAwake(scenario),
    ...faultsOnUnusedKeys(scenario),
    ...faultsNobodyFeels(scenario, registry),
    ...impatient(scenario),
    ...windowsInWarmup(scenario),
    ...noInterval(scenario),
    ...noRequests(scenario),
    ...allHot(scenario),
    ...emptyIndexes(scenario),
    ...scaledForNothing(scenario, registry),
  ];
}

/** What limits a partition in the long run: its provisioned share where that is less than its ceiling. */
function lower(ceiling: RatePair, share: RatePair): RatePair {
  const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));
  return { reads: least(ceiling.reads, share.reads), writes: least(ceiling.writes, share.writes) };
}

/** Servers slower than both limits: queues grow long before anything is throttled. */
function serverBinds({ model }: Scenario): Problem[] {
  const { limit, servers, serviceMeanMs } = model.store.partition;
  const { reads, writes } = lower(limit.ceiling, limit.share);
  const served = (servers * 1000) / serviceMeanMs;
  if (reads === null || writes === null || served >= Math.min(reads, writes)) return [];
  const rate = formatRate(Number(served.toPrecision(3)));
  const message = `a partition serves ${rate}, below both of its limits: queues grow long before anything is throttled`;
  const allowed = 'more servers, a shorter service time, or ceiling: none';
  return [{ code: 'server-binds', path: ['store', 'partition', 'service', 'mean'], message, allowed }];
}

/** Patience that the network alone uses up. */
function impatient({ model: { clients, store } }: Scenario): Problem[] {
  const roundTripMs = 2 * store.networkMs;
  return (['deadline', 'timeout'] as const).flatMap((name) => {
    const patienceMs = name === 'deadline' ? clients.deadlineMs : clients.timeoutMs;
    if (patienceMs === null || patienceMs > roundTripMs) return [];
    const message = `a ${name} of ${formatDuration(patienceMs)} passes before an answer can be back: every ${name === 'deadline' ? 'request' : 'attempt'} fails`;
    return [
      { code: 'impatient', path: ['clients', name], message, allowed: `more than ${formatDuration(roundTripMs)}` },
    ];
  });
}

function stepsTooLate({ model: { workload, durationMs } }: Scenario): Problem[] {
  return workload.flatMap(({ arrivals }, i) => {
    const list = arrivals?.momentsMs ?? arrivals?.steps.map(({ fromMs }) => fromMs) ?? [];
    const late = list.findIndex((fromMs) => fromMs >= durationMs);
    if (late < 0) return [];
    const isMoment = arrivals?.momentsMs !== undefined;
    const message = isMoment ? 'this moment comes when the run is over' : 'this step begins when the run is over';
    const allowed = `before ${formatDuration(durationMs)}`;
    const path = ['workload', i, 'arrivals', isMoment ? 'at' : 'steps', late];
    return [{ code: isMoment ? 'late-moment' : 'late-step', path, message, allowed }];
  });
}

/** A fault on the partition of a key that no workload asks for: most likely a typing error. */
function faultsOnUnusedKeys({ model: { faults, workload } }: Scenario): Problem[] {
  const isAskedFor = (key: string): boolean =>
    workload.some(({ keys, fanout }) => mayHold(keys, key) || (fanout !== null && key.startsWith(fanout.prefix)));
  return faults.flatMap((fault, i) => {
    if (!('key' in fault) || fault.key === null || isAskedFor(fault.key)) return [];
    const { key } = fault;
    const message = `no workload asks for ${key}: the fault hits whatever else is on the partition where it would be`;
    return [{ code: 'unused-key', path: ['faults', i, 'key'], message, allowed: 'a key of a workload' }];
  });
}

function mayHold(keys: KeyConfig, key: string): boolean {
  if (keys.kind === 'single') return keys.key === key;
  return key.startsWith(keys.kind === 'template' ? literalStart(keys.template) : keys.prefix);
}

/** A fault of something that only some mitigations have, and no plan has any of them. */
function faultsNobodyFeels({ model: { faults }, plans }: Scenario, registry: Registry): Problem[] {
  return faults.flatMap(({ kind }, i) => {
    const able = Object.values(registry).filter(({ feels }) => feels?.some((felt) => felt === kind));
    const isFelt = plans.some(({ levers }) =>
      levers.some((lever) =>
        able.some(
          (def) => def.kind === lever.kind && (def.isHit?.(kind, lever.options as OptionsOf<OptionTable>) ?? true),
        ),
      ),
    );
    if (able.length === 0 || isFelt) return [];
    const names = able.map((lever) => lever.kind).join(', ');
    const message = `nothing feels this fault: no plan has ${names}`;
    return [{ code: 'unfelt-fault', path: ['faults', i, 'kind'], message, allowed: `a plan with ${names}` }];
  });
}

/** A workload that waits for a mitigation which no plan has. */
function neverAwake({ model: { workload }, plans }: Scenario): Problem[] {
  const used = new Set(plans.flatMap(({ levers }) => levers.map(({ kind }) => kind)));
  return workload.flatMap(({ name, only }, i) => {
    if (only === null || used.has(only)) return [];
    const message = `${name} never sends a request: no plan has ${only}`;
    return [{ code: 'never-awake', path: ['workload', i, 'only'], message, allowed: `a plan with {kind: ${only}}` }];
  });
}

function windowsInWarmup({ windows, warmupMs }: Scenario): Problem[] {
  return windows
    .filter(({ fromMs }) => fromMs < warmupMs)
    .map(({ name }) => {
      const message = `the window ${name} begins within the warm-up: its metrics include what the rest leaves out`;
      return {
        code: 'window-in-warmup',
        path: ['windows', name, 0],
        message,
        allowed: `from ${formatDuration(warmupMs)} on`,
      };
    });
}

function noInterval({ replications, expectations }: Scenario): Problem[] {
  if (replications > 1 || expectations.length === 0) return [];
  const message = 'one replication gives no interval: expectations are judged by a single run';
  return [{ code: 'no-interval', path: ['replications'], message, allowed: 'replications: 5' }];
}

function noRequests({ model: { workload } }: Scenario): Problem[] {
  return workload.flatMap(({ name, arrivals }, i) => {
    if (!arrivals || arrivals.kind === 'moments') return [];
    if (arrivals.steps.some(({ ratePerSecond }) => ratePerSecond > 0)) return [];
    return [
      {
        code: 'no-requests',
        path: ['workload', i, 'arrivals'],
        message: `${name} never sends a request`,
        allowed: 'a rate above 0/s',
      },
    ];
  });
}

/** `hotKeys` is a share: who writes 1 and means one key has made all of them hot. */
function allHot({ model: { workload } }: Scenario): Problem[] {
  return workload.flatMap(({ keys }, i) => {
    if (keys.kind !== 'hotspot' || Math.round(keys.hotKeys * keys.count) < keys.count) return [];
    const message = `all ${keys.count} keys are hot, each asked for as often as any other`;
    const allowed = `a smaller share, for example ${100 / keys.count}% for one key; or kind: uniform`;
    return [{ code: 'all-hot', path: ['workload', i, 'keys', 'hotKeys'], message, allowed }];
  });
}

/** An index that no write has an entry in. */
function emptyIndexes({ model: { store, workload } }: Scenario): Problem[] {
  const writers = workload.filter(({ reads }) => reads < 1);
  return (store.indexes ?? []).flatMap(({ name, key }, i) => {
    const asked = attributesOf(partsOf(key));
    const isFilled = writers.some(({ attributes = [] }) =>
      asked.every((attribute) => attributes.some((carried) => carried.name === attribute)),
    );
    if (isFilled) return [];
    const what = asked.length === 0 ? 'nobody writes' : `no write carries ${asked.join(' and ')}`;
    const message = `${name} has no entries: ${what}`;
    const allowed = 'a workload that writes, and has attributes of these names';
    return [{ code: 'empty-index', path: ['store', 'indexes', i, 'key'], message, allowed }];
  });
}

/** What a table is provisioned for is set, and nobody pays for that. */
function scaledForNothing({ model: { store }, plans }: Scenario, registry: Registry): Problem[] {
  if (store.billing.mode === 'provisioned') return [];
  return plans.flatMap(({ name, levers }) =>
    levers.flatMap(({ kind }, i) => {
      if (registry[kind]?.needs !== 'throughput') return [];
      const message = `what ${kind} buys is not in the bill: the store is paid for by the units it lets through`;
      const path = ['plans', name, i, 'kind'];
      return [{ code: 'not-billed', path, message, allowed: 'store.billing: {mode: provisioned}' }];
    }),
  );
}
