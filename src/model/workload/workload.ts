/**
 * One workload at run time: its arrivals, keys and what belongs to each request, every purpose on a stream of its own.
 *
 * Everything is drawn at arrival in the same order under every plan, so that plans meet the same requests (common
 * random numbers).
 */
import type { Distribution } from '../../random/distributions/distribution.ts';
import type { Stream } from '../../random/stream.ts';
import type { Streams } from '../../random/streams.ts';
import { READ, WRITE } from '../codes.ts';
import type { WorkloadConfig } from '../config.ts';
import type { Universe } from '../keys/universe.ts';
import { Arrivals } from './arrivals.ts';
import { createKeyChooser, type KeyChooser } from './key-chooser.ts';

export class Workload {
  readonly name: string;
  readonly arrivals: Arrivals | null;
  /** Indices of the workloads that send a request whenever this one does. */
  readonly followers: number[] = [];
  private readonly chooser: KeyChooser;
  private readonly firstKey: number;
  private readonly reads: number;
  private readonly service: Distribution;
  private readonly keys: Stream;
  private readonly operations: Stream;
  private readonly demands: Stream;
  private readonly jitters: Stream;

  constructor(config: WorkloadConfig, universe: Universe, service: Distribution, streams: Streams) {
    const stream = (purpose: string) => streams.stream(`workload/${config.name}/${purpose}`);
    this.name = config.name;
    this.arrivals = config.arrivals === null ? null : new Arrivals(config.arrivals, stream('arrivals'));
    this.chooser = createKeyChooser(config.keys);
    this.firstKey = universe.first(config.keys);
    this.reads = config.reads;
    this.service = service;
    this.keys = stream('keys');
    this.operations = stream('operations');
    this.demands = stream('service');
    this.jitters = stream('jitter');
  }

  drawKey(): number {
    return this.firstKey + this.chooser.sample(this.keys);
  }

  drawOperation(): number {
    if (this.reads === 1) return READ;
    if (this.reads === 0) return WRITE;
    return this.operations.uniform() < this.reads ? READ : WRITE;
  }

  drawDemand(): number {
    return this.service.next(this.demands);
  }

  drawJitter(): number {
    return this.jitters.uint32() | 0;
  }
}
