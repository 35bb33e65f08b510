/**
 * One workload at run time: its arrivals, keys and what belongs to each request, every purpose on a stream of its own.
 *
 * The n-th request gets the n-th draw of each stream under every plan, so plans meet the same requests (common random
 * numbers). Draws are made a batch ahead, in loops that V8 keeps free of boxed numbers; the hot path reads arrays.
 */
import type { Distribution } from '../../random/distributions/distribution.ts';
import type { Stream } from '../../random/stream.ts';
import type { Streams } from '../../random/streams.ts';
import { kindOf, READ, WRITE } from '../codes.ts';
import type { WorkloadConfig } from '../config.ts';
import { createFollowers, type Followers } from '../fanout/followers.ts';
import type { Universe } from '../keys/universe.ts';
import { Arrivals } from './arrivals.ts';
import { createKeyChooser, type KeyChooser } from './key-chooser.ts';

const BATCH = 256;
/** A prime of xxHash; not a small multiple of the golden ratio that `mix` steps by. */
const JITTER_STEP = 0x85ebca77;

export class Workload {
  readonly name: string;
  readonly arrivals: Arrivals | null;
  /** Indices of the workloads that send a request whenever this one does. */
  readonly joiners: number[] = [];
  /** Key, kind, unit service demand and jitter seed of the requests to come, from `next` on. */
  readonly keys = new Int32Array(BATCH);
  readonly kinds = new Uint16Array(BATCH);
  readonly demands = new Float64Array(BATCH);
  readonly jitters = new Int32Array(BATCH);
  /** Followers of the authors; 0 where requests are not posts. */
  readonly followers = new Int32Array(BATCH);
  private next = BATCH;
  private readonly chooser: KeyChooser;
  private readonly firstKey: number;
  private readonly reads: number;
  private readonly readKind: number;
  private readonly writeKind: number;
  private readonly service: Distribution;
  private readonly authors: Followers | null;
  private readonly authorStream: Stream;
  private readonly keyStream: Stream;
  private readonly operationStream: Stream;
  private readonly demandStream: Stream;
  /** Jitter seed of the next request; successive seeds lie an odd constant apart, and `mix` scatters them. */
  private nextJitter: number;

  /** @param flow number of the workload. */
  constructor(flow: number, config: WorkloadConfig, universe: Universe, service: Distribution, streams: Streams) {
    const stream = (purpose: string) => streams.stream(`workload/${config.name}/${purpose}`);
    this.name = config.name;
    this.arrivals = config.arrivals === null ? null : new Arrivals(config.arrivals, stream('arrivals'));
    this.chooser = createKeyChooser(config.keys);
    this.firstKey = universe.first(config.keys);
    this.reads = config.reads;
    this.readKind = kindOf(flow, READ);
    this.writeKind = kindOf(flow, WRITE);
    this.service = service;
    this.authors = config.fanout === null ? null : createFollowers(config.fanout.followers);
    this.authorStream = stream('followers');
    this.keyStream = stream('keys');
    this.operationStream = stream('operations');
    this.demandStream = stream('service');
    this.nextJitter = stream('jitter').uint32() | 0;
  }

  /** Index of the next request's draws in the five arrays. */
  draw(): number {
    if (this.next === BATCH) this.fill();
    return this.next++;
  }

  private fill(): void {
    this.next = 0;
    const { keys, demands, jitters, chooser, firstKey, keyStream, service, demandStream } = this;
    for (let k = 0; k < BATCH; k++) keys[k] = firstKey + chooser.sample(keyStream);
    service.fill(demands, demandStream);
    let jitter = this.nextJitter;
    for (let k = 0; k < BATCH; k++) {
      jitters[k] = jitter;
      jitter = (jitter + JITTER_STEP) | 0;
    }
    this.nextJitter = jitter;
    this.fillKinds();
    if (this.authors !== null) this.fillFollowers(this.authors);
  }

  private fillFollowers(authors: Followers): void {
    for (let k = 0; k < BATCH; k++) this.followers[k] = authors.sample(this.authorStream);
  }

  private fillKinds(): void {
    const { reads, readKind, writeKind } = this;
    if (reads === 1) this.kinds.fill(readKind);
    else if (reads === 0) this.kinds.fill(writeKind);
    else for (let k = 0; k < BATCH; k++) this.kinds[k] = this.operationStream.uniform() < reads ? readKind : writeKind;
  }
}
