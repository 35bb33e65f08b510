import { readFileSync } from 'node:fs';
import { compare, parseScenario } from '/work/main/src/index.ts';

const file = 'scenarios/quickstart.yaml';
const parsed = parseScenario(readFileSync(file, 'utf8'), { file });
if (!parsed.ok) throw new Error(parsed.issues.map((issue) => issue.message).join('\n'));
const { expectations } = await compare(parsed.scenario);
if (expectations.some(({ verdict }) => verdict !== 'held')) throw new Error('the design does not hold');
