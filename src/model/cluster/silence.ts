/**
 * Who gets no answer: attempts at hosts that fell silent and at leaders that stand still, until those are back.
 *
 * A process that died breaks its connections, which its callers notice at once.
 */
import type { Group } from './group.ts';

/** A leader that stands still. */
export interface Freeze {
  readonly group: Group;
  readonly replica: number;
  /** Whether it is no longer in office. */
  hasLost: boolean;
  /** Whether its process is gone, and its connections with it. */
  isDead: boolean;
  /** Attempts in its hands since it lost its office. */
  readonly hanging: number[];
}

export class Silence {
  private readonly freezes: Freeze[] = [];
  /** Crashes that keep each node down, and whether one of them fell silent. */
  private readonly crashes: Int32Array;
  private readonly isSilent: boolean[];
  /** Attempts that a silent node has in its hands. */
  private readonly hanging: number[][];
  private readonly tell: (row: number) => void;

  /** @param tell is told of every attempt whose caller hears that it has failed. */
  constructor(nodes: number, tell: (row: number) => void) {
    this.crashes = new Int32Array(nodes);
    this.isSilent = Array.from({ length: nodes }, () => false);
    this.hanging = Array.from({ length: nodes }, () => []);
    this.tell = tell;
  }

  /** A node goes down; true: it was up. */
  crash(node: number, silent: boolean): boolean {
    if (silent) this.isSilent[node] = true;
    if (this.crashes[node]!++ > 0) return false;
    for (const freeze of this.freezes) if (freeze.group.nodes[freeze.replica] === node) this.kill(freeze);
    return true;
  }

  /** One crash less keeps a node down; true: it is up again. */
  restart(node: number): boolean {
    if (--this.crashes[node]! > 0) return false;
    this.isSilent[node] = false;
    this.release(this.hanging[node]!);
    return true;
  }

  /** The leader of a group stands still. */
  freeze(group: Group): Freeze {
    const freeze = { group, replica: group.leader, hasLost: false, isDead: false, hanging: [] };
    this.freezes.push(freeze);
    return freeze;
  }

  /** It goes on. */
  thaw(freeze: Freeze): void {
    this.freezes.splice(this.freezes.indexOf(freeze), 1);
    this.release(freeze.hanging);
  }

  /** What keeps the leader of a group, who is still in office, from its work. */
  freezesOf(group: Group): readonly Freeze[] {
    return this.freezes.filter((freeze) => freeze.group === group && !freeze.hasLost);
  }

  /** The process of a leader that stands still is gone. */
  kill(freeze: Freeze): void {
    freeze.isDead = true;
    this.release(freeze.hanging);
  }

  /** A node has nothing for an attempt at a group's leader: it says so, or nothing at all. */
  fail(row: number, group: Group, node: number): void {
    const held = this.crashes[node]! > 0 ? this.heldByHost(node) : this.heldByProcess(group, node);
    if (held === null) this.tell(row);
    else held.push(row);
  }

  private heldByHost(node: number): number[] | null {
    return this.isSilent[node] ? this.hanging[node]! : null;
  }

  private heldByProcess(group: Group, node: number): number[] | null {
    const still = this.freezes.find(
      (freeze) => freeze.group === group && group.nodes[freeze.replica] === node && freeze.hasLost && !freeze.isDead,
    );
    return still?.hanging ?? null;
  }

  private release(rows: number[]): void {
    for (const row of rows.splice(0)) this.tell(row);
  }
}
