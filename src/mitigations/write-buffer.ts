/**
 * Write buffer: a write is acknowledged once it is in a durable queue, and consumers write it to the store later, at a rate of their own.
 *
 * Smooths a spike and removes no write. Cost: reads after a write see the old value until the queue has drained, by as
 * much as the backlog; the queue's own latency. A write that the store turns away goes to the back of the queue, so
 * order within a key can change. A message that is not deleted within its visibility time-out is delivered again, before all others, and
 * whoever had it first can then no longer delete it: where the store takes longer than that, messages go round and are applied again and again.
 * Source: text 003 (queue-based write buffering); F.K6 and its page for the time-out.
 */
import { DONE, GO, OUTCOME_SERVED, PARK, REFUSE, WRITE } from '../model/codes.ts';
import type { Column, KeySet, Lever, Line, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { RowSet } from '../model/row-set.ts';
import { Ring } from '../sketch/ring.ts';
import { count, duration, type OptionsOf, rate, texts } from '../units/option.ts';

const options = {
  drain: rate({ min: 0.001, doc: 'Writes per second that the consumers send to the store' }),
  acknowledge: duration({ default: '5ms', doc: 'What it takes to put a write in the queue' }),
  visibility: duration({
    optional: true,
    min: 10,
    doc: 'How long a message that was delivered stays hidden from other consumers; for as long as its write takes when left out',
  }),
  consumers: count({
    optional: true,
    min: 1,
    doc: 'Messages that are with a consumer at a time; as many as the drain makes when left out',
  }),
  capacity: count({ optional: true, min: 1, doc: 'Messages that may wait, beyond which writes are refused' }),
  keys: texts({ optional: true, doc: 'Keys to buffer, by name or by a prefix ending in *; all when left out' }),
};

const NONE = -1;
/** Of a delivery that waits: its write was made meanwhile. */
const DELETED = -2;
/** Of a message that is with a consumer: another one has got it since, and only that one can delete it. */
const TAKEN = -3;

class WriteBuffer implements Lever {
  readonly kind = 'write-buffer';
  private readonly options: OptionsOf<typeof options>;
  private readonly queue = new Ring();
  /** Messages that have become visible again: older than all in the queue, and delivered before them. */
  private readonly returned = new Ring();
  private world!: World;
  private keys!: KeySet;
  /** Messages that are with a consumer. */
  private delivered!: RowSet;
  /** Of a message that is with a consumer: its next delivery, which waits; NONE: it is still hidden; or TAKEN. */
  private next!: Column<Int32Array>;
  /** Of a delivery that waits: the one before it, which is with a consumer; NONE: that one has ended; or DELETED. */
  private previous!: Column<Int32Array>;
  private visibility: Line | null = null;
  private acknowledgement = 0;
  private consumer = 0;
  private draining = false;
  /** A turn has come, and every consumer has a message already. */
  private isStalled = false;
  private deleted = 0;
  private longest = 0;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { keys, acknowledge, visibility } = this.options;
    this.world = world;
    this.keys = world.keys(keys ?? null);
    this.delivered = new RowSet(world);
    this.next = world.i32();
    this.previous = world.i32();
    this.acknowledgement = world.delay(acknowledge);
    this.consumer = world.timer();
    if (visibility !== undefined) this.visibility = world.line(visibility, (message) => this.showAgain(message));
  }

  answer(r: number): number {
    const { req } = this.world;
    if (req.op(r) !== WRITE || !this.keys.has(req.key(r))) return GO;
    if (this.waiting >= (this.options.capacity ?? Number.POSITIVE_INFINITY)) return REFUSE;
    this.enqueue(r);
    if (this.options.acknowledge === 0) return DONE;
    this.world.resumeAfter(this.acknowledgement, r, DONE);
    return PARK;
  }

  wake(): void {
    this.isStalled = this.delivered.size >= (this.options.consumers ?? Number.POSITIVE_INFINITY);
    if (this.isStalled) this.draining = false;
    else this.deliver();
  }

  done(r: number, outcome: number): void {
    if (!this.delivered.has(r)) return;
    this.delivered.delete(r);
    const next = this.next.data[r]!;
    if (next >= 0) this.previous.data[next] = outcome === OUTCOME_SERVED ? DELETED : NONE;
    if (next >= 0 && outcome === OUTCOME_SERVED) this.deleted++;
    if (next === NONE && outcome !== OUTCOME_SERVED) this.putBack(r);
    if (!this.isStalled) return;
    this.isStalled = false;
    this.deliver();
  }

  footprint(): number {
    return this.longest;
  }

  private get waiting(): number {
    return this.queue.length + this.returned.length - this.deleted;
  }

  private enqueue(r: number): void {
    const message = this.world.issue(r);
    this.world.carry(message, r);
    this.push(this.queue, message, NONE);
  }

  private putBack(r: number): void {
    if (this.visibility === null) this.enqueue(r);
    else this.push(this.queue, this.world.repeat(r), NONE);
  }

  /** Its time is up, and its consumer has not deleted it. */
  private showAgain(message: number): void {
    if (!this.delivered.has(message)) return;
    const next = this.world.repeat(message);
    this.next.data[message] = next;
    this.push(this.returned, next, message);
  }

  private push(queue: Ring, message: number, previous: number): void {
    this.previous.data[message] = previous;
    queue.push(message);
    this.longest = Math.max(this.longest, this.waiting);
    if (!this.draining && !this.isStalled) this.scheduleNext();
  }

  private deliver(): void {
    this.draining = true;
    const message = this.take();
    if (message !== NONE) {
      this.delivered.add(message);
      this.next.data[message] = NONE;
      this.visibility?.push(message);
      this.world.send(message);
    }
    this.draining = false;
    if (this.queue.length + this.returned.length > 0) this.scheduleNext();
  }

  /** The next that has not been deleted while it waited. */
  private take(): number {
    for (;;) {
      const message = this.returned.length > 0 ? this.returned.shift() : this.queue.shift();
      if (message === NONE) return NONE;
      const previous = this.previous.data[message]!;
      if (previous >= 0) this.next.data[previous] = TAKEN;
      if (previous !== DELETED) return message;
      this.deleted--;
      this.world.drop(message);
    }
  }

  private scheduleNext(): void {
    this.draining = true;
    this.world.wake(this.consumer, 1000 / this.options.drain);
  }
}

export const writeBuffer = defineMitigation({
  kind: 'write-buffer',
  mechanism: 'Acknowledges a write once it is queued; consumers write to the store at a controlled rate.',
  cost: 'Until the queue has drained, reads return the old value; the queue is one more thing to run.',
  backfires:
    'When writes keep arriving faster than the drain, the backlog and the age of every read grow without end; when the store takes longer than messages stay hidden, they go round and are applied again and again.',
  options,
  decides: 'writes',
  defersWrites: true,
  facts: [],
  create: (given) => new WriteBuffer(given),
});
