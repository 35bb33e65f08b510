/**
 * W1 as a hand-written loop that can do nothing else: M/M/1 at ρ = 0.9 on a typed-array heap and a ring of arrival times.
 *
 * The yardstick of `npm run bench`. usage: node plain-w1.mjs <customers> <seed>
 */
import { Heap, Random } from './plain.mjs';

const ARRIVAL = 0;
const DEPARTURE = 1;

function simulate(customers, random) {
  const heap = new Heap();
  const arrivals = new Float64Array(1 << 16);
  const mask = arrivals.length - 1;
  let head = 0;
  let inside = 0;
  let arrived = 0;
  let served = 0;
  let totalMs = 0;
  heap.push(random.exponential() / 0.9, ARRIVAL);
  while (heap.size > 0) {
    const now = heap.times[0];
    const id = heap.ids[0];
    heap.drop();
    if (id === ARRIVAL) {
      arrivals[(head + inside) & mask] = now;
      if (++inside > mask) throw new Error('the queue outgrew its ring');
      if (inside === 1) heap.push(now + random.exponential(), DEPARTURE);
      if (++arrived < customers) heap.push(now + random.exponential() / 0.9, ARRIVAL);
    } else {
      totalMs += now - arrivals[head];
      head = (head + 1) & mask;
      served++;
      if (--inside > 0) heap.push(now + random.exponential(), DEPARTURE);
    }
  }
  return { requests: served, meanMs: totalMs / served };
}

const random = new Random(Number(process.argv[3]));
const start = process.cpuUsage();
const result = simulate(Number(process.argv[2]), random);
const { user, system } = process.cpuUsage(start);
console.log(JSON.stringify({ ...result, requestsPerSecond: (result.requests * 1e6) / (user + system) }));
