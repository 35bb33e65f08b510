/**
 * Fan-out on write: a post becomes one write per follower, carried by a pool of workers.
 *
 * A worker takes the next write of the post at the head of its queue, spends its own time on it, sends it to the store
 * and waits for the answer, retries included; then it takes the next. The writes of a post are a cursor: those that
 * nobody has begun do not exist, so memory grows with workers and posts, never with followers. Every write is a leg of
 * its post and passes placement, limit, queue and server like any other.
 */
import type { DelayLine } from '../../engine/delay-line.ts';
import { mix } from '../../random/jitter.ts';
import { Ring } from '../../sketch/ring.ts';
import { flowOf, OUTCOME_DROPPED, OUTCOME_SERVED } from '../codes.ts';
import type { WorkersConfig } from '../config.ts';
import type { Column } from '../mitigation.ts';
import { FANNED } from '../request/flags.ts';
import type { RequestPool } from '../request/pool.ts';

/** Neighbouring keys. */
interface Timelines {
  readonly first: number;
  readonly count: number;
}

/** What the fan-out needs of the simulation around it. */
export interface FanOutParts {
  readonly pool: RequestPool;
  readonly workers: WorkersConfig;
  /** The timelines that each workload delivers to, by flow; null: its requests are no posts. */
  readonly timelines: readonly (Timelines | null)[];
  /** The time that a worker spends on a write before it is sent. */
  readonly work: DelayLine;
  /** Makes the `index`-th leg of a post. */
  newLeg(post: number, key: number, index: number): number;
  /** Half of a post's followers have it. */
  halfway(post: number): void;
  finish(post: number, outcome: number): void;
}

/** Workers that are the same, and the posts that wait for them. */
interface Team {
  idle: number;
  readonly posts: Ring;
}

export class FanOut {
  private readonly parts: FanOutParts;
  private readonly pool: RequestPool;
  private readonly work: DelayLine;
  private readonly timelines: readonly (Timelines | null)[];
  private readonly team: Team;
  /** The team of large accounts, if they have one of their own. */
  private readonly largeTeam: Team | null;
  private readonly largeAbove: number;
  /** Posts of accounts with more followers are stored once, and read from there. */
  private readonly readAbove: number;
  /** Followers of a post; 0 of what does not fan out. */
  private readonly followers: Column<Int32Array>;
  /** Followers whom a post will not reach. */
  private readonly missed: Column<Int32Array>;

  constructor(parts: FanOutParts) {
    const { workers, pool } = parts;
    this.parts = parts;
    this.pool = pool;
    this.work = parts.work;
    this.timelines = parts.timelines;
    this.team = { idle: workers.count, posts: new Ring() };
    this.largeTeam = workers.large === null ? null : { idle: workers.large.count, posts: new Ring() };
    this.largeAbove = workers.large?.above ?? Number.POSITIVE_INFINITY;
    this.readAbove = workers.readAbove ?? Number.POSITIVE_INFINITY;
    this.followers = pool.column((capacity) => new Int32Array(capacity));
    this.missed = pool.column((capacity) => new Int32Array(capacity));
  }

  /** Notes how many followers a new request's author has; 0: it does not fan out. */
  note(r: number, followers: number): void {
    this.followers.data[r] = followers;
  }

  /** Hands a post to its workers; false where it is to be written like any other request. */
  take(r: number): boolean {
    const followers = this.followers.data[r]!;
    if (followers === 0 || followers > this.readAbove) return false;
    const { pool } = this;
    pool.raise(r, FANNED);
    pool.hold(r, 1);
    pool.needed[r] = followers;
    pool.spare[r] = followers;
    this.missed.data[r] = 0;
    const team = this.teamOf(followers);
    team.posts.push(r);
    this.dispatch(team);
    return true;
  }

  /** A write of a post has been applied, or given up; its worker takes the next. */
  ended(post: number, delivered: boolean): void {
    const { pool } = this;
    const followers = this.followers.data[post]!;
    const left = --pool.needed[post]!;
    if (!delivered) this.missed.data[post]!++;
    const missed = this.missed.data[post]!;
    if (delivered && followers - left - missed === (followers + 1) >> 1) this.parts.halfway(post);
    const team = this.teamOf(followers);
    if (left === 0) this.parts.finish(post, missed > 0 ? OUTCOME_DROPPED : OUTCOME_SERVED);
    team.idle++;
    this.dispatch(team);
  }

  private teamOf(followers: number): Team {
    return this.largeTeam !== null && followers > this.largeAbove ? this.largeTeam : this.team;
  }

  /** Gives idle workers the next writes; `spare` counts those of a post that nobody has begun. */
  private dispatch(team: Team): void {
    const { pool } = this;
    while (team.idle > 0 && team.posts.length > 0) {
      const post = team.posts.peek();
      const left = --pool.spare[post]!;
      team.idle--;
      this.work.push(this.nextLeg(post, left), 0);
      if (left > 0) continue;
      team.posts.shift();
      pool.release(post);
    }
  }

  private nextLeg(post: number, left: number): number {
    const { first, count } = this.timelines[flowOf(this.pool.kind(post))]!;
    const index = this.followers.data[post]! - 1 - left;
    return this.parts.newLeg(post, first + Math.floor(mix(this.pool.jitter(post), index) * count), index);
  }
}
