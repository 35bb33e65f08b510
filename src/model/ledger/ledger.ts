/**
 * The account of meaning: what happened to the data, whatever the levers believe.
 *
 * Every write gets a version when it is first applied or taken over; every read carries back the newest version it saw
 * and how many items. "Stale" compares the version returned with the newest one acknowledged before the read was
 * sent; "missing" compares the items returned with those acknowledged, of histories message by message; "lost" is what
 * was acknowledged and never applied, or taken back by a failover; "duplicated" counts second applications of one call;
 * "reordered" counts writes applied after a younger one of the same key as asked for, whatever salts they lie under. A post
 * that fans out is no item of its author's key but one of every timeline that it has reached, and nobody is entitled to
 * it before. Levers have no access to any of it.
 */
import type { Engine } from '../../engine/engine.ts';
import { Histogram } from '../../sketch/histogram.ts';
import { OUTCOME_SERVED, opOf, READ } from '../codes.ts';
import type { ModelConfig } from '../config.ts';
import type { Universe } from '../keys/universe.ts';
import { APPLIED, BACKGROUND, CARRIED, FANNED, IDENTIFIED, TOTAL } from '../request/flags.ts';
import { EXPECTED, INTS, KEY, KIND, NEWEST, RETURNED, VALUE } from '../request/layout.ts';
import type { RequestPool } from '../request/pool.ts';
import { Histories, type Recall } from './histories.ts';
import {
  ASKED,
  AT,
  BEFORE,
  COUNTED,
  CALL as ENTRY_CALL,
  GENERATION as ENTRY_GENERATION,
  KEY as ENTRY_KEY,
  ITEMS,
  DOUBLES as JOURNAL_DOUBLES,
  INTS as JOURNAL_INTS,
  type Journal,
  MARK_BITS,
  MARKS,
  REORDERED,
  SET,
  VERSION,
  YOUNGEST,
} from './journal.ts';
import { KeyTable } from './key-table.ts';
import { Parcels } from './parcels.ts';
import { Sessions } from './sessions.ts';
import { Survivors } from './survivors.ts';
import { VersionLog } from './version-log.ts';

/** Of a total: the writes that it counts stand or fall by themselves. */
const NO_VERSION = 0;

interface LedgerParts {
  readonly engine: Engine;
  readonly pool: RequestPool;
  readonly universe: Universe;
  readonly config: Pick<ModelConfig, 'workload' | 'clients'>;
  /** Client process that a user's request landed on. */
  processOf(r: number): number;
}

/** What a run must remember; what cannot happen in it is not watched for. */
export interface Remembered {
  /** When versions were acknowledged, which the age of stale answers needs. */
  readonly ages: boolean;
  /** What each client process has written and read. */
  readonly sessions: boolean;
}

export class Ledger {
  readonly keys: KeyTable;
  /** Writes acknowledged to users. */
  acknowledged = 0;
  duplicated = 0;
  reordered = 0;
  stale = 0;
  /** Items that reads should have returned and did not. */
  missing = 0;
  /** Reads whose answer was compared. */
  readsChecked = 0;
  /** Age of stale answers, ms. */
  readonly staleMs = new Histogram();
  /** From the acknowledgement's request to its application, of writes that a lever acknowledged early, ms. */
  readonly applyDelayMs = new Histogram();
  private readonly engine: Engine;
  private readonly pool: RequestPool;
  private readonly log: VersionLog | null;
  private versions = 0;
  /** By partition, what followers may lack; null where there are none. */
  private journals: readonly Journal[] | null = null;
  private readonly survivors = new Survivors();
  /** Null: nobody reads histories. */
  private readonly histories: Histories | null;
  private readonly tellRecall: (r: number, recall: Recall) => void;
  /** Null: nobody can miss a write of its own, or go back in time. */
  readonly sessions: Sessions | null;
  private readonly processOf: (r: number) => number;
  /** Acknowledged without being applied or taken over. */
  private forgotten = 0;
  private carried = 0;
  private carriedApplied = 0;
  /** Null: no lever has issued anything. */
  private parcels: Parcels | null = null;

