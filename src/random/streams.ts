/*
 * The named streams of one replication. A name says whose chance it is and for what ("workload/browsing/gap"), so
 * adding a lever or a partition leaves every other draw as it was: common random numbers depend on that. The seed
 * text is JSON, which keeps the parts apart: seed "1", replication 11 is not seed "11", replication 1.
 */
import { Stream } from './stream.ts';

/** All random streams of one replication: a stream depends on its name alone, not on when it was first asked for. */
export class Streams {
  private readonly seed: string;
  private readonly replication: number;
  private readonly byName = new Map<string, Stream>();

  /** The seeds 42 and '42' are the same seed. */
  constructor(seed: string | number, replication: number) {
    this.seed = String(seed);
    this.replication = replication;
  }

  /** The stream of this name: the same object every time. */
  stream(name: string): Stream {
    let stream = this.byName.get(name);
    if (stream === undefined) {
      stream = new Stream(JSON.stringify([this.seed, this.replication, name]));
      this.byName.set(name, stream);
    }
    return stream;
  }
}
