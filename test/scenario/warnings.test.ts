import { expect, it } from 'vitest';
import { formatIssues } from '../../src/scenario/format-issues.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { extended, SMALL_SCENARIO, spoilt } from '../support/scenario-text.ts';

function warningsOf(text: string): string[] {
  const result = parseScenario(text, { file: 'test.yaml' });
  if (!result.ok) throw new Error(formatIssues(result.issues, text));
  return result.warnings.map(({ code, line }) => `${code} in line ${line}`);
}

const withPartition = (partition: string) => spoilt('partitions: 4', `partitions: 4\n  partition: ${partition}`);

it('has none for the small scenario', () => {
  expect(warningsOf(SMALL_SCENARIO)).toEqual([]);
});

// c·μ = servers · 1000 / mean: 1 · 1000 / 1 ms = 1,000/s, which is not below the smaller ceiling of 1,000 but of 1,001.
it('warns where servers are slower than both ceilings', () => {
  expect(warningsOf(withPartition('{ceiling: {reads: 3000/s, writes: 1001/s}}'))).toEqual(['server-binds in line 5']);
  expect(warningsOf(withPartition('{ceiling: {reads: 3000/s, writes: 1000/s}}'))).toEqual([]);
  expect(warningsOf(withPartition('{ceiling: {reads: 3000/s}}'))).toEqual([]);
});

// There and back takes 1 ms, so a deadline of 1 ms is over when the answer is still on its way.
it('warns of patience that the network alone uses up', () => {
  const withClients = (clients: string) =>
    spoilt('partitions: 4', 'partitions: 4\n  network: 500us').concat(`clients: ${clients}\n`);
  expect(warningsOf(withClients('{deadline: 1ms}'))).toEqual(['impatient in line 10']);
  expect(warningsOf(withClients('{timeout: 900us}'))).toEqual(['impatient in line 10']);
  expect(warningsOf(withClients('{deadline: 1.1ms, timeout: 1.1ms}'))).toEqual([]);
});

it('warns of a step after the end', () => {
  expect(warningsOf(spoilt('{rate: 500/s}', '{steps: [[0s, 1/s], [60s, 2/s]]}'))).toEqual(['late-step in line 7']);
});

it('warns of a window that begins within the warm-up', () => {
  expect(warningsOf(extended('windows: {early: [5s, 20s], late: [6s, 20s]}'))).toEqual(['window-in-warmup in line 9']);
});

it('warns of expectations that one replication is to judge', () => {
  const text = extended('replications: 1\nexpect: [{plan: none, that: "ledger.lost == 0"}]');
  expect(warningsOf(text)).toEqual(['no-interval in line 9']);
});

it('warns of a workload that never sends', () => {
  expect(warningsOf(spoilt('500/s', '0/s'))).toEqual(['no-requests in line 7']);
});

it('warns of a hot spot that is everywhere', () => {
  const hot = (keys: string) => spoilt(/keys: \{.*\}/.exec(SMALL_SCENARIO)![0], `keys: {kind: hotspot, ${keys}}`);
  expect(warningsOf(hot('count: 1000, hotKeys: 1'))).toEqual(['all-hot in line 8']);
  expect(warningsOf(hot('count: 1000, hotKeys: 0.1%'))).toEqual([]);
});
