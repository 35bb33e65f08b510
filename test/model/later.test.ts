import { describe, expect, test } from 'vitest';
import { type Later, Laters } from '../../src/model/later.ts';
import type { Lever, World } from '../../src/model/mitigation.ts';
import { recordWith } from '../support/lever-run.ts';
import { metronome, small } from '../support/small.ts';

/** Notes the moment of every request, and that of its items, which are due 35 and 20 ms after it. */
class Noting implements Lever {
  readonly kind = 'noting';
  readonly told: string[] = [];
  private world!: World;
  private laters!: Laters;
  private slow!: Later | null;
  private quick!: Later | null;

  bind(world: World): void {
    this.world = world;
    this.laters = new Laters(world);
    const note = (later: Later | null, at: number) =>
      this.told.push(`${world.now()}: ${later!.items.slice(at, at + 2).join(' ')}`);
    this.slow = this.laters.open(35, 2, (at) => note(this.slow, at));
    this.quick = this.laters.open(20, 2, (at) => note(this.quick, at));
  }

  answer(r: number): number {
    const born = this.world.req.born(r);
    for (const [later, name] of [[this.slow!, 1] as const, [this.quick!, 2] as const]) {
      const at = later.add();
      later.items[at] = name;
      later.items[at + 1] = born;
    }
    return 0;
  }

  wake(timer: number): void {
    this.laters.wake(timer);
  }
}

describe('later', () => {
  // Requests at 1, 2, … ms: 35 are under way at a time, more than the first room. The run is over when the last has been answered.
  test('hands every item on when its while is over, in order', () => {
    const noting = new Noting();
    recordWith(small({ durationMs: 2000, workload: [metronome(1000)] }), [noting]);
    const born = Array.from({ length: 1999 }, (_, k) => k + 1);
    const due = [...born.map((t) => [t + 20, 2, t]), ...born.map((t) => [t + 35, 1, t])];
    due.sort(([a, one], [b, other]) => a! - b! || one! - other!);
    expect(noting.told.length).toBeGreaterThan(3900);
    expect(noting.told).toEqual(due.map(([at, name, t]) => `${at}: ${name} ${t}`).slice(0, noting.told.length));
  });

  test('opens nothing where there is no while', () => {
    expect(new Laters({ timer: () => 0 } as unknown as World).open(0, 1, () => {})).toBeNull();
  });
});
