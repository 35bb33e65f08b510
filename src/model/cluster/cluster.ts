/**
 * Nodes that host the leaders and followers of the partitions: they crash and come back, and leaders are elected.
 *
 * Replica k of partition p lives on node (p + k) mod nodes, and the first of them leads at the start. What a leader has
 * in its hands when it goes is lost to its caller: the connection breaks at once, or, on a node that fell silent, when
 * that node is back. Clients go to whom they saw lead at their last look-up; who does not lead says so.
 */
import type { Engine } from '../../engine/engine.ts';
import type { Agenda, Turn } from '../agenda.ts';
import { opOf, WRITE } from '../codes.ts';
import type { ClusterConfig } from '../config.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Store } from '../partition/store.ts';
import { REPLICATING } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import { Elections, isLed, type Silence } from './election.ts';
import { Group, NOBODY } from './group.ts';
import { HealthChecks } from './health.ts';

export interface ClusterParts {
  readonly engine: Engine;
  readonly agenda: Agenda;
  readonly pool: RequestPool;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly config: ClusterConfig;
  /** One-way delay between two nodes. */
  readonly networkMs: number;
  /** Seeds of the partitions' chance: heartbeats, patience, look-ups. */
  readonly seeds: Int32Array;
  /** Where in its period a row's client looks up leaders, 0 to 1. */
  readonly lookUpPhase: (row: number) => number;
  /** The attempt found no leader where it went. */
  readonly turnedAway: (row: number) => void;
  /** It found none, or lost the one that had it in its hands, and its caller hears of it. */
  readonly fail: (row: number) => void;
  /** Enough replicas have the attempt's write. */
  readonly acknowledge: (row: number) => void;
}

/** What happened to a leader or a node, for whoever draws it. */
export interface ClusterEvent {
  readonly atMs: number;
  readonly kind: 'crash' | 'restart' | 'taken down' | 'suspected' | 'elected' | 'served again';
  readonly node: number;
  /** −1: the whole node. */
  readonly partition: number;
}

/** A leader that stands still. */
export interface Freeze {
  readonly group: Group;
  readonly replica: number;
  hasLost: boolean;
}

/** Entries of a journal between two looks at what may be forgotten. */
const PRUNE_EVERY = 1024;

export class Cluster {
  readonly groups: readonly Group[];
  readonly events: ClusterEvent[] = [];
  /** Elections so far. */
  elected = 0;
  /** Longest time that a partition had no leader, of those that ended, ms. */
  longestVacancyMs = 0;
  private vacantMs = 0;
  private readonly parts: ClusterParts;
  private readonly elections: Elections;
  private readonly silences: Silence[];
  private readonly turns: (Turn | null)[];
  private readonly freezes: Freeze[] = [];
  private readonly needed: number;
  /** Entry of the journal that a row waits for. */
  private readonly entries: { readonly data: Int32Array };
  /** Crashes that keep each node down, and whether the last of them fell silent. */
  private readonly crashes: Int32Array;
  private readonly isSilent: boolean[];
  /** Attempts that a silent node has in its hands. */
  private readonly hanging: number[][];
  /** Elections whose leader has not served anybody yet, by partition. */
  private readonly isNew: Uint8Array;

  constructor(parts: ClusterParts) {
    const { config, store, pool, agenda, seeds } = parts;
    const { nodes, replicas } = config;
    this.parts = parts;
    this.groups = store.partitions.map(
      (_, p) =>
        new Group(
          p,
          Array.from({ length: replicas }, (__, k) => (p + k) % nodes),
          config.replicationMs,
          (seeds[p]! >>> 0) * 2 ** -32,
        ),
    );
    parts.ledger.follow(this.groups.map(({ journal }) => journal));
    this.elections = new Elections(config, 2 * parts.networkMs, seeds);
    this.silences = this.groups.map(() => ({ heardMs: 0, toldMs: null }));
    this.turns = this.groups.map(() => null);
    this.needed = { leader: 0, quorum: Math.floor(replicas / 2), all: replicas - 1 }[config.ack];
    this.entries = pool.column((capacity) => new Int32Array(capacity));
    this.crashes = new Int32Array(nodes);
    this.isSilent = Array.from({ length: nodes }, () => false);
    this.hanging = Array.from({ length: nodes }, () => []);
    this.isNew = new Uint8Array(this.groups.length);
    if (config.health !== null) {
      new HealthChecks(config.health, { agenda, groups: this.groups, store }, (group) => this.takeDown(group));
    }
  }

