/** How many client processes there are, moment by moment: a fleet of app servers that grows or shrinks. */
import type { ClientConfig } from '../config.ts';

export class Fleet {
  private readonly steps: ClientConfig['fleet'];
  private readonly always: number;

  constructor({ fleet, processes }: Pick<ClientConfig, 'fleet' | 'processes'>) {
    this.steps = fleet;
    this.always = processes;
  }

  /** Processes at a moment, ms. */
  at(time: number): number {
    if (this.steps === null) return this.always;
    let { processes } = this.steps[0]!;
    for (const step of this.steps) if (step.fromMs <= time) processes = step.processes;
    return processes;
  }
}
