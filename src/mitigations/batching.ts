/**
 * Batching: a client process collects its calls to a partition and sends them as one request, once there are so many or the first has waited for so long.
 *
 * As Kafka's producer (batch size and linger, F.K2), Redis pipelines and DynamoDB's batches of up to 25. Saves what a partition has to do once for each
 * request: with a share o of a call's work, n calls cost 1 + (n − 1)(1 − o) instead of n; 16 in a pipeline made Redis 5.6 times as fast (F.C7), which is o =
 * 88 %. Saves no units: every item is charged, let in and applied by itself, and what is turned away of a batch is tried again by itself. Cost: the wait.
 * Fails: where few calls go to a partition all wait and none have company; and the answer comes with the last item, so that a batch that takes
 * longer than the time-out is given up as a whole and comes again, though it was applied: duplicates, unless the store knows writes by an id.
 */
import { READ } from '../model/codes.ts';
import { mostPartitions } from '../model/config.ts';
import type { Batches, KeySet, Lever, Line, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, duration, type OptionsOf, share, texts } from '../units/option.ts';

const options = {
  size: count({ default: 25, min: 2, max: 100_000, doc: 'Calls in a batch, which is sent when it is full' }),
  linger: duration({ default: '5ms', min: 0.01, fact: 'F.K2', doc: 'How long the first of them waits for others' }),
  overhead: share({ default: '50%', doc: 'Part of the work of a call that the store does once for a batch' }),
  of: choice(['writes', 'reads', 'all'], { default: 'writes', doc: 'What is collected; reads and writes apart' }),
  keys: texts({
    optional: true,
    doc: 'Keys whose calls are collected, by name or prefix ending in *; all if left out',
  }),
};

const NOBODY = -1;

class Batching implements Lever {
  readonly kind = 'batching';
  private readonly options: OptionsOf<typeof options>;
  /** By process, partition and operation: the first of the batch that takes more, or NOBODY. */
  private open = new Int32Array(0);
  private world!: World;
  private keys!: KeySet;
  private batches!: Batches;
  private linger!: Line;

  constructor(given: OptionsOf<typeof options>) {
    this.options = given;
  }

  bind(world: World): void {
    const { overhead, linger, keys } = this.options;
    this.world = world;
    this.open = new Int32Array(2 * mostPartitions(world.config.store) * world.config.clients.processes).fill(NOBODY);
    this.keys = world.keys(keys ?? null);
    this.batches = world.batches(overhead);
    this.linger = world.line(linger, (first) => this.waited(first));
  }

  collect(attempt: number): boolean {
    const { req } = this.world;
    const { of, size } = this.options;
    if (of !== 'all' && (req.op(attempt) === READ) !== (of === 'reads')) return false;
    if (!this.keys.has(req.key(req.request(attempt)))) return false;
    const slot = this.slotOf(attempt);
    const first = this.open[slot]!;
    if (first === NOBODY) {
      this.open[slot] = attempt;
      this.batches.open(attempt);
      this.linger.push(attempt);
    } else if (this.batches.join(first, attempt) === size) {
      this.send(slot, first);
    }
    return true;
  }

  private waited(first: number): void {
    const slot = this.slotOf(first);
    if (this.open[slot] === first) this.send(slot, first);
  }

  private send(slot: number, first: number): void {
    this.open[slot] = NOBODY;
    this.batches.send(first);
  }

  private slotOf(attempt: number): number {
    const { req, config } = this.world;
    return 2 * (req.part(attempt) * config.clients.processes + req.process(attempt)) + req.op(attempt);
  }
}

export const batching = defineMitigation({
  kind: 'batching',
  mechanism: 'A client collects its calls to a partition for a moment and sends them as one request.',
  cost: 'Every call waits for its batch, to be sent and to be answered; units are charged for every item all the same.',
  backfires:
    'A batch that takes longer than the time-out is given up and sent again as a whole, and what it wrote is written twice; where calls are few all wait and none have company.',
  options,
  facts: ['F.K2', 'F.C7'],
  create: (given) => new Batching(given),
});
