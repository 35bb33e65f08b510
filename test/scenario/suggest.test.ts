import { expect, it } from 'vitest';
import { suggest } from '../../src/scenario/suggest.ts';

const words = ['cache', 'coalescing', 'salting', 'ttl'];

it.each([
  ['cahce', 'cache'],
  ['Cache', 'cache'],
  ['coalesce', 'coalescing'],
  ['tl', 'ttl'],
  ['salt', undefined],
  ['', undefined],
  ['wombat', undefined],
  ['x'.repeat(100_000), undefined],
])('%j → %j', (word, meant) => {
  expect(suggest(word, words)).toBe(meant);
});

it('takes the first among equals', () => {
  expect(suggest('bat', ['cat', 'hat'])).toBe('cat');
});
