/** Clients section as written → clients of the model. */
import { retryPresets } from '../../model/client/presets.ts';
import type { ClientConfig, QuotaConfig, RetryConfig } from '../../model/config.ts';
import { defaults } from '../defaults.ts';
import type { ClientDraft } from '../shape/client-shape.ts';

/** A retry policy spelled out without a preset leaves the rest to this one, and a quota without numbers to that one. */
const USUAL_POLICY = 'naive';
const USUAL_QUOTA = retryPresets['aws-standard'].policy.quota;

type RetryDraft = ClientDraft['retry'];

export function resolveClients(written: ClientDraft = {}): ClientConfig {
  return {
    deadlineMs: written.deadline ?? null,
    timeoutMs: written.timeout ?? null,
    retry: retryOf(written.retry ?? defaults['clients.retry'].value),
    ...fleetOf(written),
  };
}

function fleetOf({ fleet, processes }: ClientDraft): Pick<ClientConfig, 'processes' | 'fleet'> {
  if (fleet === undefined) return { processes: processes ?? defaults['clients.processes'].value, fleet: null };
  const steps = fleet.map(([fromMs, count]) => ({ fromMs, processes: count }));
  return { processes: Math.max(...steps.map((step) => step.processes)), fleet: steps };
}

function retryOf(written: NonNullable<RetryDraft>): RetryConfig {
  if (typeof written === 'string') return retryPresets[written].policy;
  const { policy }: { readonly policy: RetryConfig } = retryPresets[written.preset ?? USUAL_POLICY];
  return {
    attempts: written.attempts ?? policy.attempts,
    baseMs: written.base ?? policy.baseMs,
    ...throttledBaseOf(written.throttledBase, policy),
    capMs: written.cap === undefined ? policy.capMs : written.cap,
    jitter: written.jitter ?? policy.jitter,
    quota: quotaOf(written.quota, policy.quota),
  };
}

function throttledBaseOf(written: number | undefined, preset: RetryConfig): Pick<RetryConfig, 'throttledBaseMs'> {
  const throttledBaseMs = written ?? preset.throttledBaseMs;
  return throttledBaseMs === undefined ? {} : { throttledBaseMs };
}

function quotaOf(written: 'none' | object | undefined, preset: QuotaConfig | null): QuotaConfig | null {
  if (written === 'none') return null;
  return written === undefined ? preset : { ...(preset ?? USUAL_QUOTA), ...written };
}