  /**
   * @param tellRecall is told of every read of a history that was answered.
   */
  constructor(parts: LedgerParts, remembered: Remembered, tellRecall: (r: number, recall: Recall) => void = () => {}) {
    const { engine, pool, universe, config } = parts;
    this.engine = engine;
    this.pool = pool;
    this.processOf = (r) => parts.processOf(r);
    this.log = remembered.ages ? new VersionLog() : null;
    const { processes } = config.clients;
    const isOpen = config.workload.some(({ keys }) => keys.kind === 'template');
    const keys = isOpen ? Number.POSITIVE_INFINITY : universe.size;
    this.sessions = remembered.sessions ? new Sessions({ pool, keys, processes }) : null;
    this.keys = new KeyTable(universe);
    const hasHistories = config.workload.some(({ history }) => history !== null);
    this.histories = hasHistories ? new Histories(config, pool, universe) : null;
    this.tellRecall = tellRecall;
  }

  /** From now on keeps account in `journals`, by partition, of what a failover may take back. */
  follow(journals: readonly Journal[]): void {
    this.journals = journals;
  }

  /** Writes acknowledged or taken over by a lever that have not been applied by now, or were taken back. */
  get lost(): number {
    return this.forgotten + this.carried - this.carriedApplied;
  }

  /** A user's request is sent: notes what it is entitled to see. */
  sent(r: number): void {
    const { ints } = this.pool;
    const at = r << INTS;
    const key = ints[at + KEY]!;
    this.histories?.sent(r);
    if (this.sessions !== null && opOf(ints[at + KIND]!) === READ) this.sessions.sent(r, this.processOf(r));
    ints[at + NEWEST] = this.keys.newest(key);
    ints[at + EXPECTED] = this.keys.acknowledged(key);
  }

  /** The store has served this attempt. */
  served(row: number): void {
    const { ints } = this.pool;
    const at = row << INTS;
    const key = ints[at + KEY]!;
    if (opOf(ints[at + KIND]!) === READ) {
      if (this.histories?.asks(row)) this.histories.served(this.pool.owner(row), key);
      ints[at + VALUE] = this.keys.applied(key);
      ints[at + RETURNED] = this.keys.items(key);
    } else {
      this.applied(row, key);
    }
  }

  /** A lever has made a background request. */
  issued(r: number): void {
    this.parcels ??= new Parcels(this.pool);
    this.parcels.opened(r);
  }

  /** A lever's background request takes over what `from` was to write; what is applied already is not taken over. */
  carry(into: number, from: number): void {
    const { pool } = this;
    const parcels = this.parcels!;
    if (pool.value(from) === 0) pool.setValue(from, ++this.versions);
    if (pool.value(into) < pool.value(from)) pool.setValue(into, pool.value(from));
    if (pool.flags(from) & BACKGROUND) {
      parcels.move(into, from);
    } else {
      parcels.take(into, from);
      pool.raise(from, CARRIED);
      this.carried++;
    }
    if (pool.born(from) < pool.born(into)) pool.setBorn(into, pool.born(from));
  }

  /** A lever's background request brings what another one brings, which may be under way. */
  repeat(again: number, first: number): void {
    this.parcels!.repeat(again, first);
  }

  /** A background write is to set its key to what a read has gathered. */
  total(r: number, sum: number): void {
    const { pool } = this;
    pool.raise(r, TOTAL);
    pool.setValue(r, pool.value(sum));
    pool.setExpected(r, pool.returned(sum));
  }

  /** A repeat is over. */
  parted(again: number): void {
    this.parcels!.parted(again);
  }

  /** A user's request has its outcome. */
  settled(r: number, outcome: number): void {
    if (opOf(this.pool.ints[(r << INTS) + KIND]!) === READ) {
      if (this.histories?.asks(r)) this.historyEnded(this.histories, r, outcome);
      else if (outcome === OUTCOME_SERVED) this.readAnswered(r);
    } else if (outcome === OUTCOME_SERVED) {
      this.writeAcknowledged(r);
    } else if (this.pool.flags(r) & CARRIED && this.parcels!.renounce(r)) {
      this.carried--;
    }
  }

  /** A post has reached one follower's timeline; when is not kept, so what is stale there has no age. */
  delivered(leg: number): void {
    const { pool } = this;
    this.canBeSeen(pool.key(leg), pool.value(pool.owner(leg)));
  }

