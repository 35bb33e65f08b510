/** The hashes of real systems, against published vectors. */
import { describe, expect, test } from 'vitest';
import { crc16 } from '../../../src/model/placement/crc16.ts';
import { murmur2 } from '../../../src/model/placement/murmur2.ts';
import { redisSlot } from '../../../src/model/placement/redis-slots.ts';

describe('murmur2 as Kafka has it (P.H17)', () => {
  test.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['abc', 479470107],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ])('of %j', (text, hash) => {
    expect(murmur2(text)).toBe(hash);
  });
});

describe('CRC16 and the slots of Redis Cluster (P.H19)', () => {
  test('of the check string', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x31c3);
    expect(redisSlot('123456789')).toBe(12739);
  });

  test.each([
    ['a tag, alone', '{user1000}.following', 'user1000', 3443],
    ['the same tag elsewhere', '{user1000}.followers', 'user1000', 3443],
    ['an empty tag: all of it', 'foo{}{bar}', 'foo{}{bar}', 8363],
    ['up to the first closing brace', 'foo{{bar}}zap', '{bar', 4015],
    ['the first tag of two', 'foo{bar}{zap}', 'bar', 5061],
  ])('hash %s', (_, name, hashed, slot) => {
    expect(redisSlot(name)).toBe(slot);
    expect(crc16(new TextEncoder().encode(hashed)) % 16_384).toBe(slot);
  });

  test.each(['a{b', 'a}b{', 'a}b', '{', '{}', ''])('hash all of %j, which has no tag', (name) => {
    expect(redisSlot(name)).toBe(crc16(new TextEncoder().encode(name)) % 16_384);
  });
});
