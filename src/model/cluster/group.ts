/**
 * The replicas of one partition: who leads, who is up, and which entries of the journal each of them has.
 *
 * What a follower has is worked out and not simulated: it gets an entry a constant delay after the leader had it, as long
 * as both are up. When that stream breaks, what it has by then is written down. At most one replica is in office; one
 * that stands still stays there until another is elected.
 */
import { Journal } from '../ledger/journal.ts';

export const NOBODY = -1;

/** A leader from a moment on. */
interface Term {
  readonly fromMs: number;
  readonly node: number;
}

export class Group {
  readonly partition: number;
  /** Nodes of its replicas; the first leads at the start. */
  readonly nodes: readonly number[];
  readonly journal = new Journal();
  /** Place of the leader among the replicas, or NOBODY. */
  leader = 0;
  /** Elections so far. */
  term = 0;
  /** Terms in their order, for clients that learn late. */
  readonly terms: Term[];
  /** Since when nobody leads; means nothing while somebody does. */
  vacantSince = 0;
  /** Whether the leader stands still: it feeds nobody and sends no heartbeat. */
  isFrozen = false;
  /** A moment at which a heartbeat was sent, from which the others are counted. */
  beatMs: number;
  /** Last heartbeat of a leader that has fallen silent, and when its followers were told of it, if they were. */
  heardMs = 0;
  toldMs: number | null = null;
  /** Until enough followers have a write and their leader knows; Infinity: too few are up. */
  ackMs = 0;
  /** By how much heartbeats and look-ups of this partition are shifted against others', share of their period. */
  readonly phase: number;
  /** Followers that must have a write. */
  private readonly needed: number;
  private readonly lagMs: readonly number[];
  /** Reasons for which each replica is down. */
  private readonly downs: Int32Array;
  /** Since when each replica has been up. */
  readonly upSince: Float64Array;
  /** Entries that each replica has for certain, and since when it has been fed by the present leader; Infinity: it is not. */
  private readonly had: Float64Array;
  private readonly fedSince: Float64Array;

  /** @param lagMs delay to the first follower, the second, …, ms; @param needed followers that must have a write. */
  constructor(parts: {
    readonly partition: number;
    readonly nodes: readonly number[];
    readonly lagMs: readonly number[];
    readonly needed: number;
    readonly phase: number;
    readonly heartbeatMs: number;
  }) {
    const { partition, nodes, lagMs, needed, phase, heartbeatMs } = parts;
    this.partition = partition;
    this.nodes = nodes;
    this.lagMs = lagMs;
    this.needed = needed;
    this.phase = phase;
    this.beatMs = (phase - 1) * heartbeatMs;
    this.terms = [{ fromMs: 0, node: nodes[0]! }];
    this.downs = new Int32Array(nodes.length);
    this.upSince = new Float64Array(nodes.length).fill(Number.NEGATIVE_INFINITY);
    this.had = new Float64Array(nodes.length);
    this.fedSince = new Float64Array(nodes.length);
    this.measure();
  }

  get isLed(): boolean {
    return this.leader !== NOBODY;
  }

  isUp(replica: number): boolean {
    return this.downs[replica] === 0;
  }

  /** Replicas that are up and not in office, in their order. */
  others(): number[] {
    return [...this.nodes.keys()].filter((replica) => this.isUp(replica) && replica !== this.leader);
  }

  /** Entries that a replica has at `now`. */
  has(replica: number, now: number): number {
    if (replica === this.leader) return this.journal.end;
    const lag = this.lagOf(replica);
    if (now - lag < this.fedSince[replica]!) return this.had[replica]!;
    return Math.max(this.had[replica]!, this.journal.countAt(now - lag));
  }

  /** Whether enough followers have the entry of this number at `now`. */
  isHeld(entry: number, now: number): boolean {
    let holders = 0;
    for (let k = 0; k < this.nodes.length; k++) if (k !== this.leader && this.has(k, now) > entry) holders++;
    return holders >= this.needed;
  }

  /** A replica goes down at `now`, for one reason more; the leader's office is the caller's affair. */
  down(replica: number, now: number): void {
    if (this.downs[replica]!++ > 0) return;
    this.cut(replica, now);
    this.measure();
  }

  /** One reason less; true when it was the last and the replica is up again, at `now`. */
  recover(replica: number, now: number): boolean {
    if (--this.downs[replica]! > 0) return false;
    this.upSince[replica] = now;
    if (this.isLed && !this.isFrozen) {
      this.had[replica] = this.journal.end;
      this.fedSince[replica] = now;
    }
    this.measure();
    return true;
  }

  /** The leader stands still from `now` on. */
  freeze(now: number): void {
    if (this.isFrozen) return;
    for (const replica of this.others()) this.cut(replica, now);
    this.isFrozen = true;
  }

  /** The leader goes on, at `now`. */
  thaw(now: number): void {
    this.isFrozen = false;
    this.beatMs = now;
    for (const replica of this.others()) this.fedSince[replica] = now;
  }

  /** The leader is gone, at `now`: nobody is fed any more. */
  vacate(now: number): void {
    for (let k = 0; k < this.nodes.length; k++) this.cut(k, now);
    this.leader = NOBODY;
    this.isFrozen = false;
    this.vacantSince = now;
  }

  /** A replica takes office at `now`, and every other follows it; what it lacks is taken back. */
  appoint(replica: number, now: number, undo: (slot: number) => void): void {
    this.journal.truncate(this.had[replica]!, undo);
    for (let k = 0; k < this.nodes.length; k++) {
      this.had[k] = Math.min(this.had[k]!, this.journal.end);
      this.fedSince[k] = this.isUp(k) ? now : Number.POSITIVE_INFINITY;
    }
    this.leader = replica;
    this.beatMs = now;
    this.term++;
    this.terms.push({ fromMs: now, node: this.nodes[replica]! });
    this.measure();
  }

  /** The node that whoever last looked at `time` takes for the leader's. */
  believedAt(time: number): number {
    let k = this.terms.length - 1;
    while (k > 0 && this.terms[k]!.fromMs > time) k--;
    return this.terms[k]!.node;
  }

  /** Forgets entries that every replica has. */
  prune(now: number): void {
    let shared = this.journal.end;
    for (let k = 0; k < this.nodes.length; k++) shared = Math.min(shared, this.has(k, now));
    this.journal.forget(shared);
  }

  /** Works out how long a write waits for its followers: the slowest one that is needed, there and back. */
  private measure(): void {
    const lags = this.others().map((replica) => this.lagOf(replica));
    const slowest = this.needed === 0 ? 0 : lags.sort((a, b) => a - b)[this.needed - 1];
    this.ackMs = slowest === undefined ? Number.POSITIVE_INFINITY : 2 * slowest;
  }

  /** Writes down what a replica has; from now on it gets nothing. */
  private cut(replica: number, now: number): void {
    this.had[replica] = this.has(replica, now);
    this.fedSince[replica] = Number.POSITIVE_INFINITY;
  }

  /** Replication delay to a replica: followers are numbered from the leader on, round the ring of replicas. */
  private lagOf(replica: number): number {
    const leader = this.isLed ? this.leader : 0;
    const place = (replica - leader + this.nodes.length) % this.nodes.length;
    return this.lagMs[Math.min(place, this.lagMs.length) - 1] ?? 0;
  }
}
