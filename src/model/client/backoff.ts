/**
 * How long a client waits before it tries again.
 *
 * With n failures so far and v = min(cap, base·2^(n−1)): none waits v; full U(0, v); equal v/2 + U(0, v/2);
 * decorrelated min(cap, U(base, 3·previous)), the previous wait starting at base (F.R6). The chance comes from the
 * call's own seed, so no state is shared between calls and two plans that fail alike wait alike.
 */
import { mix } from '../../random/jitter.ts';
import type { RetryConfig } from '../config.ts';

/** Wait in ms before the try that follows failure number `failures` (from 1), for a call with this jitter seed. */
export function backoffMs(config: RetryConfig, failures: number, seed: number): number {
  const cap = config.capMs ?? Number.MAX_VALUE;
  if (config.jitter === 'decorrelated') return decorrelatedMs(config.baseMs, cap, failures, seed);
  const ceiling = Math.min(cap, config.baseMs * 2 ** (failures - 1));
  switch (config.jitter) {
    case 'none':
      return ceiling;
    case 'full':
      return mix(seed, failures) * ceiling;
    case 'equal':
      return ceiling / 2 + (mix(seed, failures) * ceiling) / 2;
  }
}

function decorrelatedMs(base: number, cap: number, failures: number, seed: number): number {
  let wait = base;
  for (let n = 1; n <= failures; n++) wait = Math.min(cap, base + mix(seed, n) * (3 * wait - base));
  return wait;
}