  /** The new leader of a partition never had this entry: what it did is taken back. */
  undo(journal: Journal, slot: number): void {
    const { ints, doubles } = journal;
    const at = slot << JOURNAL_INTS;
    const key = ints[at + ENTRY_KEY]!;
    const items = ints[at + ITEMS]!;
    const marks = ints[at + MARKS]!;
    const version = ints[at + VERSION]!;
    this.keys.setApplied(key, ints[at + BEFORE]!);
    this.keys.setYoungest(ints[at + ASKED]!, doubles[(slot << JOURNAL_DOUBLES) + YOUNGEST]!);
    this.keys.addItems(key, -items);
    if (items === 0 && !(marks & SET)) this.duplicated--;
    else this.lowerApplied(ints[at + ENTRY_CALL]!, ints[at + ENTRY_GENERATION]!);
    if (marks & REORDERED) this.reordered--;
    if (marks & COUNTED) this.carriedApplied -= marks >> MARK_BITS;
    if (this.survivors.undone(version) && this.survivors.isAcknowledged(version)) this.forgotten++;
  }

  private applied(row: number, key: number): void {
    const { pool, keys, parcels } = this;
    const call = pool.call(row);
    const owner = pool.owner(row);
    if (pool.flags(owner) & TOTAL) {
      this.set(row, owner);
      return;
    }
    const isBackground = (pool.flags(owner) & BACKGROUND) !== 0;
    const content = this.contentOf(owner);
    this.histories?.applied(owner, key);
    if (pool.value(content) === 0) pool.setValue(content, ++this.versions);
    const isAgain = (pool.flags(call) & APPLIED) !== 0 || (isBackground && parcels!.isSpent(content, owner));
    if (isAgain && pool.flags(owner) & IDENTIFIED) return;
    const asked = this.askedKey(content, key);
    const isReordered = !isAgain && pool.born(content) < keys.youngest(asked) && !this.isAnotherCopy(call, content);
    const items = isAgain ? 0 : isBackground ? pool.expected(content) : 1;
    const isCounted = isBackground && !isAgain && !(pool.flags(content) & APPLIED);
    if (this.journals !== null) {
      const promised = isCounted ? parcels!.promised(content) << MARK_BITS : 0;
      this.enter(row, items, (isReordered ? REORDERED : 0) | (isCounted ? COUNTED : 0) | promised);
    }
    if (keys.applied(key) < pool.value(content)) keys.setApplied(key, pool.value(content));
    if (isAgain) {
      this.duplicated++;
      return;
    }
    keys.addItems(key, items);
    if (isCounted) {
      this.carriedApplied += parcels!.promised(content);
      this.applyDelayMs.record(this.engine.now - pool.born(content));
      parcels!.brought(content, owner);
    }
    pool.raise(call, APPLIED);
    pool.raise(content, APPLIED);
    if (isReordered) this.reordered++;
    else if (keys.youngest(asked) < pool.born(content)) keys.setYoungest(asked, pool.born(content));
  }

  /** A total is what it is, older or younger than the one before; what it counts has been applied elsewhere. */
  private set(row: number, owner: number): void {
    const { pool, keys } = this;
    const key = pool.key(row);
    const items = pool.expected(owner) - keys.items(key);
    if (this.journals !== null) this.enter(row, items, SET);
    keys.setApplied(key, pool.value(owner));
    keys.addItems(key, items);
  }

  /** The key that a write is in order on: the one asked for, whatever salts it was written under; a post's are its followers'. */
  private askedKey(owner: number, key: number): number {
    return this.pool.flags(owner) & FANNED ? key : this.pool.key(owner);
  }

  /** Whether a write lies somewhere already, and this is one more copy of it: it was in order when it first got there, or it was not. */
  private isAnotherCopy(call: number, owner: number): boolean {
    return call !== owner && (this.pool.flags(owner) & (APPLIED | FANNED)) === APPLIED;
  }

  /** The row that says what is written: a lever's may bring what another of its own was given. */
  private contentOf(owner: number): number {
    const { pool, parcels } = this;
    return (pool.flags(owner) & (BACKGROUND | TOTAL)) === BACKGROUND ? parcels!.contentOf(owner) : owner;
  }

