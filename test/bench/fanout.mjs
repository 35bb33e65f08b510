/** One replication of one plan with 50 million writes in one post: seconds of processor time, and the most memory. */
import { readFileSync } from 'node:fs';
import { parseScenario, run } from '../../dist/index.js';

const file = 'scenarios/celebrity-fanout.yaml';
const parsed = parseScenario(readFileSync(file, 'utf8'), { file });
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
const start = process.cpuUsage();
const { metrics } = run(parsed.scenario, 'none');
const { user, system } = process.cpuUsage(start);
console.log(
  JSON.stringify({
    writes: metrics['celebrity.attempts.total'],
    attempts: metrics['attempts.total'],
    seconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
