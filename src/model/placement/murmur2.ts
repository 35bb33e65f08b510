/**
 * MurmurHash2, 32-bit variant, of a text's UTF-8 bytes under Kafka's seed: the hash of the `kafka-murmur2` placement.
 *
 * Public domain algorithm by Austin Appleby; checked against the vectors of P.H17.
 */
const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

const encoder = new TextEncoder();

/** Hash of `text` as a signed 32-bit integer, as Kafka's clients have it. */
export function murmur2(text: string): number {
  const bytes = encoder.encode(text);
  const blocks = bytes.length & ~3;
  let h = SEED ^ bytes.length;
  for (let i = 0; i < blocks; i += 4) {
    const k = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    h = Math.imul(h, MULTIPLIER) ^ scramble(k);
  }
  let tail = 0;
  for (let i = bytes.length - 1; i >= blocks; i--) tail = (tail << 8) | bytes[i]!;
  if (blocks < bytes.length) h = Math.imul(h ^ tail, MULTIPLIER);
  h = Math.imul(h ^ (h >>> 13), MULTIPLIER);
  return h ^ (h >>> 15);
}

function scramble(block: number): number {
  const k = Math.imul(block, MULTIPLIER);
  return Math.imul(k ^ (k >>> 24), MULTIPLIER);
}
