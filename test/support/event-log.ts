/**
 * The log of a run, written from outside: an observer that wraps another one and writes down what it is told.
 *
 * Rows of the pool are reused, so requests and attempts get numbers of their own, in the order they appear. Contracts
 * are pure functions of this log; a fault is planted by changing a copy of it.
 */
import { flowOf, opOf } from '../../src/model/codes.ts';
import type { ModelConfig } from '../../src/model/config.ts';
import type { Observer } from '../../src/model/observer.ts';
import { BACKGROUND } from '../../src/model/request/flags.ts';
import type { Simulation } from '../../src/model/simulation.ts';

export type EventKind =
  | 'offered'
  | 'issued'
  | 'attempted'
  | 'reached'
  | 'bounced'
  | 'started'
  | 'ended'
  | 'wasted'
  | 'settled';

/** One call of the observer; fields that a kind has no use for are −1. */
export interface LoggedEvent {
  readonly kind: EventKind;
  readonly at: number;
  readonly request: number;
  readonly attempt: number;
  readonly background: boolean;
  readonly op: number;
  /** Index of the workload that it belongs to, or was issued for. */
  readonly workload: number;
  /** Key of the row: of the leg, where a request has legs. */
  readonly key: number;
  readonly part: number;
  readonly units: number;
  /** End of an attempt or outcome of a request. */
  readonly end: number;
  /** Unit-mean demand that the row carries, and what it makes at its server. */
  readonly demand: number;
  readonly serviceMs: number;
  readonly enteredAt: number;
  readonly jitter: number;
  /** Version and items that the whole request holds. */
  readonly value: number;
  readonly returned: number;
  /** Version that the row itself brought. */
  readonly seen: number;
}

/** What a run did, and what the ledger held in the end. */
export interface RunLog {
  /** The configuration after the plan's patches. */
  readonly config: ModelConfig;
  readonly events: readonly LoggedEvent[];
  /** Whether nothing was left in flight. */
  readonly drained: boolean;
  readonly lost: number;
  readonly acknowledged: number;
  readonly stale: number;
  readonly missing: number;
  /** Items applied in the end, by the name of the key; keys without items left out. */
  readonly items: ReadonlyMap<string, number>;
  readonly nameOf: ReadonlyMap<number, string>;
}

export class EventLog implements Observer {
  readonly boundaries: readonly number[];
  readonly events: LoggedEvent[] = [];
  private readonly inner: Observer;
  private simulation!: Simulation;
  private readonly requestOf: number[] = [];
  private readonly attemptOf: number[] = [];
  private requests = 0;
  private attempts = 0;

  /** @param inner the observer to pass everything on to. */
  constructor(inner: Observer) {
    this.inner = inner;
    this.boundaries = inner.boundaries;
  }

  /** Everything known about the run; call when it is over. */
  finish(): RunLog {
    const { config, pool, ledger, universe } = this.simulation;
    const items = new Map<string, number>();
    for (let key = 0; key < universe.size; key++) {
      if (ledger.keys.items(key) > 0) items.set(universe.nameOf(key), ledger.keys.items(key));
    }
    return {
      config,
      events: this.events,
      drained: pool.live === 0,
      lost: ledger.lost,
      acknowledged: ledger.acknowledged,
      stale: ledger.stale,
      missing: ledger.missing,
      items,
      nameOf: new Map(this.events.map(({ key }) => [key, universe.nameOf(key)])),
    };
  }

  attach(simulation: Simulation): void {
    this.simulation = simulation;
    this.inner.attach(simulation);
  }

  offered(r: number): void {
    this.requestOf[r] = this.requests++;
    this.inner.offered(r);
    this.write('offered', r, -1);
  }

  issued(r: number): void {
    this.requestOf[r] = this.requests++;
    this.inner.issued(r);
    this.write('issued', r, -1);
  }

  attempted(row: number): void {
    this.attemptOf[row] = this.attempts++;
    this.inner.attempted(row);
    this.write('attempted', row, this.attemptOf[row]!);
  }

  reached(row: number): void {
    this.inner.reached(row);
    this.write('reached', row, this.attemptOf[row]!);
  }

  bounced(row: number, end: number): void {
    this.inner.bounced(row, end);
    this.write('bounced', row, this.attemptOf[row]!, end);
  }

  started(row: number): void {
    this.inner.started(row);
    this.write('started', row, this.attemptOf[row]!);
  }

  ended(row: number, end: number): void {
    this.inner.ended(row, end);
    this.write('ended', row, this.attemptOf[row]!, end);
  }

  wasted(row: number): void {
    this.inner.wasted(row);
    this.write('wasted', row, this.attemptOf[row]!);
  }

  settled(r: number, outcome: number): void {
    this.inner.settled(r, outcome);
    this.write('settled', r, -1, outcome);
  }

  halfway(post: number): void {
    this.inner.halfway(post);
  }

  history(...told: Parameters<Observer['history']>): void {
    this.inner.history(...told);
  }

  boundary(index: number): void {
    this.inner.boundary(index);
  }

  private write(kind: EventKind, row: number, attempt: number, end = -1): void {
    const { pool, engine, flows, store } = this.simulation;
    const kindOfRow = pool.kind(row);
    const op = opOf(kindOfRow);
    const atPartition = kind === 'reached' || kind === 'bounced' || kind === 'started';
    this.events.push({
      kind,
      at: engine.now,
      request: this.requestOf[pool.owner(row)]!,
      attempt,
      background: (pool.flags(row) & BACKGROUND) !== 0,
      op,
      workload: flows.workloadOf(flowOf(kindOfRow)),
      key: pool.key(row),
      part: atPartition ? pool.part(row) : -1,
      units: flows.units[kindOfRow]!,
      end,
      demand: pool.demand(row),
      serviceMs: pool.demand(row) * (atPartition ? store.partitions[pool.part(row)]!.serviceMs : 0),
      enteredAt: kind === 'started' ? pool.entered(row) : -1,
      jitter: pool.jitter(row),
      value: pool.value(pool.owner(row)),
      returned: pool.returned(pool.owner(row)),
      seen: pool.value(row),
    });
  }
}
