/** Whether saved data is a comparison that this version can show: what everything downstream reads must be there, and of its kind. */
import { z } from 'zod';

const number = z.number().nullable();
const estimate = z.looseObject({ mean: number, low: number, high: number, n: z.number() });
const spans = z.array(z.looseObject({ name: z.string(), fromMs: z.number(), toMs: z.number() }));

const plan = z.looseObject({
  plan: z.string(),
  mitigations: z.array(z.string()),
  metrics: z.record(z.string(), estimate),
  paired: z.record(z.string(), z.looseObject({ difference: estimate, ratio: estimate, distinguishable: z.boolean() })),
  warnings: z.array(z.looseObject({ code: z.string(), message: z.string(), remedy: z.string() })),
  series: z.array(z.looseObject({ name: z.string(), unit: z.string(), values: z.array(number) })),
  heat: z.looseObject({
    partitions: z.array(z.number()),
    rows: z.array(z.array(z.number())),
    keys: z.array(z.array(z.string())),
  }),
  histograms: z.record(z.string(), z.looseObject({ indices: z.array(z.number()), counts: z.array(z.number()) })),
  theory: z.array(z.looseObject({ metric: z.string() })),
  events: z.array(z.looseObject({})),
  runs: z.array(z.record(z.string(), number)).min(1),
});

const comparison = z
  .looseObject({
    tool: z.looseObject({ name: z.string(), version: z.string() }),
    scenario: z.looseObject({ name: z.string(), hash: z.string() }),
    question: z.string().nullable(),
    baseline: z.string(),
    seed: z.string(),
    replications: z.number(),
    precision: z.looseObject({ asked: z.number(), reached: number }).nullable(),
    durationMs: z.number(),
    warmupMs: z.number(),
    warmupFound: z.boolean(),
    deadlineMs: number,
    windows: spans,
    faults: spans,
    workloads: z.array(z.string()),
    sliceMs: z.number(),
    objective: z.array(z.string()).min(1),
    plans: z.array(plan).min(1),
    oracle: z.looseObject({ result: plan, heat: number, peakHeat: number }).nullable(),
    sweeps: z.array(z.looseObject({ points: z.array(z.looseObject({ plan: z.string() })) })),
    load: z
      .looseObject({ goal: z.string(), metric: z.string(), plans: z.array(z.looseObject({ plan: z.string() })) })
      .nullable(),
    interrupted: z.looseObject({ plans: z.array(z.string()) }).nullable(),
    ranking: z.array(z.string()),
    expectations: z.array(z.looseObject({ plan: z.string(), that: z.string(), value: estimate })),
    verdict: z.string(),
  })
  .refine(({ plans, baseline }) => plans.some(({ plan }) => plan === baseline), {
    path: ['baseline'],
    error: 'is not among the plans',
  });

/** What is wrong with it, at its first fault: `plans.0.runs: …`; null: nothing. */
export function faultOfSaved(data: unknown): string | null {
  const { error } = comparison.safeParse(data);
  const [issue] = error?.issues ?? [];
  return issue === undefined ? null : `${issue.path.join('.') || 'the whole'}: ${issue.message}`;
}
