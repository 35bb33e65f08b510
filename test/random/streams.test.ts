import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stream } from '../../src/random/stream.ts';
import { Streams } from '../../src/random/streams.ts';

const take = (stream: Stream, n: number) => Array.from({ length: n }, () => stream.uint32());

describe('Streams', () => {
  test('a name is one stream, whose draws go on', () => {
    const streams = new Streams(1, 0);
    expect(streams.stream('a')).toBe(streams.stream('a'));
    expect(take(streams.stream('a'), 3)).not.toEqual(take(streams.stream('a'), 3));
  });

  test('the seeds 42 and "42" are the same', () => {
    expect(take(new Streams(42, 0).stream('a'), 5)).toEqual(take(new Streams('42', 0).stream('a'), 5));
  });

  test('seed, replication and name are kept apart', () => {
    const firsts = [
      new Streams('1', 11).stream('a'),
      new Streams('11', 1).stream('a'),
      new Streams('1', 1).stream('1a'),
      new Streams('1', 1).stream('a'),
      new Streams('1', 1).stream('b'),
    ].map((stream) => take(stream, 2).join());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  // Whatever others are created, in whatever order, and however much they are used between: the draws are the same.
  property.prop(
    [fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'target'), fc.integer({ min: 0, max: 40 })), { maxLength: 30 })],
    { seed: 1 },
  )('do not disturb one another', (uses) => {
    const streams = new Streams('seed', 3);
    const drawn: number[] = [];
    for (const [name, n] of uses) {
      const draws = take(streams.stream(name), n);
      if (name === 'target') drawn.push(...draws);
    }
    expect(drawn).toEqual(take(new Streams('seed', 3).stream('target'), drawn.length));
  });

  // Similar names must not correlate: with n pairs of independent U(0,1) the sample correlation has SE 1/√n.
  test('neighbouring names are uncorrelated', () => {
    const streams = new Streams('seed', 0);
    const n = 20_000;
    for (let i = 0; i < 10; i++) {
      const a = streams.stream(`partition/${i}/service`);
      const b = streams.stream(`partition/${i + 1}/service-shadow`);
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
      expect(Math.abs((12 * sum) / n)).toBeLessThan(4 / Math.sqrt(n));
    }
  });
});
