/** Defaults, presets and mitigations cite rows that exist, and where a row has numbers, they are the ones cited. */
import { describe, expect, it } from 'vitest';
import { mitigations } from '../../src/mitigations/registry.ts';
import { retryPresets } from '../../src/model/client/presets.ts';
import { defaults } from '../../src/scenario/defaults.ts';
import { factOf, facts } from '../../src/scenario/facts.ts';
import { storePresets } from '../../src/scenario/presets/stores.ts';
import { resolveStore } from '../../src/scenario/resolve/store.ts';
import { defaultOf } from '../../src/units/option.ts';

const numbersOf = (id: string) => Object.values(factOf(id)?.numbers ?? {});

describe('the fact table', () => {
  it('has its rows in order, each once, section by section', () => {
    const counts = new Map<string, number>();
    for (const { id } of facts) {
      const [, section = '', row = ''] = /^F\.([A-Z])(\d+)$/.exec(id)!;
      counts.set(section, (counts.get(section) ?? 0) + 1);
      expect(Number(row), id).toBe(counts.get(section));
    }
    expect(Object.fromEntries(counts)).toEqual({ D: 23, R: 11, B: 4, C: 14, K: 7, L: 5, S: 9, W: 7 });
  });

  it('names a source for all that does not rest on memory', () => {
    for (const { id, evidence, source } of facts) if (evidence !== 'M') expect(source, id).toBeTruthy();
  });

  it('knows no row that is not there', () => {
    expect(factOf('F.D99')).toBeUndefined();
  });
});

describe('defaults', () => {
  const cited = Object.entries(defaults).flatMap(([name, { fact, value }]) =>
    fact === null ? [] : [{ name, fact, value }],
  );

  it.each(cited)('$name is a number of $fact', ({ fact, value }) => {
    expect(numbersOf(fact)).toContain(value);
  });

  it('say why, where no fact decides', () => {
    for (const [name, { fact, note }] of Object.entries(defaults)) expect(fact ?? note, name).toBeTruthy();
  });

  it('cite only rows that exist in their notes', () => {
    const rows = Object.values(defaults).flatMap(({ note }) => note?.match(/F\.[A-Z]\d+/g) ?? []);
    for (const row of rows) expect(factOf(row), row).toBeDefined();
  });
});

describe('presets', () => {
  it('cite rows that exist', () => {
    const cited = [...Object.values(retryPresets), ...Object.values(storePresets)].flatMap(({ facts: rows }) => rows);
    expect(cited.length).toBeGreaterThan(4);
    for (const row of cited) expect(factOf(row), row).toBeDefined();
  });

  it('of retries have the numbers of their rows', () => {
    const { naive, 'aws-standard': standard, 'aws-legacy-dynamodb': legacy } = retryPresets;
    const { attempts, baseMs, capMs } = naive.policy;
    expect({ attempts, baseMs, capMs }).toEqual(factOf('F.R1')?.numbers);
    expect(standard.policy).toEqual({ ...naive.policy, quota: factOf('F.R2')?.numbers });
    expect(legacy.policy).toMatchObject({
      attempts: factOf('F.R4')?.numbers?.attempts,
      baseMs: factOf('F.R4')?.numbers?.baseMs,
    });
  });

  it('of other clients have the numbers of theirs', () => {
    const { grpc, kafka, 'aws-2026': transient, 'aws-2026-dynamodb': dynamodb } = retryPresets;
    const [proposal, producer, aws] = ['F.R7', 'F.R11', 'F.R3'].map((id) => factOf(id)!.numbers!);
    const { exampleAttempts: attempts, baseMs, capMs } = proposal!;
    expect(grpc.policy).toMatchObject({ attempts, baseMs, capMs, jitter: 'fifth' });
    expect(kafka.policy).toMatchObject({ baseMs: producer!.baseMs, capMs: producer!.capMs, jitter: 'fifth' });
    const { retryCost, throttledCost, throttledBaseMs } = aws!;
    for (const { policy } of [transient, dynamodb]) {
      expect(policy).toMatchObject({ throttledBaseMs, capMs: aws!.capMs, quota: { retryCost, throttledCost } });
    }
    expect(transient.policy.baseMs).toBe(aws!.baseMs);
    expect([dynamodb.policy.baseMs, dynamodb.policy.attempts]).toEqual([aws!.dynamodbBaseMs, aws!.dynamodbAttempts]);
  });

  // Nine waits of 50 ms · 2^(n−1): 50 · (2^9 − 1) ms.
  it('of the legacy DynamoDB client wait as long in all as its row says', () => {
    const { attempts, baseMs } = retryPresets['aws-legacy-dynamodb'].policy;
    expect(baseMs * (2 ** (attempts - 1) - 1)).toBe(factOf('F.R4')?.numbers?.totalMs);
  });

  it('of DynamoDB have the ceilings of F.D1, the bank of F.D4, the partitions of F.D12', () => {
    const { partitions, partition } = resolveStore({ preset: 'dynamodb' });
    const { readsPerSecond, writesPerSecond } = factOf('F.D1')!.numbers!;
    expect(partition.limit.ceiling).toEqual({ reads: readsPerSecond, writes: writesPerSecond });
    expect(partition.limit.bankSeconds * 1000).toBe(factOf('F.D4')?.numbers?.keepMs);
    expect(partitions).toBe(factOf('F.D12')?.numbers?.partitions);
  });
});

describe.each(Object.values(mitigations))('the mitigation $kind', ({ facts: rows, options }) => {
  it('cites rows that exist', () => {
    for (const row of rows) expect(factOf(row), row).toBeDefined();
  });

  it('has options whose rows exist, and hold their default where it is a number and the row has some', () => {
    for (const [name, spec] of Object.entries(options)) {
      if (spec.fact === undefined) continue;
      expect(factOf(spec.fact), `${name}: ${spec.fact}`).toBeDefined();
      const value = defaultOf(spec);
      if (typeof value === 'number') expect(numbersOf(spec.fact), name).toContain(value);
    }
  });
});
