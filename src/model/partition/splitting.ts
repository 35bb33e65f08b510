/**
 * Partitions that are split while they serve: half of the keys are copied to a new partition, and then live there.
 *
 * Copying takes part of the servers' time; at its end the partition may stand still for a moment before the keys have moved. What
 * was sent to it before is served by it: requests find the new partition from then on. Each half begins with a ceiling of its own and
 * with half of the share (F.D11).
 */
import type { Engine } from '../../engine/engine.ts';
import type { Agenda } from '../agenda.ts';
import type { Incident } from '../incidents.ts';
import type { Universe } from '../keys/universe.ts';
import type { Part, SplitSpec } from '../mitigation.ts';
import type { Point } from '../placement/point.ts';
import { cutOf, type SplitPlacement } from '../placement/split.ts';
import type { Store } from './store.ts';

interface SplittingParts {
  readonly engine: Engine;
  readonly agenda: Agenda;
  readonly store: Store;
  readonly universe: Universe;
  readonly incidents: Incident[];
}

export class Splitting {
  private readonly parts: SplittingParts;
  private readonly placement: SplitPlacement;
  private readonly underWay = new Set<Part>();

  constructor(parts: SplittingParts, placement: SplitPlacement) {
    this.parts = parts;
    this.placement = placement;
  }

  /** Begins to split a partition between the keys that it was last asked for; false: there is no room, or no such point. */
  begin(part: Part, spec: SplitSpec): boolean {
    const { engine, agenda, store } = this.parts;
    const { underWay } = this;
    if (underWay.has(part) || store.count + underWay.size === store.partitions.length) return false;
    const cut = cutOf(this.pointsAt(part, spec), spec.balance);
    if (cut === null) return false;
    underWay.add(part);
    if (spec.copyCost > 0) store.slow(part, 1 / (1 - spec.copyCost));
    this.note('copying', part);
    agenda.plan(engine.now + spec.copyMs, () => this.cutOver(part, cut, spec));
    return true;
  }

  private pointsAt(part: Part, { partsCollections }: SplitSpec): Point[] {
    const { store, universe } = this.parts;
    const pointOf: typeof this.placement.pointOf = (name, number, count, sort) =>
      this.placement.pointOf(name, number, count, partsCollections ? sort : '');
    return Array.from(store.metered().recentKeys(part), (key) => universe.locate(key, pointOf));
  }

  private cutOver(part: Part, cut: Point, { copyCost, freezeMs }: SplitSpec): void {
    const { engine, agenda, store } = this.parts;
    if (copyCost > 0) store.slow(part, 1);
    if (freezeMs === 0) {
      this.move(part, cut);
      return;
    }
    store.pause(part);
    agenda.plan(engine.now + freezeMs, () => {
      this.move(part, cut);
      store.resume(part);
    });
  }

  private move(part: Part, cut: Point): void {
    const { store, universe } = this.parts;
    const into = store.join(part);
    this.placement.split(part, into, cut);
    universe.forget(part);
    this.underWay.delete(part);
    this.note('split', part, into);
  }

  private note(kind: 'copying' | 'split', part: Part, to?: Part): void {
    const { engine, incidents } = this.parts;
    incidents.push({ atMs: engine.now, kind, key: null, count: part, ...(to === undefined ? {} : { to }) });
  }
}
