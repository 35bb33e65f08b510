/**
 * One workload through the public `run`, all metrics, ledger and invariants on, in a process of its own.
 *
 * usage: node product.mjs <scenario.yaml> <seed> <duration> [polluted]
 */
import { readFileSync } from 'node:fs';
import { applyOverrides, parseScenario, run } from '../../dist/index.js';

const [, , file, seed, duration, polluted] = process.argv;

function load(path, sets) {
  const written = applyOverrides(readFileSync(path, 'utf8'), sets);
  const parsed = parseScenario(written.text, { file: path });
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.issues)}`);
  return parsed.scenario;
}

const scenario = load(file, [{ path: 'duration', value: duration }]);
if (polluted !== undefined) {
  const other = load('scenarios/black-friday.yaml', [{ path: 'duration', value: '130s' }]);
  for (const plan of other.plans) run(other, plan.name);
}
const start = process.cpuUsage();
const { metrics } = run(scenario, 'none', { seed });
const { user, system } = process.cpuUsage(start);
const requests = metrics['engine.requests'];
console.log(
  JSON.stringify({
    requests,
    servedShare: metrics['requests.served'] / requests,
    attemptsPerRequest: metrics['attempts.perRequest'],
    meanMs: metrics['latencyMs.mean'],
    requestsPerSecond: (requests * 1e6) / (user + system),
  }),
);
