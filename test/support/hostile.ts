/** A comparison whose every name tries to get out of its place, by script, by quote, by direction and by length. */
import type { Comparison, PlanResult } from '../../src/experiment/result.ts';
import { BLACK_FRIDAY_STORIES, blackFriday } from './comparison.ts';

/** Sets `window.hostile` wherever it is run. */
export const PAYLOAD = `</script></style></svg></text><script>window.hostile=1</script><img src=x onerror="window.hostile=1">`;
const NAMES = [
  PAYLOAD,
  `"' onload='window.hostile=1' x="`,
  'javascript:window.hostile=1\u2028\u2029\uffff',
  '\u202eright to left\u202c مرحبا بالعالم',
  `${'🔥 long '.repeat(1500)}`,
];

/** The first plans of the Black Friday story under hostile names, as are its workloads, windows, keys and words. */
export function hostile(): Comparison {
  const tame = blackFriday(BLACK_FRIDAY_STORIES.slice(0, NAMES.length));
  const planNames = new Map(tame.plans.map(({ plan }, i) => [plan, NAMES[i]!]));
  const rename = (plan: string) => planNames.get(plan) ?? plan;
  const workload = (name: string) => name.replace(/(^|:)headset\./, (_, window: string) => `${window}${NAMES[1]}.`);
  const keysRenamed = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [workload(key), value]));
  const plan = (result: PlanResult): PlanResult => ({
    ...result,
    plan: rename(result.plan),
    mitigations: [PAYLOAD],
    metrics: keysRenamed(result.metrics),
    paired: keysRenamed(result.paired),
    runs: result.runs.map(keysRenamed),
    warnings: [{ code: PAYLOAD, message: PAYLOAD, remedy: PAYLOAD }],
    series: result.series.map((series) => ({ ...series, name: workload(series.name) })),
    heat: { ...result.heat, keys: result.heat.keys.map(() => [PAYLOAD]) },
    theory: [{ metric: PAYLOAD, formula: PAYLOAD, source: PAYLOAD, expected: 1, measured: 1 }],
  });
  return {
    ...tame,
    scenario: { name: PAYLOAD, hash: PAYLOAD },
    question: PAYLOAD,
    verdict: PAYLOAD,
    seed: PAYLOAD,
    baseline: rename(tame.baseline),
    ranking: tame.ranking.map(rename),
    workloads: ['browsing', NAMES[1]!, 'views'],
    windows: [{ name: `heat ${PAYLOAD}`, fromMs: 60_000, toMs: 120_000 }],
    plans: tame.plans.map(plan),
    expectations: tame.expectations.map((one) => ({
      ...one,
      plan: rename(one.plan),
      that: PAYLOAD,
      why: PAYLOAD,
      during: PAYLOAD,
    })),
  };
}
