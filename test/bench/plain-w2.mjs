/**
 * W2, the retry storm, as a hand-written loop that can do nothing else: no metrics but four sums, no ledger, no audit.
 *
 * The yardstick of `npm run bench`. usage: node plain-w2.mjs <virtual seconds> <seed>
 */
import { Heap, Random } from './plain.mjs';

const KEYS = 10_000;
const PARTITIONS = 64;
const PLACES = 50;
const ATTEMPTS = 5;
const ARRIVAL = -1;

/** Walker's alias table of Zipf weights. */
function zipf(exponent) {
  const weights = Float64Array.from({ length: KEYS }, (_, k) => (k + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => (weight * KEYS) / total);
  const alias = Int32Array.from({ length: KEYS }, (_, k) => k);
  const small = [];
  const large = [];
  for (const [k, value] of share.entries()) (value < 1 ? small : large).push(k);
  while (small.length > 0 && large.length > 0) {
    const low = small.pop();
    const high = large.at(-1);
    alias[low] = high;
    share[high] -= 1 - share[low];
    if (share[high] < 1) small.push(large.pop());
  }
  return { share, alias };
}

function simulate(seconds, random) {
  const { share, alias } = zipf(1.1);
  const endMs = seconds * 1000;
  const heap = new Heap();
  const room = 1 << 16;
  const born = new Float64Array(room);
  const part = new Uint8Array(room);
  const fails = new Uint8Array(room);
  const free = new Int32Array(room);
  const queues = new Int32Array(PARTITIONS * 64);
  const heads = new Int32Array(PARTITIONS);
  const inside = new Int32Array(PARTITIONS);
  let freed = 0;
  let used = 0;
  let offered = 0;
  let served = 0;
  let dropped = 0;
  let attempts = 0;
  let totalMs = 0;
  heap.push(random.exponential() / 40, ARRIVAL);
  for (;;) {
    const now = heap.times[0];
    let id = heap.ids[0];
    heap.drop();
    if (now > endMs) break;
    if (id < ARRIVAL) {
      const p = -2 - id;
      const done = queues[p * 64 + heads[p]];
      heads[p] = (heads[p] + 1) & 63;
      served++;
      totalMs += now - born[done];
      free[freed++] = done;
      if (--inside[p] > 0) heap.push(now + random.exponential(), id);
      continue;
    }
    if (id === ARRIVAL) {
      heap.push(now + random.exponential() / 40, ARRIVAL);
      offered++;
      id = freed > 0 ? free[--freed] : used++;
      const draw = random.uniform() * KEYS;
      const k = draw | 0;
      part[id] = (draw - k < share[k] ? k : alias[k]) & (PARTITIONS - 1);
      born[id] = now;
      fails[id] = 0;
    }
    attempts++;
    const p = part[id];
    if (inside[p] < PLACES) {
      queues[p * 64 + ((heads[p] + inside[p]) & 63)] = id;
      if (inside[p]++ === 0) heap.push(now + random.exponential(), -2 - p);
    } else if (++fails[id] === ATTEMPTS) {
      dropped++;
      free[freed++] = id;
    } else {
      heap.push(now + random.uniform() * 50 * (1 << (fails[id] - 1)), id);
    }
  }
  return {
    requests: offered,
    servedShare: served / (served + dropped),
    attemptsPerRequest: attempts / offered,
    meanMs: totalMs / served,
  };
}

const random = new Random(Number(process.argv[3]));
const start = process.cpuUsage();
const result = simulate(Number(process.argv[2]), random);
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({ ...result, requestsPerSecond: (result.requests * 1e6) / (user + system) }));
