/**
 * How many salts each key has, change by change, so that it can be asked of any moment and lose what came after one.
 *
 * Changes that were planned hold for every key that is listed; others were made while the system ran.
 */
import type { KeySet } from '../mitigation.ts';

/** From `at` on, ms, a key has so many salts. */
export interface SaltChange {
  readonly at: number;
  readonly salts: number;
}

/** No salts: the bare key. */
export const UNSALTED = 0;

export class SaltTable {
  private readonly listed: KeySet;
  private planned: readonly SaltChange[];
  private readonly made = new Map<number, SaltChange[]>();

  constructor(listed: KeySet, planned: readonly SaltChange[]) {
    this.listed = listed;
    this.planned = planned;
  }

  /** Salts of a key at a moment. */
  at(key: number, time: number): number {
    if (!this.listed.has(key)) return UNSALTED;
    let salts = UNSALTED;
    for (const change of this.planned) if (change.at <= time) salts = change.salts;
    const made = this.made.get(key);
    if (made !== undefined) for (const change of made) if (change.at <= time) salts = change.salts;
    return salts;
  }

  /** The most salts that a key has had by a moment. */
  mostAt(key: number, time: number): number {
    if (!this.listed.has(key)) return UNSALTED;
    let most = UNSALTED;
    for (const { at, salts } of this.planned) if (at <= time && salts > most) most = salts;
    const made = this.made.get(key);
    if (made !== undefined) for (const { at, salts } of made) if (at <= time && salts > most) most = salts;
    return most;
  }

  /** Raises a key's salts from `at` on; false where it has as many already: they never fall. */
  raise(key: number, salts: number, at: number): boolean {
    if (salts <= this.at(key, at)) return false;
    const changes = this.made.get(key);
    if (changes === undefined) this.made.set(key, [{ at, salts }]);
    else changes.push({ at, salts });
    return true;
  }

  /** Forgets all changes between two moments; returns how many had been made while the system ran. */
  lose(after: number, until: number): number {
    const stays = ({ at }: SaltChange): boolean => at <= after || at > until;
    this.planned = this.planned.filter(stays);
    let lost = 0;
    for (const [key, changes] of this.made) {
      const kept = changes.filter(stays);
      lost += changes.length - kept.length;
      this.made.set(key, kept);
    }
    return lost;
  }

  /** What was planned for between two moments waits until the second. */
  postpone(from: number, until: number): void {
    this.planned = this.planned.map((change) =>
      change.at > from && change.at < until ? { ...change, at: until } : change,
    );
  }

  /** Takes over what another table knows by a moment. */
  fill(from: SaltTable, time: number): void {
    const known = ({ at }: SaltChange): boolean => at <= time;
    this.planned = [...from.planned.filter(known), ...this.planned.filter((change) => !known(change))];
    for (const [key, changes] of from.made) this.made.set(key, changes.filter(known));
  }
}
