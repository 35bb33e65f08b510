/**
 * How a row lies in the pool: 16 integers (one cache line) and 4 doubles.
 *
 * Whoever touches many of a row's columns on the hot path takes them from here; elsewhere the pool's accessors read better.
 */

/** `row << INTS` is where a row's integers begin. */
export const INTS = 4;
export const KEY = 0;
export const KIND = 1;
export const CELL = 2;
export const PART = 3;
export const FLAGS = 4;
export const ATTEMPTS = 5;
export const JITTER = 6;
export const VALUE = 7;
export const NEWEST = 8;
export const EXPECTED = 9;
export const RETURNED = 10;
export const OWNER = 11;
export const CALL = 12;
export const REFERENCES = 13;
export const GENERATION = 14;

/** `row << DOUBLES` is where a row's doubles begin. */
export const DOUBLES = 2;
export const BORN = 0;
export const DEMAND = 1;
export const ENTERED = 2;
