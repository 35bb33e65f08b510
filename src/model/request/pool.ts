/**
 * Requests, calls and attempts as rows of one struct-of-arrays pool with a last-in-first-out free list.
 *
 * A request is a row. Where nothing forces more, the same row is also its one call and its attempt; a mitigation that
 * expands it adds a row per leg (a call), and a time-out adds a row per attempt, because an attempt that its caller has
 * abandoned is still somewhere in the store. `owner` names the request of a row and `call` the call of an attempt.
 * A row is freed when nobody refers to it: `references` counts its unsettled state, its own activity and its children.
 * A free row is its own owner and call with one reference, which is how `take` hands it out.
 */
export class RequestPool {
  capacity = 1024;
  /** When the user meant to send it, ms. */
  born: Float64Array = new Float64Array(1024);
  /** Unit-mean service demand, drawn at arrival. */
  demand: Float64Array = new Float64Array(1024);
  /** When the attempt reached its partition, ms. */
  entered: Float64Array = new Float64Array(1024);
  key: Int32Array = new Int32Array(1024);
  owner: Int32Array = identity(new Int32Array(1024), 0);
  call: Int32Array = identity(new Int32Array(1024), 0);
  part: Int32Array = new Int32Array(1024);
  /** Lifetime number of the row, so that a stale reference can be told from a fresh one. */
  generation: Int32Array = new Int32Array(1024);
  references: Int32Array = new Int32Array(1024).fill(1);
  /** Seed of everything that is random about its retries. */
  jitter: Int32Array = new Int32Array(1024);
  /** Version written or returned. */
  value: Int32Array = new Int32Array(1024);
  /** Newest version acknowledged when it was born. */
  newest: Int32Array = new Int32Array(1024);
  /** Items acknowledged when it was born; of a background write: the user writes it carries. */
  expected: Int32Array = new Int32Array(1024);
  /** Items returned by the store; −1 while it has not been asked. */
  returned: Int32Array = new Int32Array(1024);
  /** Legs still needed, and how many may yet fail. */
  needed: Int32Array = new Int32Array(1024);
  spare: Int32Array = new Int32Array(1024);
  /** The flow it belongs to and its operation, see `kindOf`. */
  kind: Uint16Array = new Uint16Array(1024);
  /** Where the observer counts it. */
  cell: Int32Array = new Int32Array(1024);
  attempts: Uint8Array = new Uint8Array(1024);
  flags: Uint16Array = new Uint16Array(1024);
  /** The lever that holds it. */
  stage: Uint8Array = new Uint8Array(1024);
  /** What its last retry took from the quota. */
  charge: Uint8Array = new Uint8Array(1024);
  /** End of the attempt in this row, see codes.ts. */
  end: Uint8Array = new Uint8Array(1024);
  /** Called after growth with the new capacity. */
  onGrow: (capacity: number) => void = () => {};
  private readonly columns: { grow(capacity: number): void }[] = [];
  private free: Int32Array = new Int32Array(1024);
  private freed = 0;
  private used = 0;

  /** Rows in use. */
  get live(): number {
    return this.used - this.freed;
  }

  /** A fresh row; its other columns hold what the row's last user left. */
  take(): number {
    if (this.freed > 0) return this.free[--this.freed]!;
    if (this.used === this.capacity) this.grow();
    return this.used++;
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

  release(row: number): void {
    const left = this.references[row]! - 1;
    if (left === 0) this.put(row);
    else this.references[row] = left;
  }

  /** Visits every row in use, in ascending order. */
  forEachLive(visit: (row: number) => void): void {
    const free = new Uint8Array(this.used);
    for (let k = 0; k < this.freed; k++) free[this.free[k]!] = 1;
    for (let row = 0; row < this.used; row++) if (free[row] === 0) visit(row);
  }

  private put(row: number): void {
    this.generation[row]!++;
    this.free[this.freed++] = row;
    if (this.owner[row] !== row) this.releaseParents(row);
  }

  private releaseParents(row: number): void {
    const owner = this.owner[row]!;
    const call = this.call[row]!;
    this.owner[row] = row;
    this.call[row] = row;
    if (call !== row && call !== owner) this.release(call);
    this.release(owner);
  }

  private grow(): void {
    const capacity = 2 * this.capacity;
    const f64 = (old: Float64Array): Float64Array => grown(new Float64Array(capacity), old);
    const i32 = (old: Int32Array): Int32Array => grown(new Int32Array(capacity), old);
    const u8 = (old: Uint8Array): Uint8Array => grown(new Uint8Array(capacity), old);
    this.born = f64(this.born);
    this.demand = f64(this.demand);
    this.entered = f64(this.entered);
    this.key = i32(this.key);
    this.owner = identity(i32(this.owner), this.capacity);
    this.call = identity(i32(this.call), this.capacity);
    this.part = i32(this.part);
    this.generation = i32(this.generation);
    this.references = i32(this.references).fill(1, this.capacity);
    this.jitter = i32(this.jitter);
    this.value = i32(this.value);
    this.newest = i32(this.newest);
    this.expected = i32(this.expected);
    this.returned = i32(this.returned);
    this.needed = i32(this.needed);
    this.spare = i32(this.spare);
    this.kind = grown(new Uint16Array(capacity), this.kind);
    this.cell = i32(this.cell);
    this.attempts = u8(this.attempts);
    this.flags = grown(new Uint16Array(capacity), this.flags);
    this.stage = u8(this.stage);
    this.charge = u8(this.charge);
    this.end = u8(this.end);
    this.free = i32(this.free);
    for (const column of this.columns) column.grow(capacity);
    this.capacity = capacity;
    this.onGrow(capacity);
  }
}

/** Fills a column from `from` on with the number of each row. */
function identity(column: Int32Array, from: number): Int32Array {
  for (let row = from; row < column.length; row++) column[row] = row;
  return column;
}

function grown<A extends Float64Array | Int32Array | Uint16Array | Uint8Array>(fresh: A, old: A): A {
  fresh.set(old);
  return fresh;
}
