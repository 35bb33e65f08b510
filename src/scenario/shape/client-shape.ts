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
  refund: field(count({ doc: 'Tokens given back by a success at the first try.', ...cost })).optional(),
});

const retry = mapping({
  preset: field(
    choice(presetNames, { doc: 'A published policy, to fill in what is left out here.', default: 'naive' }),
  ).optional(),
  attempts: field(count({ doc: 'Tries in all, the first included.', min: 1, max: 200 })).optional(),
  base: field(duration({ doc: 'Wait before the first retry; doubles with each.', max: 3_600_000 })).optional(),
  cap: fieldOr('none', duration({ doc: 'Longest wait.', min: 0.001, max: 86_400_000 })).optional(),
  jitter: field(choice(['none', 'full', 'equal', 'decorrelated'], { doc: 'How chance spreads the waits.' })).optional(),
  quota: z.union([z.literal('none'), quota]).optional(),
});

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
    retry: z
      .union([z.enum(presetNames), retry])
      .describe('When a failed call is tried again: a preset by name, or the policy itself.')
      .optional(),
  },
  'Those who call the store.',
);

/** The clients section in base units, nothing filled in. */
export type ClientDraft = z.output<typeof clientShape>;