  /** Writes an application of so many items into the journal of its partition, with marks, before it is done. */
  private enter(row: number, items: number, marks: number): void {
    const { pool, keys } = this;
    const call = pool.call(row);
    const key = pool.key(row);
    const content = this.contentOf(pool.owner(row));
    const asked = this.askedKey(content, key);
    const version = marks & SET ? NO_VERSION : pool.value(content);
    const journal = this.journals![pool.part(row)]!;
    const slot = journal.append();
    const at = slot << JOURNAL_INTS;
    journal.ints[at + ENTRY_CALL] = call;
    journal.ints[at + ENTRY_GENERATION] = pool.generation(call);
    journal.ints[at + ENTRY_KEY] = key;
    journal.ints[at + VERSION] = version;
    journal.ints[at + ITEMS] = items;
    journal.ints[at + BEFORE] = keys.applied(key);
    journal.ints[at + MARKS] = marks;
    journal.doubles[(slot << JOURNAL_DOUBLES) + AT] = this.engine.now;
    journal.ints[at + ASKED] = asked;
    journal.doubles[(slot << JOURNAL_DOUBLES) + YOUNGEST] = keys.youngest(asked);
    if (this.survivors.applied(version) && this.survivors.isAcknowledged(version)) this.forgotten--;
  }

  /** A call whose application was taken back has not been applied, if it still is that call. */
  private lowerApplied(call: number, generation: number): void {
    const { pool } = this;
    if (pool.generation(call) !== generation) return;
    const owner = pool.owner(call);
    pool.lower(call, APPLIED);
    pool.lower(this.contentOf(owner), APPLIED);
  }

  private writeAcknowledged(r: number): void {
    const { pool } = this;
    const key = pool.key(r);
    this.acknowledged++;
    if (!(pool.flags(r) & FANNED) && pool.value(r) === 0) pool.setValue(r, ++this.versions);
    if (!(pool.flags(r) & CARRIED) && !this.stands(r)) this.forgotten++;
    if (pool.flags(r) & FANNED) return;
    this.sessions?.acknowledged(r, this.processOf(r));
    this.histories?.acknowledged(r, this.engine.now);
    const previous = this.canBeSeen(key, pool.value(r));
    if (this.log !== null && pool.value(r) > previous)
      this.log.acknowledged(key, pool.value(r), previous, this.engine.now);
  }

  /** Whether a write that is acknowledged now has been applied; where that can be taken back, it is remembered as acknowledged. */
  private stands(r: number): boolean {
    const { pool, survivors } = this;
    if (this.journals === null) return (pool.flags(r) & APPLIED) !== 0;
    survivors.acknowledge(pool.value(r));
    return survivors.stands(pool.value(r));
  }

  /** Whoever asks for this key from now on is entitled to the version; returns the newest one before. */
  private canBeSeen(key: number, version: number): number {
    const previous = this.keys.newest(key);
    this.keys.addAcknowledged(key);
    if (version > previous) this.keys.setNewest(key, version);
    return previous;
  }

  /** What was answered by somebody else than the store is not compared: what it held is not known here. */
  private historyEnded(histories: Histories, r: number, outcome: number): void {
    if (outcome === OUTCOME_SERVED && this.pool.returned(r) >= 0) {
      const recall = histories.answered(r, this.journals === null ? null : this.survivors);
      this.missing += recall.missing;
      this.tellRecall(r, recall);
    }
    histories.forget(r);
  }

  private readAnswered(r: number): void {
    const { ints } = this.pool;
    const at = r << INTS;
    const returned = ints[at + RETURNED]!;
    this.readsChecked++;
    this.sessions?.answered(r, this.processOf(r));
    if (ints[at + VALUE]! < ints[at + NEWEST]!) this.staleAnswer(r);
    else if (returned >= 0 && returned < ints[at + EXPECTED]!) this.missing += ints[at + EXPECTED]! - returned;
  }

  private staleAnswer(r: number): void {
    const { pool } = this;
    this.stale++;
    if (this.log === null) return;
    const since = this.log.supersededAt(pool.key(r), pool.value(r), pool.newest(r));
    if (since > 0) this.staleMs.record(this.engine.now - since);
  }
}
