import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/experiment/result.ts';
import { run } from '../../src/experiment/run.ts';
import {
  ATTEMPT_END_NAMES,
  OUTCOME_NAMES,
  OUTCOME_SERVED,
  READ,
  THROTTLED,
  TURNED_AWAY,
  UNAVAILABLE,
  WRITE,
} from '../../src/model/codes.ts';
import { badMetrics, notPlain } from '../support/contracts/plain.ts';
import type { EventKind, RunLog } from '../support/event-log.ts';
import { GENERATED, scenarios } from '../support/generators.ts';
import { observe } from '../support/observe.ts';
import { lever, small, stream } from '../support/small.ts';

/**
 * What the metrics of a run without warm-up must be, counted from the log.
 *
 * Requests and their attempts count where the request was born, so what a lever issues during the drain does not.
 */
function counted({ events, config }: RunLog): Record<string, number> {
  const of = (wanted: EventKind) => events.filter(({ kind }) => kind === wanted);
  const [offered, settled] = [of('offered'), of('settled')];
  const late = new Set(
    of('issued')
      .filter(({ at }) => at >= config.durationMs)
      .map(({ request }) => request),
  );
  const ended = of('ended').filter(({ request }) => !late.has(request));
  const turnedAway = of('bounced').filter(({ end }) => [THROTTLED, UNAVAILABLE, TURNED_AWAY].includes(end));
  const units = (log: readonly { readonly op: number; readonly units: number }[], op: number): number =>
    log.filter((event) => event.op === op).reduce((total, event) => total + event.units, 0);
  const born = new Map(offered.map(({ request, at }) => [request, at]));
  const latencies = settled
    .filter(({ end }) => end === OUTCOME_SERVED)
    .map(({ at, request }) => at - born.get(request)!);
  const counts: Record<string, number> = {
    'requests.offered': offered.length,
    'requests.unfinished': offered.length - settled.length,
    'reads.requests.offered': offered.filter(({ op }) => op === READ).length,
    'attempts.total': ended.length,
    'ledger.wasted': of('wasted').length,
    'ledger.acknowledged': settled.filter(({ op, end }) => op === WRITE && end === OUTCOME_SERVED).length,
    'bill.readUnits': units(of('reached'), READ) - units(turnedAway, READ),
    'bill.writeUnits': units(of('reached'), WRITE) - units(turnedAway, WRITE),
    'engine.requests': offered.length,
  };
  for (const [end, name] of ATTEMPT_END_NAMES.entries()) {
    counts[`attempts.${name}`] = ended.filter((event) => event.end === end).length;
  }
  for (const [outcome, name] of OUTCOME_NAMES.entries()) {
    if (name !== 'unfinished') counts[`requests.${name}`] = settled.filter(({ end }) => end === outcome).length;
  }
  if (latencies.length > 0) counts['latencyMs.max'] = Math.max(...latencies);
  return counts;
}

function miscounts(result: RunResult, log: RunLog): string[] {
  return Object.entries(counted(log)).flatMap(([name, count]) =>
    result.metrics[name] === count ? [] : [`${name} is ${result.metrics[name]}, the log has ${count}`],
  );
}

describe('a result', () => {
  property.prop([scenarios()], { seed: 5, numRuns: 60 })(
    'survives JSON, has no negative metric, and counts what the log counts',
    (scenario) => {
      const result = run(scenario, GENERATED);
      expect(notPlain(result)).toEqual([]);
      const text = JSON.stringify(result);
      expect(JSON.stringify(JSON.parse(text))).toBe(text);
      expect(badMetrics(result.metrics)).toEqual([]);
      if (scenario.warmupMs === 0) expect(miscounts(result, observe(scenario, GENERATED))).toEqual([]);
    },
  );

  const scenario = small({ durationMs: 1000, workload: [stream(200, { reads: 0.5 })], plan: [lever('cache')] });
  const result = run(scenario, GENERATED);

  test('that would not survive JSON is found', () => {
    const faults = [Number.NaN, Number.POSITIVE_INFINITY, -0, undefined, new Map(), new Float64Array(1), () => 0];
    for (const fault of faults) {
      expect(notPlain({ ...result, metrics: { ...result.metrics, planted: fault } }), String(fault)).toHaveLength(1);
    }
    expect(badMetrics({ ...result.metrics, planted: -1e-18 })).toHaveLength(1);
    expect(badMetrics({ ...result.metrics, planted: Number.NaN })).toHaveLength(1);
  });

  test('that miscounts is found', () => {
    const log = observe(scenario, GENERATED);
    for (const name of Object.keys(counted(log))) {
      const metrics = { ...result.metrics, [name]: result.metrics[name]! + 1 };
      expect(miscounts({ ...result, metrics }, log)).toHaveLength(1);
    }
  });
});
