/** How many followers the author of each post has. */
import { BoundedPareto } from '../../random/bounded-pareto.ts';
import type { Stream } from '../../random/stream.ts';
import type { FollowersConfig } from '../config.ts';

/** Draws whole numbers of followers, at least 1. */
export interface Followers {
  sample(stream: Stream): number;
}

class Fixed implements Followers {
  private readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  sample(): number {
    return this.count;
  }
}

class PowerLaw implements Followers {
  private readonly law: BoundedPareto;

  constructor(shape: number, min: number, max: number) {
    this.law = new BoundedPareto(shape, min, max);
  }

  sample(stream: Stream): number {
    return Math.round(this.law.sample(stream));
  }
}

export function createFollowers(config: FollowersConfig): Followers {
  if (config.kind === 'fixed') return new Fixed(config.count);
  return new PowerLaw(config.shape, config.min, config.max);
}