  /** Time without a leader up to now, summed over the partitions, ms. */
  get vacancyMs(): number {
    const { now } = this.parts.engine;
    return this.groups.reduce((total, group) => total + (isLed(group) ? 0 : now - group.vacantSince), this.vacantMs);
  }

  /** The node that leads a partition, or would if anybody did. */
  nodeOf(partition: number): number {
    const group = this.groups[partition]!;
    return group.nodes[isLed(group) ? group.leader : 0]!;
  }

  /** Whether an attempt has come to the leader of its partition; otherwise it has been answered, or hangs. */
  reaches(row: number): boolean {
    const { engine, config, pool } = this.parts;
    const group = this.groups[pool.part(row)]!;
    if (isLed(group) && (group.term === 0 || engine.now - group.terms.at(-1)!.fromMs >= config.refreshMs)) return true;
    const node = group.believedAt(this.lookedUpAt(group, row));
    if (isLed(group) && node === group.nodes[group.leader]) return true;
    this.parts.turnedAway(row);
    this.fail(row, node);
    return false;
  }

  /** An attempt has been served by its leader; true: it is a write that waits for followers. */
  keeps(row: number): boolean {
    const { engine, pool, config } = this.parts;
    const p = pool.part(row);
    const group = this.groups[p]!;
    if (this.isNew[p] === 1) {
      this.isNew[p] = 0;
      this.note('served again', p, group.nodes[group.leader]!);
    }
    if (opOf(pool.kind(row)) !== WRITE) return false;
    const { end } = group.journal;
    if (end % PRUNE_EVERY === 0) group.prune(engine.now);
    if (config.ack === 'leader' || this.needed === 0) return false;
    this.entries.data[row] = end - 1;
    pool.raise(row, REPLICATING);
    this.awaitFollowers(group, row);
    return true;
  }

  /** A write's followers should have it by now. */
  heard(row: number): void {
    const { engine, pool } = this.parts;
    const group = this.groups[pool.part(row)]!;
    if (group.holders(this.entries.data[row]!, engine.now) < this.needed) return;
    pool.lower(row, REPLICATING);
    this.parts.acknowledge(row);
  }

  /** A node goes down, `silent`ly or with its connections broken. */
  crash(node: number, silent: boolean): void {
    const { engine } = this.parts;
    this.isSilent[node] = silent;
    if (this.crashes[node]!++ > 0) return;
    this.note('crash', -1, node);
    const hit = this.replicasOn(node);
    for (const { group, replica } of hit) {
      if (replica === group.leader) this.unseat(group, null);
      group.down(replica, engine.now);
    }
    for (const { group } of hit) this.callElection(group);
  }

  /** A node is back; its replicas count once they have caught up. */
  restart(node: number): void {
    const { engine, agenda, config } = this.parts;
    const isBack = --this.crashes[node]! === 0;
    if (isBack) {
      this.note('restart', -1, node);
      this.isSilent[node] = false;
      for (const row of this.hanging[node]!.splice(0)) this.parts.fail(row);
      agenda.plan(engine.now + config.catchUpMs, () => {
        for (const { group, replica } of this.replicasOn(node)) this.recover(group, replica);
      });
    }
  }

  /** The leader of a partition stands still: it serves nobody and sends no heartbeat. */
  freeze(partition: number): Freeze | null {
    const group = this.groups[partition]!;
    if (!isLed(group)) return null;
    const freeze = { group, replica: group.leader, hasLost: false };
    this.freezes.push(freeze);
    this.parts.store.pause(partition);
    this.listen(group, null);
    this.callElection(group);
    return freeze;
  }

  /** It goes on, as the leader if nobody has taken its place. */
  thaw(freeze: Freeze | null): void {
    if (freeze === null) return;
    const { group, replica, hasLost } = freeze;
    this.freezes.splice(this.freezes.indexOf(freeze), 1);
    if (hasLost) {
      this.recover(group, replica);
      return;
    }
    this.parts.store.resume(group.partition);
    if (!this.freezes.some((other) => other.group === group)) this.strike(group);
  }

  /** A health check has failed too often. */
  private takeDown(group: Group): void {
    const { engine, agenda, config } = this.parts;
    const { now } = engine;
    if (now - group.terms.at(-1)!.fromMs < config.dampeningMs) return;
    const replica = group.leader;
    this.note('taken down', group.partition, group.nodes[replica]!);
    this.unseat(group, now);
    group.down(replica, now);
    agenda.plan(now + config.health!.restartMs + config.catchUpMs, () => this.recover(group, replica));
    this.callElection(group);
  }

