/**
 * What app servers keep of the salts that they have looked up: from the answer on for as long as agreed, and beyond it where
 * nobody answers.
 */
import { UNSALTED } from './salt-table.ts';

/** Salts of a key: now, and the most that it has had. */
export interface Known {
  readonly salts: number;
  readonly most: number;
}

export interface Copy extends Known {
  /** From its answer on it is known, and until then nobody needs to ask again. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** What is known until then. */
  readonly before: Copy | null;
}

/** Copies of salted keys by process; that a key has no salts is not kept. */
export class Copies {
  private readonly forMs: number;
  private readonly held: Map<number, Copy>[] = [];
  private size = 0;
  /** Most copies held at a time. */
  most = 0;

  constructor(forMs: number) {
    this.forMs = forMs;
  }

  /** What a process knows of a key at `now`, however old; null: nothing. */
  known(process: number, key: number, now: number): Copy | null {
    const copies = this.held[process];
    const newest = copies?.get(key);
    if (newest === undefined) return null;
    const copy = newest.fromMs <= now ? newest : newest.before;
    if (copy === null || copy.salts !== UNSALTED) return copy;
    copies!.delete(key);
    this.size--;
    return null;
  }

  /** A process has asked at `now` and is told at `fromMs`; while one answer is on its way, others are not waited for. */
  keep(process: number, key: number, { salts, most }: Known, now: number, fromMs: number): void {
    this.held[process] ??= new Map();
    const copies = this.held[process];
    const before = this.known(process, key, now);
    const newest = copies.get(key);
    if (newest !== undefined && newest.fromMs > now) return;
    if (salts === UNSALTED && before === null) return;
    if (newest === undefined) this.size++;
    this.most = Math.max(this.most, this.size);
    copies.set(key, {
      salts,
      most,
      fromMs,
      untilMs: fromMs + this.forMs,
      before: before && { ...before, before: null },
    });
  }

  /** Forgets all. */
  clear(): void {
    for (const copies of this.held) copies?.clear();
    this.size = 0;
  }
}
