import { expect, test } from 'vitest';
import { Copies } from '../../../src/model/control/copies.ts';

const four = { salts: 4, most: 4 };
const eight = { salts: 8, most: 8 };
const none = { salts: 0, most: 0 };

test('what was known holds until the new answer is there', () => {
  const copies = new Copies(1000);
  copies.keep(2, 7, four, 0, 10);
  expect(copies.known(2, 7, 5)).toBeNull();
  expect(copies.known(2, 7, 10)).toMatchObject(four);
  expect(copies.known(1, 7, 10)).toBeNull();
  copies.keep(2, 7, eight, 2000, 2500);
  copies.keep(2, 7, four, 2100, 2600);
  expect(copies.known(2, 7, 2499)).toMatchObject(four);
  expect(copies.known(2, 7, 2500)).toMatchObject(eight);
  expect(copies.known(2, 7, 2700)).toMatchObject({ untilMs: 3500 });
});

test('that a key has no salts ends what was known, when the answer is there, and is not kept', () => {
  const copies = new Copies(1000);
  copies.keep(0, 7, none, 0, 10);
  expect(copies.most).toBe(0);
  copies.keep(0, 7, four, 20, 30);
  copies.keep(0, 7, none, 40, 50);
  expect(copies.known(0, 7, 45)).toMatchObject(four);
  expect(copies.known(0, 7, 50)).toBeNull();
  copies.keep(0, 8, four, 60, 60);
  expect(copies.most).toBe(1);
  copies.keep(1, 8, four, 60, 60);
  expect(copies.most).toBe(2);
});

test('a flush forgets all', () => {
  const copies = new Copies(1000);
  copies.keep(0, 7, four, 0, 0);
  copies.clear();
  expect(copies.known(0, 7, 0)).toBeNull();
});
