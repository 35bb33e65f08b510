/**
 * The replicas of one partition: who leads, who is up, and which entries of the journal each of them has.
 *
 * What a follower has is worked out and not simulated: it gets an entry a constant delay after the leader had it, as long
 * as both are up. When that stream breaks, what it has by then is written down. A leader is in office until it is known
 * to have gone; at most one is.
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
  /** Nodes of its replicas, the preferred leader first. */
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
  /** By how much heartbeats and look-ups of this partition are shifted against others', share of their period. */
  readonly phase: number;
  private readonly lagMs: readonly number[];
  /** Reasons for which each replica is down. */
  private readonly downs: Int32Array;
  /** Since when each replica has been up. */
  readonly upSince: Float64Array;
  /** Entries that each replica has for certain, and since when it has been fed by the present leader; Infinity: it is not. */
  private readonly had: Float64Array;
  private readonly fedSince: Float64Array;

  /** @param lagMs delay of each replica's followership, ms; its own place among the followers decides. */
  constructor(partition: number, nodes: readonly number[], lagMs: readonly number[], phase: number) {
    this.partition = partition;
    this.nodes = nodes;
    this.lagMs = lagMs;
    this.phase = phase;
    this.terms = [{ fromMs: 0, node: nodes[0]! }];
    this.downs = new Int32Array(nodes.length);
    this.upSince = new Float64Array(nodes.length).fill(Number.NEGATIVE_INFINITY);
    this.had = new Float64Array(nodes.length);
    this.fedSince = new Float64Array(nodes.length);
  }

  isUp(replica: number): boolean {
    return this.downs[replica] === 0;
  }

  /** Replicas that are up, in their order. */
  up(): number[] {
    return [...this.nodes.keys()].filter((replica) => this.isUp(replica));
  }

  /** Entries that a replica has at `now`. */
  has(replica: number, now: number): number {
    if (replica === this.leader) return this.journal.end;
    const lag = this.lagOf(replica);
    if (now - lag < this.fedSince[replica]!) return this.had[replica]!;
    return Math.max(this.had[replica]!, this.journal.countAt(now - lag));
  }

  /** How many followers have the entry of this number at `now`. */
  holders(entry: number, now: number): number {
    let holders = 0;
    for (let k = 0; k < this.nodes.length; k++) if (k !== this.leader && this.has(k, now) > entry) holders++;
    return holders;
  }

  /** Delay of the `needed`-th fastest follower that is being fed; Infinity where there are fewer. */
  lagOfNth(needed: number): number {
    if (needed === 0) return 0;
    const lags = this.up().flatMap((k) => (k === this.leader ? [] : [this.lagOf(k)]));
    return lags.sort((a, b) => a - b)[needed - 1] ?? Number.POSITIVE_INFINITY;
  }

  /** A replica goes down at `now`, for one reason more; the leader's office is the caller's affair. */
  down(replica: number, now: number): void {
    if (this.downs[replica]!++ > 0) return;
    this.cut(replica, now);
  }

  /** One reason less; true when it was the last and the replica is up again, at `now`. */
  recover(replica: number, now: number): boolean {
    if (--this.downs[replica]! > 0) return false;
    this.upSince[replica] = now;
    if (this.leader !== NOBODY) {
      this.had[replica] = this.journal.end;
      this.fedSince[replica] = now;
    }
    return true;
  }

  /** The leader is gone, at `now`: nobody is fed any more. */
  vacate(now: number): void {
    for (let k = 0; k < this.nodes.length; k++) this.cut(k, now);
    this.leader = NOBODY;
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
    this.term++;
    this.terms.push({ fromMs: now, node: this.nodes[replica]! });
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

  /** Writes down what a replica has; from now on it gets nothing. */
  private cut(replica: number, now: number): void {
    this.had[replica] = this.has(replica, now);
    this.fedSince[replica] = Number.POSITIVE_INFINITY;
  }

  /** Replication delay to a replica: followers are numbered from the leader on, round the ring of replicas. */
  private lagOf(replica: number): number {
    const leader = this.leader === NOBODY ? 0 : this.leader;
    const place = (replica - leader + this.nodes.length) % this.nodes.length;
    return this.lagMs[Math.min(place, this.lagMs.length) - 1] ?? 0;
  }
}
