/**
 * Which key of its key space a workload asks for next.
 *
 * Popularity tables are immutable and dear to build (a million keys: 0.1 s), so equal ones are shared between runs.
 */
import { Hotspot } from '../../random/hotspot.ts';
import type { Stream } from '../../random/stream.ts';
import { YcsbScrambled } from '../../random/ycsb-scrambled.ts';
import { Zipf } from '../../random/zipf.ts';
import type { KeyConfig, Popularity } from '../config.ts';

/** Draws numbers in [0, count) of a key space. */
export interface KeyChooser {
  sample(stream: Stream): number;
}

class Single implements KeyChooser {
  sample(): number {
    return 0;
  }
}

class Uniform implements KeyChooser {
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  sample(stream: Stream): number {
    return stream.int(this.count);
  }
}

/** Ascending numbers, as time stamps and auto-increment ids are; starts again after the last. */
class Sequential implements KeyChooser {
  private readonly count: number;
  private next = 0;

  constructor(count: number) {
    this.count = count;
  }

  sample(): number {
    const number = this.next;
    this.next = number + 1 === this.count ? 0 : number + 1;
    return number;
  }
}

const SHARED_TABLES = 8;
const tables = new Map<string, KeyChooser>();

function shared(config: Popularity, create: () => KeyChooser): KeyChooser {
  const id = JSON.stringify(config);
  const known = tables.get(id);
  if (known !== undefined) return known;
  const table = create();
  if (tables.size === SHARED_TABLES) tables.delete(tables.keys().next().value!);
  tables.set(id, table);
  return table;
}

/** The chooser of a workload's `keys`, or of what its requests carry; keys of a template are not chosen but made. */
export function createKeyChooser(config: KeyConfig | Popularity): KeyChooser {
  switch (config.kind) {
    case 'single':
    case 'template':
      return new Single();
    case 'uniform':
      return new Uniform(config.count);
    case 'sequential':
      return new Sequential(config.count);
    case 'zipf':
      return shared(config, () => new Zipf(config.count, config.exponent));
    case 'hotspot':
      return new Hotspot(config.count, config.hotKeys, config.hotOperations);
    case 'ycsb-scrambled':
      return new YcsbScrambled(config.count);
  }
}
