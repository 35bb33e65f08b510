/**
 * A line in order of arrival whose next is taken from the new or the old end, whichever is said at that moment.
 *
 * It knows for how long it has been standing: the time since it was last empty, which a server can read off its own queue.
 */
import { Ring } from '../../sketch/ring.ts';
import type { Ms, Req, WaitingLine, World } from '../mitigation.ts';

export class TwoEndedLine implements WaitingLine {
  private readonly ring = new Ring();
  private readonly world: World;
  private readonly isNewestFirst: (line: TwoEndedLine) => boolean;
  private lastEmpty = 0;

  /** @param isNewestFirst whether the newest is next, of a line that is not empty. */
  constructor(world: World, isNewestFirst: (line: TwoEndedLine) => boolean) {
    this.world = world;
    this.isNewestFirst = isNewestFirst;
  }

  get length(): number {
    return this.ring.length;
  }

  /** How long somebody has been waiting in it, ms; of a line that is not empty. */
  get standingMs(): Ms {
    return this.world.now() - this.lastEmpty;
  }

  /** The one who has waited longest, −1 when nobody waits. */
  get oldest(): Req {
    return this.ring.peek();
  }

  push(attempt: Req): void {
    if (this.ring.length === 0) this.lastEmpty = this.world.now();
    this.ring.push(attempt);
  }

  shift(): Req {
    if (this.ring.length < 2 || !this.isNewestFirst(this)) return this.ring.shift();
    this.world.acted();
    return this.ring.pop();
  }

  /** Takes out the one who has waited longest. */
  shiftOldest(): Req {
    return this.ring.shift();
  }

  peek(): Req {
    return this.ring.length > 0 && this.isNewestFirst(this) ? this.ring.last() : this.ring.peek();
  }

  clear(): void {
    this.ring.clear();
  }

  ids(): Iterable<Req> {
    return this.ring.ids();
  }
}
