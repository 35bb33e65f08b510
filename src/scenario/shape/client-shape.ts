/** The `clients` section: patience, retries, processes. */
import { z } from 'zod';
import { retryPresets } from '../../model/client/presets.ts';
import { choice, count, duration } from '../../units/option.ts';
import { defaults } from '../defaults.ts';
import { field, fieldOr } from './field.ts';
import { mapping } from './mapping.ts';

const presetNames = Object.keys(retryPresets) as (keyof typeof retryPresets)[];
const patience = { min: 0.001, max: 86_400_000 } as const;
const cost = { max: 255 } as const;

const quota = mapping({
  tokens: field(count({ doc: 'Tokens of one client process.', max: 1_000_000 })).optional(),
  retryCost: field(count({ doc: 'Tokens a retry takes.', ...cost })).optional(),
  timeoutCost: field(count({ doc: 'Tokens a retry after a time-out takes.', ...cost })).optional(),
  throttledCost: field(
    count({ doc: 'Tokens a retry after a throttle takes; as any other when left out.', ...cost }),
  ).optional(),
  refund: field(count({ doc: 'Tokens given back by a success at the first try.', ...cost })).optional(),
});

const retry = mapping({
  preset: field(
    choice(presetNames, { doc: 'A published policy, to fill in what is left out here.', default: 'naive' }),
  ).optional(),
  attempts: field(count({ doc: 'Tries in all, the first included.', min: 1, max: 200 })).optional(),
  base: field(duration({ doc: 'Wait before the first retry; doubles with each.', max: 3_600_000 })).optional(),
  throttledBase: field(
    duration({ doc: 'Wait before the first retry after a throttle; base when left out.', max: 3_600_000 }),
  ).optional(),
  cap: fieldOr('none', duration({ doc: 'Longest wait.', min: 0.001, max: 86_400_000 })).optional(),
  jitter: field(
    choice(['none', 'full', 'equal', 'fifth', 'decorrelated'], {
      doc: 'How chance spreads the waits; fifth: by 20 % to either side.',
    }),
  ).optional(),
  quota: z.union([z.literal('none'), quota]).optional(),
});

const step = z.tuple(
  [field(duration({ doc: 'From this moment on.' })), field(count({ doc: 'Client processes.', min: 1, max: 10_000 }))],
  { error: 'is not a step: write [moment, processes], for example [60s, 8]' },
);

const fleet = z
  .array(step)
  .min(1, { error: 'is an empty list' })
  .max(1000, { error: 'has more than 1,000 steps' })
  .superRefine((steps, ctx) => {
    for (const [i, [from]] of steps.entries()) {
      if (i === 0 ? from === 0 : from > steps[i - 1]![0]) continue;
      const message = i === 0 ? 'does not begin at 0s' : 'is not after the step before it';
      const allowed = i === 0 ? '0s' : 'ascending moments';
      ctx.addIssue({ code: 'custom', path: [i, 0], message, params: { code: 'wrong-value', allowed } });
    }
  })
  .describe('Client processes from each moment to the next, in place of processes; the first is 0s.');

export const clientShape = mapping(
  {
    deadline: fieldOr(
      'none',
      duration({ doc: 'Patience for a whole request, retries included.', ...patience }),
    ).optional(),
    timeout: fieldOr('none', duration({ doc: 'Patience for one attempt.', ...patience })).optional(),
    processes: field(
      count({
        doc: 'Client processes; retry quotas and single flights belong to one of them.',
        min: 1,
        max: 10_000,
        default: defaults['clients.processes'].written,
      }),
    ).optional(),
    fleet: fleet.optional(),
    retry: z
      .union([z.enum(presetNames), retry])
      .describe('When a failed call is tried again: a preset by name, or the policy itself.')
      .optional(),
  },
  'Those who call the store.',
).superRefine(({ processes, fleet: steps }, ctx) => {
  if (processes === undefined || steps === undefined) return;
  const params = { code: 'wrong-value', allowed: 'processes or fleet', onName: true };
  ctx.addIssue({ code: 'custom', path: ['fleet'], message: 'is given beside processes', params });
});

/** The clients section in base units, nothing filled in. */
export type ClientDraft = z.output<typeof clientShape>;
