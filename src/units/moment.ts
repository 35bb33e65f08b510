/**
 * Moments of the calendar as people write them, in universal time: `2026-11-27`, `2026-11-27T12:00`.
 *
 * Worked out by hand: the clock and the time zone of the machine have no part in a simulation.
 */
import { type Parsed, refuse } from './parsed.ts';

/** What a moment can be cut down to. */
export type CalendarUnit = 'date' | 'hour' | 'minute';

/** Length of each, ms. */
export const CALENDAR_UNIT_MS: Readonly<Record<CalendarUnit, number>> = {
  date: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
};

const EXAMPLE = '2026-11-27 or 2026-11-27T12:00';
const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?Z?)?$/;
const FIRST_YEAR = 1970;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/** Reads a moment into ms since 1970. */
export function parseMoment(text: string): Parsed {
  const parts = WRITTEN.exec(text);
  if (parts === null) return refuse(text, `a moment is a date, with a time of day if need be: ${EXAMPLE}`);
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0)) as Six;
  const isDay = year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59) return refuse(text, `no such moment since ${FIRST_YEAR}`);
  const days = daysBefore(year, month) + day - 1;
  return { ok: true, value: (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 };
}

/** Number of a unit, counted from 1970, as ISO 8601 writes it: `2026-11-27`, `2026-11-27T12`, `2026-11-27T12:05`. */
export function formatCalendar(unit: CalendarUnit, number: number): string {
  const perDay = CALENDAR_UNIT_MS.date / CALENDAR_UNIT_MS[unit];
  const date = formatDate(Math.floor(number / perDay));
  if (unit === 'date') return date;
  const minutes = ((number % perDay) * CALENDAR_UNIT_MS[unit]) / CALENDAR_UNIT_MS.minute;
  const hour = `${date}T${two(Math.floor(minutes / 60))}`;
  return unit === 'hour' ? hour : `${hour}:${two(minutes % 60)}`;
}

type Six = [number, number, number, number, number, number];

function formatDate(days: number): string {
  let year = FIRST_YEAR + Math.floor(days / 366);
  while (daysBefore(year + 1, 1) <= days) year++;
  let month = 1;
  while (month < 12 && daysBefore(year, month + 1) <= days) month++;
  return `${year}-${two(month)}-${two(days - daysBefore(year, month) + 1)}`;
}

/** Days from 1970 to the first of a month; every fourth year is a leap year but for three of four centuries. */
function daysBefore(year: number, month: number): number {
  const leaps = (before: number) => Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const inYear = DAYS_BEFORE_MONTH[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0);
  return 365 * (year - FIRST_YEAR) + leaps(year - 1) - leaps(FIRST_YEAR - 1) + inYear;
}

function daysOf(year: number, month: number): number {
  return month === 12 ? 31 : daysBefore(year, month + 1) - daysBefore(year, month);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
