import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/metrics/events.ts';
import { timelineOf } from '../../../src/report/html/timeline.ts';
import type { PlanView } from '../../../src/report/view.ts';

const textOf = (...events: RunEvent[]): string =>
  timelineOf({ result: { events } } as unknown as PlanView)!.text.replace(/<[^>]*>/g, ' ');

describe('the timeline of a plan', () => {
  test('says what the store did to its partitions', () => {
    const text = textOf(
      { atMs: 1000, kind: 'boosted', key: null, count: 3, to: 512.4 },
      { atMs: 2000, kind: 'lowered', key: null, count: 3, to: 200 },
      { atMs: 3000, kind: 'copying', key: null, count: 0 },
      { atMs: 4000, kind: 'split', key: null, count: 0, to: 8 },
      { atMs: 5000, kind: 'merging', key: null, count: 0, to: 8 },
      { atMs: 6000, kind: 'merged', key: null, count: 0, to: 8 },
    );
    expect(text).toContain('1s: partition 3 is raised to 512 units/s');
    expect(text).toContain('2s: partition 3 is lowered to 200 units/s');
    expect(text).toContain('3s: half of partition 0 is being copied');
    expect(text).toContain('4s: partition 0 is split: half of its keys live on 8');
    expect(text).toContain('5s: partitions 0 and 8 are being copied together');
    expect(text).toContain('6s: partition 8 is merged into 0');
  });
});
