import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALENDAR_UNIT_MS, formatCalendar, parseMoment } from '../../src/units/moment.ts';

const UNITS = ['date', 'hour', 'minute'] as const;
/** The first so many letters of the ISO form say the unit. */
const LETTERS = { date: 10, hour: 13, minute: 16 } as const;

describe('a moment', () => {
  property.prop([fc.date({ min: new Date(0), max: new Date('2399-12-31T23:59:59Z'), noInvalidDate: true })], {
    seed: 1,
  })('is read and written as the platform does it', (date) => {
    const text = date.toISOString().slice(0, 19);
    const ms = Math.floor(date.getTime() / 1000) * 1000;
    expect(parseMoment(text)).toEqual({ ok: true, value: ms });
    for (const unit of UNITS) {
      expect(formatCalendar(unit, Math.floor(ms / CALENDAR_UNIT_MS[unit]))).toBe(text.slice(0, LETTERS[unit]));
    }
  });

  test.each(['2026-11-27', '2026-11-27T00:00', '2026-11-27T00:00:00Z'])('%s is midnight', (text) => {
    expect(parseMoment(text)).toEqual({ ok: true, value: Date.UTC(2026, 10, 27) });
  });

  test.each(['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '1969-12-31', '2026-01-01T24:00'])(
    '%s is none',
    (text) => {
      expect(parseMoment(text)).toMatchObject({ ok: false, problem: expect.stringContaining('no such moment') });
    },
  );

  test.each(['', 'today', '2026-1-1', '27.11.2026', '2026-11-27 12:00', '2026-11-27T12'])(
    '%j is not written so',
    (text) => {
      expect(parseMoment(text)).toMatchObject({ ok: false, problem: expect.stringContaining('a moment is a date') });
    },
  );
});
