/**
 * Nodes that host the leaders and followers of the partitions: they crash and come back, and leaders are elected.
 *
 * Replica k of partition p lives on node (p + k) mod nodes, and the first of them leads at the start. What a leader has
 * in its hands when it goes is lost to its caller: where a process died the connection breaks at once; a host that fell
 * silent answers when it is back, a process that stands still when it goes on. Clients go to whom they saw lead at their
 * last look-up; who does not lead says so.
 */
import type { Engine } from '../../engine/engine.ts';
import type { Agenda, Turn } from '../agenda.ts';
import type { ClusterConfig } from '../config.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Store } from '../partition/store.ts';
import { IN_SERVICE, REPLICATING } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';
import { Elections } from './election.ts';
import { Group, NOBODY } from './group.ts';
import { HealthChecks } from './health.ts';
import { Replication } from './replication.ts';
import { type Freeze, Silence } from './silence.ts';

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

/** Attempts that a leader has in its hands beside its queue. */
interface Hands {
  readonly served: number[];
  readonly replicating: number[];
}

export class Cluster {
  readonly groups: readonly Group[];
  readonly events: ClusterEvent[] = [];
  /** Elections so far, and how many are planned. */
  elected = 0;
  planned = 0;
  /** Longest time that a partition had no leader, of those that ended, ms. */
  longestVacancyMs = 0;
  private vacantMs = 0;
  private readonly parts: ClusterParts;
  private readonly elections: Elections;
  private readonly turns: (Turn | null)[];
  private readonly replication: Replication;
  private readonly silence: Silence;
  /** Whether a leader has not served anybody yet, by partition. */
  private readonly isNew: Uint8Array;

  constructor(parts: ClusterParts) {
    const { config, engine, store, pool, agenda, seeds } = parts;
    const { nodes, replicas, replicationMs: lagMs, heartbeatMs } = config;
    const needed = { leader: 0, quorum: Math.floor(replicas / 2), all: replicas - 1 }[config.ack];
    this.parts = parts;
    this.replication = new Replication(engine, pool, needed > 0, parts.acknowledge);
    this.silence = new Silence(nodes, parts.fail);
    this.groups = store.partitions.map((_, partition) => {
      const hosts = Array.from({ length: replicas }, (__, k) => (partition + k) % nodes);
      const phase = (seeds[partition]! >>> 0) * 2 ** -32;
      return new Group({ partition, nodes: hosts, lagMs, needed, phase, heartbeatMs });
    });
    parts.ledger.follow(this.groups.map(({ journal }) => journal));
    this.elections = new Elections(config, 2 * parts.networkMs, seeds);
    this.turns = this.groups.map(() => null);
    this.isNew = new Uint8Array(this.groups.length);
    if (config.health !== null) {
      new HealthChecks(config.health, { agenda, groups: this.groups, store }, (group) => this.takeDown(group));
    }
  }

  /** Time without a leader up to now, summed over the partitions, ms. */
  get vacancyMs(): number {
    const { now } = this.parts.engine;
    return this.groups.reduce((total, group) => total + (group.isLed ? 0 : now - group.vacantSince), this.vacantMs);
  }

  /** The node that leads a partition; while nobody does, the one that led it at the start. */
  nodeOf(partition: number): number {
    const group = this.groups[partition]!;
    return group.nodes[group.isLed ? group.leader : 0]!;
  }

  /** Whether an attempt has come to the leader of its partition; otherwise it has been answered, or hangs. */
  reaches(row: number): boolean {
    const { engine, config, pool } = this.parts;
    const group = this.groups[pool.part(row)]!;
    if (group.isLed && (group.term === 0 || engine.now - group.terms.at(-1)!.fromMs >= config.refreshMs)) return true;
    const node = group.believedAt(this.lookedUpAt(group, row));
    if (group.isLed && node === group.nodes[group.leader]) return true;
    this.parts.turnedAway(row);
    this.silence.fail(row, group, node);
    return false;
  }

  /** An attempt has been served by its leader; true: it is a write that waits for followers. */
  keeps(row: number): boolean {
    const p = this.parts.pool.part(row);
    const group = this.groups[p]!;
    if (this.isNew[p] === 1) {
      this.isNew[p] = 0;
      this.note('served again', p, group.nodes[group.leader]!);
    }
    return this.replication.keeps(group, row);
  }

  /** A write's followers should have it by now. */
  heard(row: number): void {
    this.replication.heard(this.groups[this.parts.pool.part(row)]!, row);
  }

  /** A node goes down, `silent`ly or with its connections broken. */
  crash(node: number, silent: boolean): void {
    const { engine } = this.parts;
    if (!this.silence.crash(node, silent)) return;
    this.note('crash', -1, node);
    const hit = this.replicasOn(node);
    this.unseat(hit.flatMap(({ group, replica }) => (replica === group.leader ? [group] : [])));
    for (const { group, replica } of hit) group.down(replica, engine.now);
    for (const { group } of hit) this.callElection(group);
  }

  /** A node is back; its replicas count once they have caught up. */
  restart(node: number): void {
    const { engine, agenda, config } = this.parts;
    if (!this.silence.restart(node)) return;
    this.note('restart', -1, node);
    agenda.plan(engine.now + config.catchUpMs, () => this.recover(this.replicasOn(node)));
  }

