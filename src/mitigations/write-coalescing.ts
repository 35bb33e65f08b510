/**
 * Write coalescing: each app server gathers the writes of a key for a while and brings them to the store as one: of values the last, of
 * increments the sum.
 *
 * A key that is written λ times a second by m app servers takes min(λ, m / window) writes of the store. Cost: reads see the old value for as long as
 * the window; memory. What is acknowledged and only in memory dies with the app server, unless a log was written ahead of it. Fails: with a window
 * shorter than the time between two writes it delays and merges nothing; without a log, a crash costs what a window holds; a restart sends again what
 * was under way, which counts twice unless the store knows it by an id. Source: text 003 (write batching of counters).
 */
import { DONE, FAIL, GO, OUTCOME_SERVED, PARK, WRITE } from '../model/codes.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { Column, KeySet, Lever, Line, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { RowSet } from '../model/row-set.ts';
import { Waiters } from '../model/waiters.ts';
import { choice, duration, flag, type OptionsOf, texts } from '../units/option.ts';

const options = {
  window: duration({ default: '1s', min: 1, doc: 'How long the first write of a key waits for others' }),
  acknowledge: choice(['buffered', 'flushed'], {
    default: 'buffered',
    doc: 'When users have their answer: once the app server has the write, or once the store has it',
  }),
  wal: flag({
    default: false,
    doc: 'Whether an app server writes a log ahead of its memory, from which a restart brings back what the store has not acknowledged',
  }),
  sync: duration({ default: '1ms', doc: 'With wal: what it takes until a write is on disk, and acknowledged' }),
  replay: duration({ default: '1s', min: 1, doc: 'With wal: from a crash until what the log holds is sent' }),
  again: duration({
    default: '1s',
    min: 100,
    doc: 'After how long a batch that the store has turned away is sent again, for as long as it takes',
  }),
  idempotent: flag({
    default: true,
    doc: 'Whether the store knows a write of many by an id and applies it once, however often it comes',
  }),
  keys: texts({ optional: true, doc: 'Keys to coalesce, by name or by a prefix ending in *; all when left out' }),
};

class WriteCoalescing implements Lever {
  readonly kind = 'write-coalescing';
  private readonly options: OptionsOf<typeof options>;
  /** By key and app server, the batch that takes more writes. */
  private readonly open = new Map<number, number>();
  private world!: World;
  private keys!: KeySet;
  /** Batches that app servers remember, sent or not. */
  private batches!: RowSet;
  private waiters!: Waiters;
  private process!: Column<Int32Array>;
  private isSent!: Column<Int32Array>;
  private window!: Line;
  private replay!: Line;
  private again!: Line;
  private synced = 0;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { keys, window, replay, again, sync } = this.options;
    const send = (batch: number): void => this.send(batch);
    this.world = world;
    this.keys = world.keys(keys ?? null);
    this.batches = new RowSet(world);
    this.waiters = new Waiters(world);
    this.process = world.i32();
    this.isSent = world.i32();
    this.window = world.line(window, send);
    this.replay = world.line(replay, send);
    this.again = world.line(again, send);
    this.synced = world.delay(sync);
  }

  answer(r: number): number {
    const { req } = this.world;
    if (req.op(r) !== WRITE || !this.keys.has(req.key(r))) return GO;
    const batch = this.batchFor(r, req.process(r));
    this.world.carry(batch, r);
    if (this.options.acknowledge === 'flushed') {
      this.waiters.join(batch, r);
      return PARK;
    }
    if (!this.options.wal || this.options.sync === 0) return DONE;
    this.world.resumeAfter(this.synced, r, DONE);
    return PARK;
  }

  done(batch: number, outcome: number): void {
    // Of what was under way when its app server crashed, nobody waits for an answer.
    if (!this.batches.has(batch)) return;
    this.batches.delete(batch);
    if (this.options.acknowledge === 'flushed') this.waiters.resume(batch, outcome === OUTCOME_SERVED ? DONE : FAIL);
    else if (outcome !== OUTCOME_SERVED) this.sendAgain(batch, this.again);
  }

  appCrash(process: number | null): void {
    this.world.note('app crash', null, process);
    for (const batch of this.batches.all()) {
      if (process === null || this.process.data[batch] === process) this.crashed(batch);
    }
  }

  footprint(): number {
    return this.batches.most;
  }

  /** The batch of its key at an app server, a new one where none is open. */
  private batchFor(like: number, process: number): number {
    const slot = this.slotOf(like, process);
    const known = this.open.get(slot);
    if (known !== undefined) return known;
    const batch = this.world.issue(like);
    this.hold(batch, process, this.window);
    this.open.set(slot, batch);
    return batch;
  }

  private hold(batch: number, process: number, line: Line): void {
    if (this.options.idempotent) this.world.identify(batch);
    this.process.data[batch] = process;
    this.isSent.data[batch] = 0;
    this.waiters.open(batch);
    this.batches.add(batch);
    line.push(batch);
  }

  private send(batch: number): void {
    // A batch that crashed is kept for as long as another one brings what it was to bring.
    if (!this.batches.has(batch)) return;
    this.close(batch);
    this.isSent.data[batch] = 1;
    this.world.send(batch);
  }

  private crashed(batch: number): void {
    this.batches.delete(batch);
    this.close(batch);
    this.waiters.resume(batch, FAIL);
    if (this.options.wal) this.sendAgain(batch, this.replay);
    if (this.isSent.data[batch] === 0) this.world.drop(batch);
  }

  /** As it is: what has come meanwhile is another batch, of another id. */
  private sendAgain(batch: number, line: Line): void {
    this.hold(this.world.repeat(batch), this.process.data[batch]!, line);
  }

  private close(batch: number): void {
    const slot = this.slotOf(batch, this.process.data[batch]!);
    if (this.open.get(slot) === batch) this.open.delete(slot);
  }

  private slotOf(r: number, process: number): number {
    return this.world.req.key(r) * this.world.config.clients.processes + process;
  }
}

type Chosen = OptionsOf<typeof options>;

const NEEDS: readonly Condition<Chosen>[] = [
  { names: ['wal', 'again'], isMet: ({ acknowledge }) => acknowledge === 'buffered', allowed: 'acknowledge: buffered' },
  { names: ['sync', 'replay'], isMet: ({ wal }) => wal, allowed: 'wal: true' },
];

export const writeCoalescing = defineMitigation({
  kind: 'write-coalescing',
  mechanism: 'Each app server gathers the writes of a key for a while and brings them to the store as one.',
  cost: 'Until then reads return the old value; a log, or what a crash of an app server takes with it.',
  backfires:
    'An app server that crashes takes acknowledged writes with it, unless it has a log; where keys are written rarely, all wait and none are merged.',
  options,
  decides: 'writes',
  defersWrites: true,
  feels: ['app-crash'],
  objection: (chosen, given) => idleOption(NEEDS, chosen, given),
  facts: [],
  create: (given) => new WriteCoalescing(given),
});
