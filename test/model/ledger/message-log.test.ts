import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageLog } from '../../../src/model/ledger/message-log.ts';

const rowsOf = (log: MessageLog, conversation: number): number[] => {
  const rows: number[] = [];
  for (let row = log.first(conversation); row >= 0; row = log.next(row)) rows.push(row);
  return rows;
};

describe('a log of messages', () => {
  test('keeps what reads may still ask for, newest first, and little else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ conversation: fc.nat(3), after: fc.nat(50) }), { maxLength: 400 }),
        fc.record({ lastMs: fc.nat(500), newest: fc.nat(8), readMs: fc.nat(100) }),
        (messages, { lastMs, newest, readMs }) => {
          const log = new MessageLog(4);
          const sent: { readonly conversation: number; readonly at: number; readonly version: number }[] = [];
          let now = 0;
          for (const [version, { conversation, after }] of messages.entries()) {
            now += after;
            const row = log.append(conversation, { sinceMs: now - lastMs, newest, seenMs: now - readMs });
            log.acknowledgedAt[row] = now;
            log.version[row] = version;
            sent.push({ conversation, at: now, version });
            const all = sent.filter((message) => message.conversation === conversation).reverse();
            const seen = all.filter(({ at }) => at < now - readMs).slice(0, newest);
            const due = all.filter(
              (message) =>
                message.at >= now - lastMs || (newest > 0 && message.at >= now - readMs) || seen.includes(message),
            );
            const held = rowsOf(log, conversation).map((held) => log.version[held]!);
            expect(held.slice(0, due.length)).toEqual(due.map((message) => message.version));
            expect(held.length).toBeLessThanOrEqual(due.length + (newest > 0 ? 1 : 0));
          }
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });

  test('uses the room of what it let go again', () => {
    const log = new MessageLog(1);
    for (let now = 0; now < 100_000; now++) {
      const row = log.append(0, { sinceMs: now - 500, newest: 0, seenMs: 0 });
      log.acknowledgedAt[row] = now;
      expect(row).toBeLessThan(600);
    }
    expect(rowsOf(log, 0)).toHaveLength(501);
  });
});