  /** The leader of a partition stands still: it serves nobody and sends no heartbeat; null where nobody leads. */
  freeze(partition: number): Freeze | null {
    const { engine, store } = this.parts;
    const group = this.groups[partition]!;
    if (!group.isLed) return null;
    const freeze = this.silence.freeze(group);
    store.pause(partition);
    this.listen(group);
    group.freeze(engine.now);
    this.callElection(group);
    return freeze;
  }

  /** It goes on, as the leader if nobody has taken its place. */
  thaw(freeze: Freeze | null): void {
    if (freeze === null) return;
    const { engine, store } = this.parts;
    const { group, replica, hasLost } = freeze;
    this.silence.thaw(freeze);
    if (hasLost) {
      this.recover([{ group, replica }]);
      return;
    }
    store.resume(group.partition);
    if (this.silence.freezesOf(group).length > 0) return;
    this.strike(group);
    group.thaw(engine.now);
    this.resumeWaiting([group]);
  }

  /** A health check has failed too often. */
  private takeDown(group: Group): void {
    const { engine, agenda, config } = this.parts;
    const { now } = engine;
    if (now - group.terms.at(-1)!.fromMs < config.dampeningMs) return;
    const replica = group.leader;
    this.note('taken down', group.partition, group.nodes[replica]!);
    for (const freeze of this.silence.freezesOf(group)) this.silence.kill(freeze);
    this.unseat([group]);
    group.toldMs = now;
    group.down(replica, now);
    agenda.plan(now + config.health!.restartMs + config.catchUpMs, () => this.recover([{ group, replica }]));
    this.callElection(group);
  }

  /** Leaders are no more. */
  private unseat(groups: readonly Group[]): void {
    const { engine, store } = this.parts;
    const hands = this.handsOf(groups);
    for (const group of groups) {
      const { partition, leader } = group;
      const { served, replicating } = hands.get(partition)!;
      this.listen(group);
      group.vacate(engine.now);
      for (const freeze of this.silence.freezesOf(group)) {
        freeze.hasLost = true;
        group.down(leader, engine.now);
      }
      const lost = store.fail(partition, served);
      this.replication.giveUp(replicating);
      for (const row of [...lost, ...replicating]) this.silence.fail(row, group, group.nodes[leader]!);
    }
  }

  /** Attempts in service at leaders, and writes that wait for their followers, in one look at all there are. */
  private handsOf(groups: readonly Group[]): ReadonlyMap<number, Hands> {
    const { pool } = this.parts;
    const hands = new Map(groups.map(({ partition }): [number, Hands] => [partition, { served: [], replicating: [] }]));
    pool.forEachLive((row) => {
      const flags = pool.flags(row);
      if (!(flags & (IN_SERVICE | REPLICATING))) return;
      const found = hands.get(pool.part(row));
      if (found !== undefined) (flags & IN_SERVICE ? found.served : found.replicating).push(row);
    });
    return hands;
  }

  /** Notes the last heartbeat of a leader that falls silent now, if it has not stood still before. */
  private listen(group: Group): void {
    const { engine, config } = this.parts;
    group.toldMs = null;
    if (group.isFrozen) return;
    const beats = Math.floor((engine.now - group.beatMs) / config.heartbeatMs);
    group.heardMs = group.beatMs + beats * config.heartbeatMs;
  }

  /** Plans the election as things stand; what was planned before is struck. */
  private callElection(group: Group): void {
    const { engine, agenda } = this.parts;
    this.strike(group);
    if (group.isLed && !group.isFrozen) return;
    const succession = this.elections.next(group, engine.now);
    if (succession === null) return;
    const { replica, standsMs, electedMs } = succession;
    this.turns[group.partition] = agenda.plan(electedMs, () => this.elect(group, replica, standsMs));
    this.planned++;
  }

  private strike({ partition }: Group): void {
    if (this.turns[partition] === null) return;
    this.parts.agenda.strike(this.turns[partition]!);
    this.turns[partition] = null;
    this.planned--;
  }

  private elect(group: Group, replica: number, standsMs: number): void {
    const { engine, ledger } = this.parts;
    const { now } = engine;
    const { partition, journal } = group;
    this.turns[partition] = null;
    this.planned--;
    if (group.isLed) this.unseat([group]);
    const vacancyMs = now - group.vacantSince;
    this.vacantMs += vacancyMs;
    this.longestVacancyMs = Math.max(this.longestVacancyMs, vacancyMs);
    this.elected++;
    this.note('suspected', partition, group.nodes[replica]!, standsMs);
    this.note('elected', partition, group.nodes[replica]!);
    this.isNew[partition] = 1;
    group.appoint(replica, now, (slot) => ledger.undo(journal, slot));
  }

  /** Replicas have one reason less to be down. */
  private recover(replicas: readonly { readonly group: Group; readonly replica: number }[]): void {
    const { engine } = this.parts;
    const back = replicas.filter(({ group, replica }) => group.recover(replica, engine.now)).map(({ group }) => group);
    for (const group of back) this.callElection(group);
    this.resumeWaiting(back.filter((group) => group.isLed && !group.isFrozen));
  }

  /** Writes that too few followers had, or whose leader stood still, wait for their answer again. */
  private resumeWaiting(groups: readonly Group[]): void {
    if (groups.length === 0) return;
    const hands = this.handsOf(groups);
    for (const group of groups) this.replication.resume(group, hands.get(group.partition)!.replicating);
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
