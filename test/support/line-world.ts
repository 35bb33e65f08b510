/** As much of a world as a line needs, with a clock that a test turns; request r has key r mod 4, workload r mod 3 and 1 + r mod 2 units. */
import type { RequestView, World } from '../../src/model/mitigation.ts';
import { small, stream } from './small.ts';

const WORKLOADS = ['alpha', 'beta', 'gamma'];

export class LineWorld {
  nowMs = 0;
  /** How often the line had an opinion. */
  acts = 0;
  readonly world: World;

  constructor(requests: number) {
    const req = {
      key: (r: number) => r % 4,
      workload: (r: number) => r % 3,
      units: (r: number) => 1 + (r % 2),
    } as RequestView;
    const { model: config } = small({ workload: WORKLOADS.map((name) => stream(1, { name })) });
    this.world = {
      config,
      req,
      now: () => this.nowMs,
      acted: () => this.acts++,
      f64: () => ({ data: new Float64Array(requests) }),
      keys: (patterns: readonly string[]) => ({ has: (key: number) => patterns.includes(`key:${key}`) }),
    } as unknown as World;
  }
}
