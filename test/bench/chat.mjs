/**
 * An hour of a chat, 72 million messages over a million conversations and readers who check their histories: seconds of
 * processor time, and the most memory. usage: node chat.mjs <plan>
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario, run } from '../../dist/index.js';

const file = join(import.meta.dirname, 'chat.yaml');
const plan = process.argv[2];
const parsed = parseScenario(readFileSync(file, 'utf8'), { file });
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
const start = process.cpuUsage();
const { metrics } = run(parsed.scenario, plan);
const { user, system } = process.cpuUsage(start);
console.log(
  JSON.stringify({
    plan,
    requests: metrics['engine.requests'],
    asked: metrics['recall.asked'],
    missing: metrics['recall.missing'],
    seconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
