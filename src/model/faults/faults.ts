/**
 * What goes wrong, and when: faults begin and end at moments of the scenario, the same under every plan.
 *
 * A pause stops the servers of one partition and keeps all else: what is in service is finished later by as much, what
 * comes waits in the queue while there is room. It is a stop-the-world collection, a frozen disk, a virtual machine that
 * is being moved.
 */
import type { Engine } from '../../engine/engine.ts';
import type { FaultConfig } from '../config.ts';
import type { Universe } from '../keys/universe.ts';
import type { Lanes } from '../lanes.ts';
import type { Store } from '../partition/store.ts';

interface Turn {
  readonly atMs: number;
  readonly partition: number;
  readonly begins: boolean;
}

interface FaultParts {
  readonly engine: Engine;
  readonly lanes: Lanes;
  readonly universe: Universe;
  readonly store: Store;
}

/** Opens the lane on which the faults of a run happen; nothing where there are none. */
export function openFaults(faults: readonly FaultConfig[], { engine, lanes, universe, store }: FaultParts): void {
  if (faults.length === 0) return;
  const turns = faults.flatMap(({ atMs, forMs, key, partition }): Turn[] => {
    const where = key === null ? partition! : universe.partitionOfName(key);
    return [
      { atMs, partition: where, begins: true },
      { atMs: atMs + forMs, partition: where, begins: false },
    ];
  });
  // What begins goes before what ends at the same moment, so that servers do not move between two pauses.
  turns.sort((a, b) => a.atMs - b.atMs || Number(b.begins) - Number(a.begins));
  let next = 0;
  const arm = (): void => {
    if (next < turns.length) engine.setLane(lane, turns[next]!.atMs, engine.events.nextSequence());
  };
  const lane = lanes.open(() => {
    const { partition, begins } = turns[next++]!;
    if (begins) store.pause(partition);
    else store.resume(partition);
    arm();
  });
  arm();
}
