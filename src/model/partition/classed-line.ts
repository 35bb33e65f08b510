/**
 * A line for each class of those who wait: first in, first out within a class, and a rule of turns between the classes.
 *
 * The room is common to all: whether somebody may wait at all is decided before, whatever the class.
 */
import { Ring } from '../../sketch/ring.ts';
import type { Req, WaitingLine, World } from '../mitigation.ts';

/** Whose turn it is among classes. */
export interface Turns {
  /** Somebody waits in a class where nobody did. */
  woken(ofClass: number): void;
  /** The class whose turn it is, among those in which somebody waits, of which there is one. */
  next(classes: readonly Ring[]): number;
  /** One of a class was taken out. */
  taken(ofClass: number, attempt: Req): void;
}

export interface Classes {
  /** How many there are. */
  readonly count: number;
  of(attempt: Req): number;
}

/** In place of the ring of a class in which nobody has ever had to wait: most classes at most partitions. */
const UNUSED = new Ring();

export class ClassedLine implements WaitingLine {
  private readonly world: World;
  private readonly classes: Classes;
  private readonly turns: Turns;
  private readonly rings: Ring[];
  private size = 0;

  constructor(world: World, classes: Classes, turns: Turns) {
    this.world = world;
    this.classes = classes;
    this.turns = turns;
    this.rings = Array.from({ length: classes.count }, () => UNUSED);
  }

  push(attempt: Req): void {
    const ofClass = this.classes.of(attempt);
    if (this.rings[ofClass] === UNUSED) this.rings[ofClass] = new Ring();
    const ring = this.rings[ofClass]!;
    ring.push(attempt);
    this.size++;
    if (ring.length === 1) this.turns.woken(ofClass);
  }

  shift(): Req {
    if (this.size === 0) return -1;
    const ofClass = this.turns.next(this.rings);
    const ring = this.rings[ofClass]!;
    // Between classes there is something to decide only where somebody waits in another one.
    if (ring.length < this.size) this.world.acted();
    this.size--;
    const attempt = ring.shift();
    this.turns.taken(ofClass, attempt);
    return attempt;
  }

  peek(): Req {
    return this.size === 0 ? -1 : this.rings[this.turns.next(this.rings)]!.peek();
  }

  clear(): void {
    for (const ring of this.rings) ring.clear();
    this.size = 0;
  }

  /** Class by class. */
  *ids(): Generator<Req> {
    for (const ring of this.rings) yield* ring.ids();
  }
}
