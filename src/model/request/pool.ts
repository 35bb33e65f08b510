/**
 * Requests, calls and attempts as rows of one pool with a last-in-first-out free list.
 *
 * A request is a row. Where nothing forces more, the same row is also its one call and its attempt; a mitigation that
 * expands it adds a row per leg (a call), and a time-out adds a row per attempt, because an attempt that its caller has
 * abandoned is still somewhere in the store. `owner` names the request of a row and `call` the call of an attempt.
 * A row is freed when nobody refers to it: `references` counts its unsettled state, its own activity and its children.
 * A free row is its own owner and call with one reference, which is how `open` hands it out.
 *
 * What every request needs lies side by side, one cache line of integers and half a line of doubles a row, behind
 * accessors small enough to vanish when compiled; what only some need has columns of its own.
 */
import { FANNED, SETTLED } from './flags.ts';
import {
  ATTEMPTS,
  BORN,
  CALL,
  CELL,
  DEMAND,
  DOUBLES,
  ENTERED,
  EXPECTED,
  FLAGS,
  GENERATION,
  INTS,
  JITTER,
  KEY,
  KIND,
  NEWEST,
  OWNER,
  PART,
  REFERENCES,
  RETURNED,
  VALUE,
} from './layout.ts';

const FIRST_CAPACITY = 1024;

export class RequestPool {
  capacity = FIRST_CAPACITY;
  /** Legs still needed, and how many may yet fail. */
  needed: Int32Array = new Int32Array(FIRST_CAPACITY);
  spare: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** The lever that holds it. */
  stage: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** What its last retry took from the quota; means nothing before the first. */
  charge: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** End of the attempt in this row, see codes.ts. */
  end: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** Called after growth with the new capacity. */
  onGrow: (capacity: number) => void = () => {};
  /** The integers of all rows, as layout.ts has them; replaced by growth. */
  ints: Int32Array = readied(new Int32Array(FIRST_CAPACITY << INTS), 0);
  /** The doubles of all rows. */
  doubles: Float64Array = new Float64Array(FIRST_CAPACITY << DOUBLES);
  private readonly columns: { grow(capacity: number): void }[] = [];
  private freeRows: Int32Array = new Int32Array(FIRST_CAPACITY);
  private freed = 0;
  private used = 0;

  /** Rows in use. */
  get live(): number {
    return this.used - this.freed;
  }

  /**
   * A fresh row that nobody has worked on yet; what is not set here holds what its last user left. When it was born is
   * for the caller to set: a double argument would be boxed.
   */
  open(kind: number, key: number): number {
    const row = this.take();
    const { ints } = this;
    const at = row << INTS;
    ints[at + KEY] = key;
    ints[at + KIND] = kind;
    ints[at + FLAGS] = 0;
    ints[at + ATTEMPTS] = 0;
    ints[at + VALUE] = 0;
    ints[at + RETURNED] = -1;
    return row;
  }

  /** The key it asks for. */
  key(row: number): number {
    return this.ints[(row << INTS) + KEY]!;
  }

  setKey(row: number, key: number): void {
    this.ints[(row << INTS) + KEY] = key;
  }

  /** The flow it belongs to and its operation, see `kindOf`. */
  kind(row: number): number {
    return this.ints[(row << INTS) + KIND]!;
  }

  /** Where the observer counts it. */
  cell(row: number): number {
    return this.ints[(row << INTS) + CELL]!;
  }

  setCell(row: number, cell: number): void {
    this.ints[(row << INTS) + CELL] = cell;
  }

  /** The partition that its attempt goes to. */
  part(row: number): number {
    return this.ints[(row << INTS) + PART]!;
  }

  /** See flags.ts. */
  flags(row: number): number {
    return this.ints[(row << INTS) + FLAGS]!;
  }

  setFlags(row: number, flags: number): void {
    this.ints[(row << INTS) + FLAGS] = flags;
  }

  /** Sets flags. */
  raise(row: number, flags: number): void {
    this.ints[(row << INTS) + FLAGS]! |= flags;
  }

  /** Clears flags. */
  lower(row: number, flags: number): void {
    this.ints[(row << INTS) + FLAGS]! &= ~flags;
  }

  /** Attempts so far of a call; which one it is, of an attempt. */
  attempts(row: number): number {
    return this.ints[(row << INTS) + ATTEMPTS]!;
  }

  setAttempts(row: number, attempts: number): void {
    this.ints[(row << INTS) + ATTEMPTS] = attempts;
  }

  /** One attempt more; returns how many there are now. */
  countAttempt(row: number): number {
    return ++this.ints[(row << INTS) + ATTEMPTS]!;
  }

  /** Seed of everything that is random about its retries. */
  jitter(row: number): number {
    return this.ints[(row << INTS) + JITTER]!;
  }

  setJitter(row: number, jitter: number): void {
    this.ints[(row << INTS) + JITTER] = jitter;
  }

  /** Version written or returned. */
  value(row: number): number {
    return this.ints[(row << INTS) + VALUE]!;
  }

  setValue(row: number, value: number): void {
    this.ints[(row << INTS) + VALUE] = value;
  }

  /** Newest version acknowledged when it was born. */
  newest(row: number): number {
    return this.ints[(row << INTS) + NEWEST]!;
  }

  setNewest(row: number, newest: number): void {
    this.ints[(row << INTS) + NEWEST] = newest;
  }

