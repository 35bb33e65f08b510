import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/experiment/run.ts';
import { OUTCOME_SERVED, READ, SERVED, THROTTLED, TIMED_OUT } from '../../src/model/codes.ts';
import { broken } from '../support/contracts/table.ts';
import { sameTraffic } from '../support/contracts/traffic.ts';
import type { RunLog } from '../support/event-log.ts';
import { GENERATED, scenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';

/** What a generated case must reach now and then for the contracts to mean anything. */
const troubles: Record<string, (log: RunLog) => boolean> = {
  throttle: ({ events }) => events.some(({ kind, end }) => kind === 'bounced' && end === THROTTLED),
  'time-out': ({ events }) => events.some(({ kind, end }) => kind === 'ended' && end === TIMED_OUT),
  retry: ({ events }) => attemptsByLeg(events).some((attempts) => attempts > 1),
  gather: ({ events }) => legsByRequest(events).some((legs) => legs > 1),
  queue: ({ events }) => events.some(({ kind, at, enteredAt }) => kind === 'started' && at > enteredAt),
  'wasted work': ({ events }) => events.some(({ kind }) => kind === 'wasted'),
  'early answer': ({ events }) =>
    events.some(
      ({ kind, op, end, returned }) => kind === 'settled' && op === READ && end === OUTCOME_SERVED && returned < 0,
    ),
  'background write': ({ events }) =>
    events.some(({ kind, end, background }) => kind === 'ended' && end === SERVED && background),
};

describe('every run', () => {
  // A tenth of the cases, as measured on these very cases, must reach each kind of trouble: else the generators have
  // drifted away from what the contracts are about.
  test('keeps every contract, and a tenth of the cases reach each kind of trouble', () => {
    const reached = new Map<string, number>([...Object.keys(troubles), 'cache hit'].map((name) => [name, 0]));
    const count = (name: string, isReached: boolean) => reached.set(name, reached.get(name)! + Number(isReached));
    let cases = 0;
    fc.assert(
      fc.property(scenarios(), (scenario) => {
        const log = observe(scenario, GENERATED);
        const { metrics } = run(scenario, GENERATED);
        expect(broken(log, scenario.plans[1]!.levers)).toEqual([]);
        expect(sameTraffic(log, observe(scenario, 'none'))).toEqual([]);
        cases++;
        count('cache hit', (metrics['cache.hitRatio'] ?? 0) > 0);
        for (const [name, isReached] of Object.entries(troubles)) count(name, isReached(log));
      }),
      { seed: 1, numRuns: 150 },
    );
    const rare = [...reached].filter(([, times]) => times < cases / 10);
    expect(rare, `cases that reached each, of ${cases}: ${JSON.stringify([...reached])}`).toEqual([]);
  });
});

function attemptsByLeg(events: RunLog['events']): number[] {
  return tally(events.filter(({ kind }) => kind === 'attempted').map(({ request, key }) => `${request}/${key}`));
}

function legsByRequest(events: RunLog['events']): number[] {
  const legs = new Set(
    events.filter(({ kind }) => kind === 'attempted').map(({ request, key }) => `${request}/${key}`),
  );
  return tally([...legs].map((leg) => leg.split('/')[0]!));
}

function tally(names: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.values()];
}
