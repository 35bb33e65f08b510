/**
 * What moves keys between partitions while they serve: it is copied for a while, which takes part of their servers' time, and at the
 * end they may stand still for a moment before the keys have moved.
 */
import type { Engine } from '../../engine/engine.ts';
import type { Agenda } from '../agenda.ts';
import type { CopySpec, Part } from '../mitigation.ts';
import type { Store } from './store.ts';

interface CopyingParts {
  readonly engine: Engine;
  readonly agenda: Agenda;
  readonly store: Store;
}

export class Copying {
  private readonly parts: CopyingParts;
  private readonly held = new Set<Part>();

  constructor(parts: CopyingParts) {
    this.parts = parts;
  }

  /** Whether a partition is part of something that is under way. */
  holds(part: Part): boolean {
    return this.held.has(part);
  }

  /** Copies what `parts` have, and calls `move` at the end; they are held until then, and those that it returns after it. */
  begin(parts: readonly Part[], spec: CopySpec, move: () => readonly Part[]): void {
    const { engine, agenda, store } = this.parts;
    for (const part of parts) {
      this.held.add(part);
      if (spec.copyCost > 0) store.slow(part, 1 / (1 - spec.copyCost));
    }
    agenda.plan(engine.now + spec.copyMs, () => this.cutOver(parts, spec, move));
  }

  release(part: Part): void {
    this.held.delete(part);
  }

  private cutOver(parts: readonly Part[], { copyCost, freezeMs }: CopySpec, move: () => readonly Part[]): void {
    const { engine, agenda, store } = this.parts;
    if (copyCost > 0) for (const part of parts) store.slow(part, 1);
    if (freezeMs === 0) {
      this.end(parts, move);
      return;
    }
    for (const part of parts) store.pause(part);
    agenda.plan(engine.now + freezeMs, () => {
      this.end(parts, move);
      for (const part of parts) store.resume(part);
    });
  }

  private end(parts: readonly Part[], move: () => readonly Part[]): void {
    const kept = move();
    for (const part of parts) if (!kept.includes(part)) this.release(part);
  }
}