  /** The leader is no more; `toldMs`: when the followers were told, if they were. */
  private unseat(group: Group, toldMs: number | null): void {
    const { engine, store, pool } = this.parts;
    const { now } = engine;
    const { partition, leader } = group;
    const node = group.nodes[leader]!;
    this.listen(group, toldMs);
    group.vacate(now);
    for (const freeze of this.freezes) {
      if (freeze.group !== group || freeze.hasLost) continue;
      freeze.hasLost = true;
      group.down(leader, now);
    }
    store.fail(partition, (row) => this.fail(row, node));
    pool.forEachLive((row) => {
      if (pool.part(row) !== partition || !(pool.flags(row) & REPLICATING)) return;
      pool.lower(row, REPLICATING);
      engine.events.cancel(row);
      this.fail(row, node);
    });
  }

  /** Notes the last heartbeat of a leader that falls silent now. */
  private listen(group: Group, toldMs: number | null): void {
    const { engine, config } = this.parts;
    const { fromMs } = group.terms.at(-1)!;
    const shift = group.term === 0 ? (group.phase - 1) * config.heartbeatMs : 0;
    const beats = Math.floor((engine.now - fromMs - shift) / config.heartbeatMs);
    const heardMs = toldMs ?? fromMs + shift + beats * config.heartbeatMs;
    this.silences[group.partition] = { heardMs, toldMs };
  }

  /** Plans the election as things stand; what was planned before is struck. */
  private callElection(group: Group): void {
    const { engine, agenda } = this.parts;
    const isFrozen = this.freezes.some((freeze) => freeze.group === group && !freeze.hasLost);
    this.strike(group);
    if (isLed(group) && !isFrozen) return;
    const succession = this.elections.next(group, this.silences[group.partition]!, engine.now);
    if (succession === null) return;
    const { replica, standsMs, electedMs } = succession;
    this.turns[group.partition] = agenda.plan(electedMs, () => this.elect(group, replica, standsMs));
  }

  private strike(group: Group): void {
    this.parts.agenda.strike(this.turns[group.partition]!);
    this.turns[group.partition] = null;
  }

  private elect(group: Group, replica: number, standsMs: number): void {
    const { engine, ledger } = this.parts;
    const { now } = engine;
    const { partition, journal } = group;
    this.turns[partition] = null;
    if (isLed(group)) this.unseat(group, null);
    const vacancyMs = now - group.vacantSince;
    this.vacantMs += vacancyMs;
    this.longestVacancyMs = Math.max(this.longestVacancyMs, vacancyMs);
    this.elected++;
    this.note('suspected', partition, group.nodes[replica]!, standsMs);
    this.note('elected', partition, group.nodes[replica]!);
    this.isNew[partition] = 1;
    group.appoint(replica, now, (slot) => ledger.undo(journal, slot));
  }

  /** A replica has one reason less to be down. */
  private recover(group: Group, replica: number): void {
    const { engine, pool } = this.parts;
    if (!group.recover(replica, engine.now)) return;
    if (!isLed(group)) {
      this.callElection(group);
      return;
    }
    pool.forEachLive((row) => {
      const waits = pool.part(row) === group.partition && (pool.flags(row) & REPLICATING) !== 0;
      if (waits && !engine.events.isPending(row)) this.awaitFollowers(group, row);
    });
  }

  /** Sets the event of a write for when enough followers will have answered, if enough are up. */
  private awaitFollowers(group: Group, row: number): void {
    const { engine } = this.parts;
    const lagMs = group.lagOfNth(this.needed);
    if (lagMs < Number.POSITIVE_INFINITY) engine.schedule(row, engine.now + 2 * lagMs);
  }

  /** The node has nothing for this attempt: it says so, or nothing at all while it is silent. */
  private fail(row: number, node: number): void {
    if (this.crashes[node]! > 0 && this.isSilent[node]) this.hanging[node]!.push(row);
    else this.parts.fail(row);
  }

  private lookedUpAt(group: Group, row: number): number {
    const { engine, config, lookUpPhase } = this.parts;
    const { refreshMs } = config;
    if (refreshMs === 0) return engine.now;
    const shift = lookUpPhase(row) + group.phase;
    return (Math.floor(engine.now / refreshMs - shift) + shift) * refreshMs;
  }

  private replicasOn(node: number): { group: Group; replica: number }[] {
    return this.groups.flatMap((group) => {
      const replica = group.nodes.indexOf(node);
      return replica === NOBODY ? [] : [{ group, replica }];
    });
  }

  private note(kind: ClusterEvent['kind'], partition: number, node: number, atMs = this.parts.engine.now): void {
    this.events.push({ atMs, kind, node, partition });
  }
}
