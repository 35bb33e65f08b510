import { describe, expect, test } from 'vitest';
import { opOf, READ, WRITE } from '../../../src/model/codes.ts';
import type { KeyConfig, ServiceKind, WorkloadConfig } from '../../../src/model/config.ts';
import { Universe } from '../../../src/model/keys/universe.ts';
import { createPlacement } from '../../../src/model/placement/placement.ts';
import { createService } from '../../../src/model/workload/service.ts';
import { Workload } from '../../../src/model/workload/workload.ts';
import { Streams } from '../../../src/random/streams.ts';
import { stream } from '../../support/small.ts';

const DRAWS = 5000;

interface Draw {
  readonly key: number;
  readonly op: number;
  readonly demand: number;
  readonly jitter: number;
}

function draws(changes: Partial<WorkloadConfig>, seed = '1', service: ServiceKind = { kind: 'exponential' }): Draw[] {
  const config = stream(100, changes);
  const universe = new Universe([config.keys], createPlacement({ kind: 'hash' }, 3));
  const workload = new Workload(0, config, universe, createService(service), new Streams(seed, 0));
  return Array.from({ length: DRAWS }, () => {
    const k = workload.draw();
    return {
      key: workload.keys[k]!,
      op: opOf(workload.kinds[k]!),
      demand: workload.demands[k]!,
      jitter: workload.jitters[k]!,
    };
  });
}

describe('Workload', () => {
  test('draws the same whatever else is drawn: each purpose has a stream of its own', () => {
    const base = draws({ reads: 0.5 });
    expect(draws({ reads: 0.5 })).toEqual(base);
    expect(draws({ reads: 0.5 }, '2')).not.toEqual(base);
    const others = draws({ reads: 0.9, keys: { kind: 'uniform', count: 50, prefix: 'k' } });
    expect(others.map(({ demand, jitter }) => [demand, jitter])).toEqual(
      base.map(({ demand, jitter }) => [demand, jitter]),
    );
    const served = draws({ reads: 0.5 }, '1', { kind: 'hyperexponential', scv: 4 });
    expect(served.map(({ demand: _, ...rest }) => rest)).toEqual(base.map(({ demand: _, ...rest }) => rest));
    expect(served.map(({ demand }) => demand)).not.toEqual(base.map(({ demand }) => demand));
    const again = draws({ reads: 0.9 });
    expect(again.map(({ op }) => op)).toEqual(others.map(({ op }) => op));
  });

  // A share of n draws is off by 4.5·√(p(1 − p)/n) once in 150,000 seeds.
  test('reads and writes come in their shares', () => {
    expect(new Set(draws({ reads: 1 }).map(({ op }) => op))).toEqual(new Set([READ]));
    expect(new Set(draws({ reads: 0 }).map(({ op }) => op))).toEqual(new Set([WRITE]));
    const share = draws({ reads: 0.3 }).filter(({ op }) => op === READ).length / DRAWS;
    expect(Math.abs(share - 0.3)).toBeLessThan(4.5 * Math.sqrt((0.3 * 0.7) / DRAWS));
  });

  test.each<KeyConfig>([
    { kind: 'single', key: 'c' },
    { kind: 'uniform', count: 7, prefix: 'k' },
    { kind: 'zipf', count: 7, exponent: 1, prefix: 'k' },
    { kind: 'hotspot', count: 7, prefix: 'k', hotKeys: 0.2, hotOperations: 0.8 },
    { kind: 'sequential', count: 7, prefix: 'k' },
    { kind: 'ycsb-scrambled', count: 7, prefix: 'k' },
  ])('$kind keys lie in their space', (keys) => {
    const drawn = draws({ keys }).map(({ key }) => key);
    const count = 'count' in keys ? keys.count : 1;
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(count);
    if (keys.kind === 'sequential') expect(drawn.slice(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1]);
  });
});
