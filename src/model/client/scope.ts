/** Whose calls a client reckons together: one account per client process for the whole store, or one for each of its partitions. */
import { mostPartitions } from '../config.ts';
import type { Req, World } from '../mitigation.ts';

export class ClientScope {
  /** How many accounts there are. */
  readonly size: number;
  private readonly world: World;
  private readonly parts: number;

  constructor(world: World, per: 'store' | 'partition') {
    const { clients, store } = world.config;
    this.world = world;
    this.parts = per === 'partition' ? mostPartitions(store) : 1;
    this.size = clients.processes * this.parts;
  }

  /** The account of an attempt. */
  indexOf(attempt: Req): number {
    const { req } = this.world;
    const part = this.parts === 1 ? 0 : this.world.partitionOf(req.key(attempt));
    return req.process(attempt) * this.parts + part;
  }
}
