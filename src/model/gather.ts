/**
 * The legs of a read: how many of them it needs, and how long it waits for the others.
 *
 * Without a time-out the answer is there with the last leg that is needed; with one, all are waited for until then, and from then on those
 * needed are enough. What is not there by then is missing from the answer, which the reader is not told.
 */
import { duration, share } from '../units/option.ts';
import type { Condition } from './idle-option.ts';
import type { Legs, Line, Ms, Req, World } from './mitigation.ts';

export const gatherOptions = {
  needs: share({ default: '100%', doc: 'Part of the keys it gathers that a read needs, at least one of them' }),
  gatherTimeout: duration({
    optional: true,
    min: 1,
    doc: 'How long a read waits for all of them; then those it needs are enough. They are from the start when left out',
  }),
};

interface GatherSettings {
  readonly needs: number;
  readonly gatherTimeout: Ms | undefined;
}

/** A time-out after which all are needed as before says nothing. */
export const GATHER_CONDITIONS: readonly Condition<GatherSettings>[] = [
  { names: ['gatherTimeout'], isMet: ({ needs }) => needs < 1, allowed: 'needs: 50%, for example' },
];

export class Gather {
  private readonly needs: number;
  /** Null: nobody waits for more than is needed. */
  private readonly timeout: Line | null;

  /** Call it in `bind`. */
  constructor(world: World, { needs, gatherTimeout }: GatherSettings) {
    this.needs = needs;
    this.timeout = gatherTimeout === undefined ? null : world.line(gatherTimeout, (r) => world.suffice(r));
  }

  /** How many of the `count` legs that a read was given it needs. */
  of(r: Req, legs: Legs, count: number): number {
    const needed = Math.max(1, Math.ceil(count * this.needs));
    if (needed === count || this.timeout === null) return needed;
    legs.waitForAll();
    this.timeout.push(r);
    return needed;
  }
}
