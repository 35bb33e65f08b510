/**
 * `npm run bench`: the simulator beside hand-written loops of the same two workloads, in turn, on one core.
 *
 * Prints the median over rounds of the ratio of processor times within a round; seconds are nobody's business but the
 * machine's, except for the long runs whose point is that one waits for them. usage: node bench.mjs [rounds]
 */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const rounds = Number(process.argv[2] ?? 5);

function node(args) {
  const [command, ...rest] = pinned([process.execPath, ...args]);
  return JSON.parse(execFileSync(command, rest, { cwd: join(here, '../..'), encoding: 'utf8' }));
}

/** On one core where taskset is there. */
function pinned(command) {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return ['taskset', '-c', '0', ...command];
  } catch {
    return command;
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

const workloads = [
  { name: 'W1, one queue', plain: ['plain-w1.mjs', '20000000'], product: ['w1.yaml', '20000s'] },
  { name: 'W2, retry storm', plain: ['plain-w2.mjs', '200'], product: ['w2.yaml', '200s'] },
  {
    name: 'W2 after 13 other plans in one process',
    plain: ['plain-w2.mjs', '100'],
    product: ['w2.yaml', '100s'],
    polluted: true,
  },
];

for (const { name, plain, product, polluted } of workloads) {
  const ratios = [];
  let last;
  for (let round = 1; round <= rounds; round++) {
    const loop = node([join(here, plain[0]), plain[1], String(round)]);
    const ours = node([
      join(here, 'product.mjs'),
      join(here, product[0]),
      String(round),
      product[1],
      ...(polluted ? ['polluted'] : []),
    ]);
    ratios.push(ours.requestsPerSecond / loop.requestsPerSecond);
    last = { loop, ours };
  }
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  console.log(`${name}: ${median(ratios).toFixed(2)} × the plain loop (${spread} over ${rounds} rounds)`);
  console.log(`  plain   ${JSON.stringify(last.loop)}`);
  console.log(`  product ${JSON.stringify(last.ours)}`);
}
const post = node([join(here, 'fanout.mjs')]);
console.log(
  `fan-out: a post of ${post.writes} writes, ${post.attempts} attempts in all, in ${post.seconds.toFixed(0)} s of this machine and ${post.megabytes.toFixed(0)} MB`,
);
for (const plan of ['none', 'found']) {
  const hour = node([join(here, 'chat.mjs'), plan]);
  console.log(
    `chat, plan ${plan}: an hour, ${hour.requests} requests, in ${hour.seconds.toFixed(0)} s of this machine and ${hour.megabytes.toFixed(0)} MB`,
  );
}
const memory = node(['--expose-gc', join(here, 'memory.mjs')]);
console.log(`memory: ${memory.bytesPerPending.toFixed(0)} bytes a pending request, at ${memory.pending} of them`);
