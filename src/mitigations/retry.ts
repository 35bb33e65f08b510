/**
 * Retries: replaces the clients' policy, by a named preset or in its own numbers, and may add a time-out per attempt.
 *
 * Cost: every retry is load, and a time-out leaves its attempt working in the store while the next one comes.
 * Fails: against a hot partition retries multiply the very load that makes them necessary. Source: text 001; F.R1–F.R4, F.R7, F.R11.
 */
import { type RetryPresetName, retryPresets } from '../model/client/presets.ts';
import { defineMitigation } from '../model/mitigation.ts';
import { choice, count, duration } from '../units/option.ts';

const PRESETS = Object.keys(retryPresets) as RetryPresetName[];

export const retry = defineMitigation({
  kind: 'retry',
  mechanism: 'Clients try a failed call again after a back-off, by the given policy.',
  cost: 'Every retry is load; after a time-out the abandoned attempt keeps its place in the queue and is served in vain.',
  backfires:
    'On an overloaded partition: attempts multiply, and the store spends its time on answers nobody waits for.',
  options: {
    preset: choice(PRESETS, { default: 'naive', fact: 'F.R1', doc: 'Policy to start from' }),
    attempts: count({ optional: true, min: 1, max: 200, doc: 'Tries in all, the first included' }),
    base: duration({
      optional: true,
      doc: 'Back-off after the first failure, before jitter; a preset may have another one after a throttle',
    }),
    cap: duration({ optional: true, doc: 'Longest back-off' }),
    jitter: choice(['none', 'full', 'equal', 'fifth', 'decorrelated'], {
      optional: true,
      fact: 'F.R6',
      doc: 'How waits are spread; fifth: by 20 % to either side',
    }),
    timeout: duration({ optional: true, min: 0.001, doc: 'Patience for one attempt' }),
  },
  facts: ['F.R1', 'F.R2', 'F.R3', 'F.R4', 'F.R6', 'F.R7', 'F.R11'],
  patch(draft, { preset, attempts, base, cap, jitter, timeout }) {
    const { policy } = retryPresets[preset];
    draft.clients = {
      ...draft.clients,
      timeoutMs: timeout ?? draft.clients.timeoutMs,
      retry: {
        ...policy,
        attempts: attempts ?? policy.attempts,
        baseMs: base ?? policy.baseMs,
        capMs: cap ?? policy.capMs,
        jitter: jitter ?? policy.jitter,
      },
    };
  },
});
