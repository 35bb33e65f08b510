/** `--at` and `--until`: at which loads plans are run again, and what they are asked to hold there. */
import type { Goal, LoadRequest } from '../experiment/load.ts';
import { parseClaim } from '../scenario/expectation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { UsageError } from './exit.ts';

const SEARCH = 'break';
const FACTOR = /^(\d+(?:\.\d+)?)x$/;
const LEAST = 0.001;
const MOST = 1000;
const FACTORS_MOST = 30;
const USUAL_GOAL = 'requests.failedShare <= 1%';

/** The options of `compare` about load. */
export const loadOptions = {
  at: {
    type: 'string',
    requiresArg: true,
    describe: 'Run all plans at these loads too, as 0.5x,2x,4x of the scenario’s; break: search where each plan breaks',
  },
  until: {
    type: 'string',
    requiresArg: true,
    describe: `What a plan is asked to hold at a load, written as in expect (default: ${USUAL_GOAL})`,
  },
} as const;

/** Reads `--at`. */
function factorsOf(written: string): LoadRequest['at'] {
  if (written.trim() === SEARCH) return 'search';
  const factors = written.split(',').map((part) => {
    const factor = Number(FACTOR.exec(part.trim())?.[1] ?? Number.NaN);
    if (factor >= LEAST && factor <= MOST) return factor;
    throw new UsageError(
      `--at: got ${JSON.stringify(part.trim())}: factors from ${LEAST}x to ${MOST}x, as 0.5x,2x,4x, or break`,
    );
  });
  if (factors.length > FACTORS_MOST) throw new UsageError(`--at: ${factors.length} loads: at most ${FACTORS_MOST}`);
  return [...new Set(factors)].sort((a, b) => a - b);
}

/** What `--at` and `--until` ask for; undefined where neither is given. */
export function loadRequest(
  { at, until }: { readonly at?: string | undefined; readonly until?: string | undefined },
  scenario: Scenario,
): LoadRequest | undefined {
  if (at === undefined && until !== undefined)
    throw new UsageError('--until says what to hold at a load: give --at too');
  return at === undefined ? undefined : { at: factorsOf(at), goal: goalOf(until ?? USUAL_GOAL, scenario) };
}

function goalOf(that: string, scenario: Scenario): Goal {
  const workloads = scenario.model.workload.map(({ name }) => name);
  const parsed = parseClaim(that, { workloads, plans: scenario.plans.map(({ name }) => name) });
  if (!parsed.ok) throw new UsageError(`--until: ${parsed.fault.message}; allowed: ${parsed.fault.allowed}`);
  const { claim } = parsed;
  if (claim.low?.of != null || claim.high?.of != null) {
    throw new UsageError(`--until: ${JSON.stringify(that)} is relative to another plan: give a bound of its own`);
  }
  return { that, ...claim };
}
