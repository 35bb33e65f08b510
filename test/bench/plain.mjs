/** What both plain loops share: a small fast generator and a heap of (time, id) on typed arrays. */

/** sfc32 by Chris Doty-Humphrey, public domain; two draws make a 53-bit uniform. */
export class Random {
  constructor(seed) {
    this.a = 0;
    this.b = seed | 0;
    this.c = 0x9e3779b9 | 0;
    this.d = 1;
    for (let k = 0; k < 15; k++) this.next();
  }

  next() {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  uniform() {
    return ((this.next() >>> 5) * 67108864 + (this.next() >>> 6)) / 9007199254740992;
  }

  exponential() {
    return -Math.log(1 - this.uniform());
  }
}

export class Heap {
  constructor() {
    this.times = new Float64Array(1 << 17);
    this.ids = new Int32Array(1 << 17);
    this.size = 0;
  }

  push(time, id) {
    const { times, ids } = this;
    let slot = this.size++;
    if (slot >= times.length) throw new Error('the heap is full');
    while (slot > 0) {
      const parent = (slot - 1) >> 2;
      if (times[parent] <= time) break;
      times[slot] = times[parent];
      ids[slot] = ids[parent];
      slot = parent;
    }
    times[slot] = time;
    ids[slot] = id;
  }

  /** Drops the head, which the caller has read from `times[0]` and `ids[0]`. */
  drop() {
    const { times, ids } = this;
    const size = --this.size;
    const time = times[size];
    const id = ids[size];
    let slot = 0;
    for (let child = 1; child < size; child = 4 * slot + 1) {
      const end = Math.min(child + 4, size);
      let least = child;
      for (let k = child + 1; k < end; k++) if (times[k] < times[least]) least = k;
      if (times[least] >= time) break;
      times[slot] = times[least];
      ids[slot] = ids[least];
      slot = least;
    }
    times[slot] = time;
    ids[slot] = id;
  }
}
