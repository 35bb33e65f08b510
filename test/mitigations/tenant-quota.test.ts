import { describe, expect, test } from 'vitest';
import type { AttributeConfig } from '../../src/model/config.ts';
import { lever, metricsOf, metronome, stream } from '../support/small.ts';

const tenant = (value: number): AttributeConfig => ({ name: 'tenant', kind: 'single', value });
const tenants = (count: number, first = 0): AttributeConfig => ({ name: 'tenant', kind: 'uniform', count, first });

describe('tenant-quota', () => {
  // 10 s of a rate, each tenant against 50/s and a burst of 20: what was saved up and what comes in.
  test('each tenant gets what flows in and its burst, whatever the others send', () => {
    const workload = [
      metronome(200, { attributes: [tenant(1)] }),
      metronome(40, { name: 'small', attributes: [tenant(2)] }),
      metronome(500, { name: 'nobody' }),
    ];
    const metrics = metricsOf({ workload, plan: [lever('tenant-quota', { rate: 50, burst: 20 })] });
    expect(Math.abs(metrics['stream.requests.served']! - 520)).toBeLessThanOrEqual(1);
    expect([metrics['small.requests.refused'], metrics['nobody.requests.refused']]).toEqual([0, 0]);
    expect(metrics['bill.memoryEntries']).toBe(2);
  });

  test('two workloads of one tenant share its quota', () => {
    const workload = [
      metronome(100, { attributes: [tenant(7)] }),
      metronome(100, { name: 'b', attributes: [tenant(7)] }),
    ];
    const metrics = metricsOf({ workload, plan: [lever('tenant-quota', { rate: 50, burst: 1 })] });
    expect(Math.abs(metrics['requests.served']! - 500)).toBeLessThanOrEqual(2);
  });

  // Each of two apps sends every 20 ms; a token comes every 38 ms, so that every second request of an app gets one.
  test('another attribute may say whose a request is', () => {
    const workload = [
      metronome(100, { attributes: [tenant(7), { name: 'app', kind: 'sequential', count: 2, first: 0 }] }),
    ];
    const plan = [lever('tenant-quota', { rate: 26, burst: 1, attribute: 'app' })];
    expect(Math.abs(metricsOf({ workload, plan })['requests.served']! - 2 * 250)).toBeLessThanOrEqual(2);
  });

  // A Poisson stream of λ on a bucket of one token a second: a loss system of one place, of which λ/(λ + 1) are lost, for
  // any length of stay (Erlang 1917). With p app servers each of them has λ/p and 1/p: the same share. A tenant that sends
  // a fifth of its quota loses nothing to speak of while the quota is shared, and 1/6 where it is cut up to single tokens.
  test('cut up over app servers it refuses chance', () => {
    const count = 300;
    const changes = {
      durationMs: 100_000,
      workload: [stream(count, { attributes: [tenants(count)] })],
      clients: { processes: 5 },
    };
    const refused = (per: string) =>
      metricsOf({ ...changes, plan: [lever('tenant-quota', { rate: 5, burst: 5, per })] })['requests.failedShare']!;
    // n = 30,000 requests; refusals of one bucket shun each other, so that the error is below that of independent ones.
    const error = 4.5 * Math.sqrt((1 / 6) * (5 / 6) * (1 / 30_000));
    expect(Math.abs(refused('process') - 1 / 6)).toBeLessThan(error);
    expect(refused('fleet')).toBeLessThan(0.001);
  });

  test('keeps thousands of tenants apart', () => {
    const changes = { durationMs: 20_000, workload: [stream(1000, { attributes: [tenants(3000, 5)] })] };
    const metrics = metricsOf({ ...changes, plan: [lever('tenant-quota', { rate: 0.001, burst: 1 })] });
    // Of 3,000 tenants all but e^(−20/3) = 0.13 % send at least once in 20,000 requests, and once is let in.
    expect(metrics['requests.served']).toBe(metrics['bill.memoryEntries']);
    expect(metrics['requests.served']!).toBeGreaterThan(2980);
  });
});
