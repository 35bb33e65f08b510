/**
 * Write buffer: a write is acknowledged once it is in a durable queue, and a consumer writes it to the store later, at
 * a rate of its own.
 *
 * Smooths a spike and removes no write. Cost: reads after a write see the old value until the queue has drained, by as
 * much as the backlog; the queue's own latency. A write that the store turns away goes to the back of the queue, so
 * order within a key can change. Source: text 003 (queue-based write buffering).
 */
import { DONE, GO, OUTCOME_SERVED, PARK, WRITE } from '../model/codes.ts';
import type { KeySet, Lever, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { Ring } from '../sketch/ring.ts';
import { duration, type OptionsOf, rate, texts } from '../units/option.ts';

const options = {
  drain: rate({ min: 0.001, doc: 'Writes per second that the consumer sends to the store' }),
  acknowledge: duration({ default: '5ms', doc: 'What it takes to put a write in the queue' }),
  keys: texts({ optional: true, doc: 'Keys to buffer, by name or by a prefix ending in *; all when left out' }),
};

class WriteBuffer implements Lever {
  readonly kind = 'write-buffer';
  private readonly options: OptionsOf<typeof options>;
  private readonly queue = new Ring();
  private world!: World;
  private keys!: KeySet;
  private acknowledgement = 0;
  private consumer = 0;
  private draining = false;
  private longest = 0;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    this.world = world;
    this.keys = world.keys(this.options.keys ?? null);
    this.acknowledgement = world.delay(this.options.acknowledge);
    this.consumer = world.timer();
  }

  answer(r: number): number {
    const { req } = this.world;
    if (req.op(r) !== WRITE || !this.keys.has(req.key(r))) return GO;
    this.enqueue(r);
    if (this.options.acknowledge === 0) return DONE;
    this.world.resumeAfter(this.acknowledgement, r, DONE);
    return PARK;
  }

  wake(): void {
    this.world.send(this.queue.shift());
    this.draining = false;
    if (this.queue.length > 0) this.scheduleNext();
  }

  done(r: number, outcome: number): void {
    if (outcome !== OUTCOME_SERVED && this.world.owns(r)) this.enqueue(r);
  }

  footprint(): number {
    return this.longest;
  }

  private enqueue(r: number): void {
    const message = this.world.issue(r);
    this.world.carry(message, r);
    this.queue.push(message);
    this.longest = Math.max(this.longest, this.queue.length);
    if (!this.draining) this.scheduleNext();
  }

  private scheduleNext(): void {
    this.draining = true;
    this.world.wake(this.consumer, 1000 / this.options.drain);
  }
}

export const writeBuffer = defineMitigation({
  kind: 'write-buffer',
  mechanism: 'Acknowledges a write once it is queued; a consumer writes to the store at a controlled rate.',
  cost: 'Until the queue has drained, reads return the old value; the queue is one more thing to run.',
  backfires: 'When writes keep arriving faster than the drain, the backlog and the age of every read grow without end.',
  options,
  decides: 'writes',
  defersWrites: true,
  facts: [],
  create: (given) => new WriteBuffer(given),
});