  /** Items acknowledged when it was born; of a background write: the user writes it carries. */
  expected(row: number): number {
    return this.ints[(row << INTS) + EXPECTED]!;
  }

  setExpected(row: number, expected: number): void {
    this.ints[(row << INTS) + EXPECTED] = expected;
  }

  /** Items returned by the store; −1 while it has not been asked. */
  returned(row: number): number {
    return this.ints[(row << INTS) + RETURNED]!;
  }

  setReturned(row: number, returned: number): void {
    this.ints[(row << INTS) + RETURNED] = returned;
  }

  /** The request of a row. */
  owner(row: number): number {
    return this.ints[(row << INTS) + OWNER]!;
  }

  setOwner(row: number, owner: number): void {
    this.ints[(row << INTS) + OWNER] = owner;
  }

  /** The call of an attempt. */
  call(row: number): number {
    return this.ints[(row << INTS) + CALL]!;
  }

  setCall(row: number, call: number): void {
    this.ints[(row << INTS) + CALL] = call;
  }

  /** How many refer to it. */
  references(row: number): number {
    return this.ints[(row << INTS) + REFERENCES]!;
  }

  /** Lifetime number of the row, so that a stale reference can be told from a fresh one. */
  generation(row: number): number {
    return this.ints[(row << INTS) + GENERATION]!;
  }

  /** When the user meant to send it, ms. */
  born(row: number): number {
    return this.doubles[(row << DOUBLES) + BORN]!;
  }

  setBorn(row: number, born: number): void {
    this.doubles[(row << DOUBLES) + BORN] = born;
  }

  /** Unit-mean service demand, drawn at arrival. */
  demand(row: number): number {
    return this.doubles[(row << DOUBLES) + DEMAND]!;
  }

  setDemand(row: number, demand: number): void {
    this.doubles[(row << DOUBLES) + DEMAND] = demand;
  }

  /** When the attempt reached its partition, ms. */
  entered(row: number): number {
    return this.doubles[(row << DOUBLES) + ENTERED]!;
  }

  setEntered(row: number, entered: number): void {
    this.doubles[(row << DOUBLES) + ENTERED] = entered;
  }

  /** Whether its calls still serve a purpose: followers get a post however late, others have no use for it once it has ended. */
  isWanted(owner: number): boolean {
    return (this.flags(owner) & (SETTLED | FANNED)) !== SETTLED;
  }

  /** A further column, which grows with the pool. */
  column<A extends Int32Array | Float64Array>(create: (capacity: number) => A): { data: A } {
    const column = {
      data: create(this.capacity),
      grow(capacity: number): void {
        column.data = grown(create(capacity), column.data);
      },
    };
    this.columns.push(column);
    return column;
  }

  /** Adds `count` references. */
  hold(row: number, count: number): void {
    this.ints[(row << INTS) + REFERENCES]! += count;
  }

  /** Frees a row that nobody else has referred to, now or by its lifetime number. */
  free(row: number): void {
    this.freeRows[this.freed++] = row;
  }

  /** Takes one reference away; the last one frees the row. */
  release(row: number): void {
    const left = this.ints[(row << INTS) + REFERENCES]! - 1;
    if (left === 0) this.put(row);
    else this.ints[(row << INTS) + REFERENCES] = left;
  }

  /** Visits every row in use, in ascending order. */
  forEachLive(visit: (row: number) => void): void {
    const free = new Uint8Array(this.used);
    for (let k = 0; k < this.freed; k++) free[this.freeRows[k]!] = 1;
    for (let row = 0; row < this.used; row++) if (free[row] === 0) visit(row);
  }

  private take(): number {
    return this.freed > 0 ? this.freeRows[--this.freed]! : this.add();
  }

  private add(): number {
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  private put(row: number): void {
    this.ints[(row << INTS) + GENERATION]!++;
    this.free(row);
    if (this.ints[(row << INTS) + OWNER] !== row) this.releaseParents(row);
  }

  private releaseParents(row: number): void {
    const owner = this.owner(row);
    const call = this.call(row);
    this.setOwner(row, row);
    this.setCall(row, row);
    if (call !== row && call !== owner) this.release(call);
    this.release(owner);
  }

  private grow(): void {
    const capacity = 2 * this.capacity;
    this.ints = readied(grown(new Int32Array(capacity << INTS), this.ints), this.capacity);
    this.doubles = grown(new Float64Array(capacity << DOUBLES), this.doubles);
    this.needed = grown(new Int32Array(capacity), this.needed);
    this.spare = grown(new Int32Array(capacity), this.spare);
    this.stage = grown(new Uint8Array(capacity), this.stage);
    this.charge = grown(new Uint8Array(capacity), this.charge);
    this.end = grown(new Uint8Array(capacity), this.end);
    this.freeRows = grown(new Int32Array(capacity), this.freeRows);
    for (const column of this.columns) column.grow(capacity);
    this.capacity = capacity;
    this.onGrow(capacity);
  }
}

/** Makes the rows from `first` on ready for use. */
function readied(ints: Int32Array, first: number): Int32Array {
  for (let row = first; row << INTS < ints.length; row++) {
    ints[(row << INTS) + OWNER] = row;
    ints[(row << INTS) + CALL] = row;
    ints[(row << INTS) + REFERENCES] = 1;
  }
  return ints;
}

function grown<A extends Float64Array | Int32Array | Uint8Array>(fresh: A, old: A): A {
  fresh.set(old);
  return fresh;
}
