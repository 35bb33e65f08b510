/**
 * Load shedding: a request is turned away while the queue it would join is seen to be too slow, too long or too busy.
 *
 * Edge and clients learn of the queues from monitoring, a look at a time, so they act late and overshoot; a node sees its own queue at once, and its
 * utilisation over the last interval. The edge stands before every other lever, whatever the order of the plan; a client decides on each
 * attempt, behind any cache, and a node on what reaches it. Cost: what is turned away; it creates no capacity. Turned away without an answer,
 * a caller waits for its time-out, and without one for ever. Source: texts 001 (backpressure, explicit refusals) and F.B4 for waits as the signal.
 */
import { CLIENT, EDGE, GO, IGNORE, NODE, REFUSE } from '../model/codes.ts';
import { type Condition, idleOption } from '../model/idle-option.ts';
import type { Lever, QueueSignal, SignalKind, World } from '../model/mitigation.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, duration, type OptionsOf, share } from '../units/option.ts';

const options = {
  site: choice(['edge', 'client', 'node'], {
    default: 'edge',
    doc: 'Who turns away: the edge a request, a client its own attempt, the node of the partition an attempt that reaches it',
  }),
  signal: choice(['wait', 'length', 'utilisation'], {
    default: 'wait',
    doc: 'By what: the wait of the request at the head of the queue, the length of the queue, the busy share of the servers',
  }),
  maxWait: duration({
    default: '100ms',
    min: 0.001,
    doc: 'Wait at the head of a queue beyond which requests are refused',
  }),
  maxLength: count({ default: '100', doc: 'Requests that may wait where the signal is the length' }),
  maxUtilisation: share({
    default: '80%',
    doc: 'Busy share of the servers over the last interval beyond which requests are refused',
  }),
  every: duration({
    default: '100ms',
    min: 1,
    doc: 'How often edge and clients learn how long the queues are; interval of the utilisation',
  }),
  answer: choice(['refuse', 'silent'], {
    default: 'refuse',
    doc: 'Whether the caller is told at once, or learns of it by its time-out or deadline',
  }),
  retryAfter: duration({
    default: '0s',
    doc: 'What a refusal at the client or the node says: the least wait before the next attempt',
  }),
};

type Options = OptionsOf<typeof options>;

const SITES = { edge: EDGE, client: CLIENT, node: NODE } as const;
const SIGNALS = { wait: 'headWaitMs', length: 'queueLength', utilisation: 'utilisation' } as const;

/** What a node sees of its own queue by itself; null: it is a report that decides. */
function ownSignal({ site, signal }: Options): QueueSignal | null {
  return site === 'node' && signal !== 'utilisation' ? SIGNALS[signal] : null;
}

function limitOf({ signal, maxWait, maxLength, maxUtilisation }: Options): number {
  if (signal === 'wait') return maxWait;
  return signal === 'length' ? maxLength : maxUtilisation;
}

class LoadShedding implements Lever {
  readonly kind = 'load-shedding';
  private readonly site: number;
  private readonly limit: number;
  private readonly verdict: number;
  private readonly retryAfterMs: number;
  private readonly own: QueueSignal | null;
  private readonly reported: SignalKind;
  private readonly everyMs: number;
  private world!: World;
  private report = 0;

  constructor(given: Options) {
    this.site = SITES[given.site];
    this.limit = limitOf(given);
    this.verdict = given.answer === 'silent' ? IGNORE : REFUSE;
    this.retryAfterMs = given.retryAfter;
    this.own = ownSignal(given);
    this.reported = SIGNALS[given.signal];
    this.everyMs = given.every;
  }

  bind(world: World): void {
    this.world = world;
    if (this.own === null) this.report = world.signal(this.reported, this.everyMs);
  }

  admit(r: number, site: number): number {
    if (site !== this.site || !(this.seen(r) > this.limit)) return GO;
    if (this.retryAfterMs > 0) this.world.retryAfter(r, this.retryAfterMs);
    return this.verdict;
  }

  /** The signal as this site knows it; NaN before the first look. */
  private seen(r: number): number {
    const { world } = this;
    if (this.own !== null) return world.here(this.own, r);
    const part = this.site === NODE ? world.req.part(r) : world.partitionOf(world.req.key(r));
    return world.sample(this.report, part);
  }
}

const NEEDS: readonly Condition<Options>[] = [
  { names: ['maxWait'], isMet: ({ signal }) => signal === 'wait', allowed: 'signal: wait' },
  { names: ['maxLength'], isMet: ({ signal }) => signal === 'length', allowed: 'signal: length' },
  { names: ['maxUtilisation'], isMet: ({ signal }) => signal === 'utilisation', allowed: 'signal: utilisation' },
  {
    names: ['every'],
    isMet: (chosen) => ownSignal(chosen) === null,
    allowed: 'signal: utilisation, or another site',
  },
  {
    names: ['retryAfter'],
    isMet: ({ answer, site }) => answer === 'refuse' && site !== 'edge',
    allowed: 'answer: refuse, and site: client or node',
  },
];

export const loadShedding = defineMitigation({
  kind: 'load-shedding',
  mechanism:
    'Turns a request away at the edge, the client or the node while the queue it would join is too slow, too long or too busy.',
  cost: 'The requests that are turned away: it keeps the rest fast and creates no capacity.',
  backfires:
    'With a stale view of the queues it swings between refusing everybody and nobody; by utilisation it turns away what a busy node would have served in time; at the edge it refuses what a cache would have answered.',
  options,
  facts: [],
  objection: (chosen, given) =>
    chosen.site === 'client' && chosen.answer === 'silent'
      ? { option: 'answer', message: 'is silent to itself', allowed: 'refuse, or site: edge or node' }
      : idleOption(NEEDS, chosen, given),
  create: (given) => new LoadShedding(given),
});
