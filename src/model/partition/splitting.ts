/**
 * Partitions that are split while they serve, and merged again: half of the keys are copied to a new partition, and then live
 * there, or all keys of one are copied to its neighbour.
 *
 * What was sent to a partition before is served by it: requests find the other one from then on, and one that is left is gone once it
 * has served them. Each half begins with a ceiling of its own and with half of the share (F.D11); a merged one has the shares of both.
 */
import type { Engine } from '../../engine/engine.ts';
import type { Agenda } from '../agenda.ts';
import type { ModelConfig } from '../config.ts';
import type { Incident } from '../incidents.ts';
import type { Universe } from '../keys/universe.ts';
import { type CopySpec, NOBODY, type Part, type SplitSpec } from '../mitigation.ts';
import type { Point } from '../placement/point.ts';
import { areInOrder, cutOf, type SplitPlacement } from '../placement/split.ts';
import { Copying } from './copying.ts';
import type { Store } from './store.ts';

interface SplittingParts {
  readonly engine: Engine;
  readonly agenda: Agenda;
  readonly store: Store;
  readonly universe: Universe;
  readonly incidents: Incident[];
  readonly config: ModelConfig;
}

/** Beyond the network's delay: how often a partition that is left is looked at, ms. */
const DRAIN_LOOK_MS = 10;

export class Splitting {
  private readonly parts: SplittingParts;
  private readonly placement: SplitPlacement;
  private readonly copying: Copying;
  /** Splits under way, each of which will need a partition. */
  private pending = 0;

  constructor(parts: SplittingParts, placement: SplitPlacement) {
    this.parts = parts;
    this.placement = placement;
    this.copying = new Copying(parts);
  }

  /** Begins to split a partition between the keys that it was last asked for; false: there is no room, or no such point. */
  begin(part: Part, spec: SplitSpec): boolean {
    const { store } = this.parts;
    if (!this.isFree(part) || this.pending === store.presence.room) return false;
    const points = this.pointsAt(part, spec);
    const cut = cutOf(points, spec.balance);
    if (cut === null || (!spec.splitsOrdered && areInOrder(points))) return false;
    this.pending++;
    this.note('copying', part);
    this.copying.begin([part], spec, () => this.move(part, cut));
    return true;
  }

  /** The partition of the keys behind those of `part`, if they were split from one another; else NOBODY. */
  after(part: Part): Part {
    return this.parts.store.presence.has(part) ? this.placement.after(part) : NOBODY;
  }

  /** Begins to merge a partition with the one after it; false: there is none, or one of them is not free. */
  merge(part: Part, spec: CopySpec): boolean {
    const next = this.after(part);
    if (next === NOBODY || !this.isFree(part) || !this.isFree(next)) return false;
    this.note('merging', part, next);
    this.copying.begin([part, next], spec, () => this.join(part, next));
    return true;
  }

  private isFree(part: Part): boolean {
    return this.parts.store.presence.has(part) && !this.copying.holds(part);
  }

  private pointsAt(part: Part, { partsCollections }: SplitSpec): Point[] {
    const { store, universe } = this.parts;
    const pointOf: typeof this.placement.pointOf = (name, number, count, sort) =>
      this.placement.pointOf(name, number, count, partsCollections ? sort : '');
    return Array.from(store.metered().recentKeys(part), (key) => universe.locate(key, pointOf));
  }

  private move(part: Part, cut: Point): readonly Part[] {
    const { store, universe } = this.parts;
    const into = store.join(part);
    this.pending--;
    this.placement.split(part, into, cut);
    universe.forget(part);
    this.note('split', part, into);
    return [];
  }

  private join(part: Part, next: Part): readonly Part[] {
    const { store, universe } = this.parts;
    this.placement.merge(part, next);
    universe.forget(next);
    store.unite(part, next);
    this.note('merged', part, next);
    this.leaveWhenEmpty(next);
    return [next];
  }

  /** Nobody is sent there any more. */
  private leaveWhenEmpty(part: Part): void {
    const { engine, agenda, store, config } = this.parts;
    agenda.plan(engine.now + config.store.networkMs + DRAIN_LOOK_MS, () => {
      if (store.partitions[part]!.inside > 0) {
        this.leaveWhenEmpty(part);
        return;
      }
      store.presence.leave(part, engine.now);
      this.copying.release(part);
    });
  }

  private note(kind: 'copying' | 'split' | 'merging' | 'merged', part: Part, to?: Part): void {
    const { engine, incidents } = this.parts;
    incidents.push({ atMs: engine.now, kind, key: null, count: part, ...(to === undefined ? {} : { to }) });
  }
}
