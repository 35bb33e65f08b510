/**
 * Bytes that one pending request takes, outgrown buffers left aside: a million calls in a long back-off, and the same
 * model with a thousand.
 */
import { parseScenario, run } from '../../dist/index.js';

const text = (rate) => `
name: pending requests
duration: 10s
warmup: 0s
store:
  partitions: 64
  placement: {kind: modulo}
  network: 0s
  partition: {ceiling: {reads: 0.001/s, writes: 0.001/s}, ceilingDepth: 1000s, service: {kind: exponential, mean: 1ms}, servers: 1}
clients:
  retry: {attempts: 2, base: 1h, jitter: none}
workload:
  - name: pending
    arrivals: {kind: even, rate: ${rate}/s}
    keys: {kind: uniform, count: 10k}
    reads: 50%
`;

function bytes(rate) {
  const parsed = parseScenario(text(rate), { file: 'memory' });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  globalThis.gc();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const result = run(parsed.scenario, 'none', {
    onProgress: () => {
      globalThis.gc();
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    },
  });
  return { pending: result.metrics['requests.unfinished'], bytes: most - before };
}

const few = bytes(100);
const many = bytes(100_000);
console.log(
  JSON.stringify({ pending: many.pending, bytesPerPending: (many.bytes - few.bytes) / (many.pending - few.pending) }),
);
