/**
 * Sharded counter: a counter becomes N shards (`key#0` … `key#N−1`); an increment goes to one of them at random, and a job adds them up and stores the
 * total under the key itself, where readers find it.
 *
 * Divides the writes of a hot counter by N and leaves its reads as they were, where salting multiplies them. Cost: a total is as old as the time
 * between two sums and what a sum takes; N reads and a write for each of them. The job rests while nobody writes. Fails: readers who gather for
 * themselves are N times the reads, and need every shard; a sum that is made too seldom is old, one made too often costs more than it saves.
 * Source: text 003 (sharded counters, two-stage aggregation).
 */
import { OUTCOME_SERVED, READ, WRITE } from '../model/codes.ts';
import { GATHER_CONDITIONS, Gather, gatherOptions } from '../model/gather.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import { KeySpread } from '../model/key-spread.ts';
import { KeyCounts } from '../model/keys/key-counts.ts';
import type { KeyColumn, KeySet, Legs, Lever, Line, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, duration, type OptionsOf, texts } from '../units/option.ts';

const options = {
  shards: count({ default: '10', min: 2, max: 10_000, doc: 'Number of keys that one counter is spread over' }),
  reads: choice(['total', 'gather'], {
    default: 'total',
    doc: 'Whether a read takes the total that the job has stored, or adds up the shards itself',
  }),
  ...gatherOptions,
  every: duration({ default: '1s', min: 10, doc: 'From one sum of a counter to the next' }),
  keys: texts({ optional: true, doc: 'Counters to shard, by name or by a prefix ending in *; all keys when left out' }),
};

/** What the job has to do for a counter: nothing, one more sum, or another one after that. */
const RESTS = 0;
const AT_WORK = 1;
const BEHIND = 2;

class ShardedCounter implements Lever {
  readonly kind = 'sharded-counter';
  readonly readsCopies = true;
  private readonly options: OptionsOf<typeof options>;
  private world!: World;
  private keys!: KeySet;
  private spread!: KeySpread;
  private job!: KeyColumn;
  private pause!: Line;
  private gather!: Gather;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { keys, shards, every } = this.options;
    this.world = world;
    this.keys = world.keys(keys ?? null);
    this.spread = new KeySpread(world, keys ?? null, new KeyCounts(world, shards), 'shard');
    this.job = world.keyColumn();
    this.gather = new Gather(world, this.options);
    this.pause = world.line(every, (sum) => this.begin(sum));
  }

  expand(r: number, legs: Legs): number {
    if (!this.spread.covers(r)) return 0;
    const isWrite = this.world.req.op(r) === WRITE;
    if (this.world.owns(r)) return isWrite ? 0 : this.spread.toAll(r, legs);
    if (isWrite) return this.spread.toOne(r, legs);
    return this.options.reads === 'gather' ? this.gather.of(r, legs, this.spread.toAll(r, legs)) : 0;
  }

  done(r: number, outcome: number): void {
    const { req } = this.world;
    const key = req.key(r);
    if (this.options.reads === 'gather' || !this.keys.has(key)) return;
    const isWrite = req.op(r) === WRITE;
    if (!this.world.owns(r)) {
      if (isWrite) this.written(key, r);
    } else if (isWrite || outcome !== OUTCOME_SERVED) {
      this.ended(key, r, outcome);
    } else {
      this.store(key, r);
    }
  }

  /** An increment is over, however it ended: there may be something to add up. */
  private written(key: number, r: number): void {
    if (this.job.get(key) === RESTS) this.plan(key, r);
    else this.job.set(key, BEHIND);
  }

  private plan(key: number, like: number): void {
    this.job.set(key, AT_WORK);
    this.pause.push(this.world.issueFor(this.world.req.workload(like), READ, key));
  }

  private begin(sum: number): void {
    this.job.set(this.world.req.key(sum), AT_WORK);
    this.world.send(sum);
  }

  private store(key: number, sum: number): void {
    const total = this.world.issueFor(this.world.req.workload(sum), WRITE, key);
    this.world.total(total, sum);
    this.world.send(total);
  }

  /** A sum has been stored, or came to nothing. */
  private ended(key: number, r: number, outcome: number): void {
    if (this.job.get(key) === BEHIND || outcome !== OUTCOME_SERVED) this.plan(key, r);
    else this.job.set(key, RESTS);
  }
}

const NEEDS: readonly Condition<OptionsOf<typeof options>>[] = [
  { names: ['every'], isMet: ({ reads }) => reads === 'total', allowed: 'reads: total' },
  { names: ['needs', 'gatherTimeout'], isMet: ({ reads }) => reads === 'gather', allowed: 'reads: gather' },
  ...GATHER_CONDITIONS,
];

export const shardedCounter = defineMitigation({
  kind: 'sharded-counter',
  mechanism:
    'Spreads the increments of a counter over N shards; a job adds them up now and then and stores the total, which readers take.',
  cost: 'A total is as old as the time between two sums, each of which is N reads and a write.',
  backfires: 'Readers who add up the shards themselves are N times the reads, and fail when one shard fails.',
  options,
  decides: 'legs',
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  facts: [],
  create: (given) => new ShardedCounter(given),
});
