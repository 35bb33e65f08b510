import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../src/report/heat/png.ts';

/** The chunks of a PNG, each with its own and its true checksum, by an independent reader. */
function chunksOf(png: Uint8Array) {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

describe('encodePng', () => {
  const palette = [
    [255, 0, 0],
    [0, 0, 255],
  ] as const;

  it('writes the four chunks of an indexed image with true checksums', () => {
    const [header, colours, data, end] = chunksOf(
      encodePng({ width: 3, height: 2, palette, pixels: Uint8Array.of(0, 1, 0, 1, 1, 0) }),
    );
    expect([header, colours, data, end].map((chunk) => chunk!.type)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    expect([...header!.data]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
    expect([...colours!.data]).toEqual([255, 0, 0, 0, 0, 255]);
    expect([...inflateSync(data!.data)]).toEqual([0, 0, 1, 0, 0, 1, 1, 0]);
  });

  // A stored deflate block holds at most 65,535 bytes, so 300 × 301 pixels take two.
  it('spans several stored blocks; zlib checks their lengths and the Adler-32 sum', () => {
    const pixels = Uint8Array.from({ length: 300 * 300 }, (_, i) => (i * 7) % 251);
    const data = chunksOf(encodePng({ width: 300, height: 300, palette, pixels })).find(({ type }) => type === 'IDAT')!;
    const lines = inflateSync(data.data);
    expect(lines).toHaveLength(300 * 301);
    for (let y = 0; y < 300; y++) {
      expect(lines[y * 301]).toBe(0);
      expect(lines.subarray(y * 301 + 1, (y + 1) * 301).equals(pixels.subarray(y * 300, (y + 1) * 300))).toBe(true);
    }
  });

  it('refuses pixels that do not fit the size', () => {
    expect(() => encodePng({ width: 2, height: 2, palette, pixels: new Uint8Array(3) })).toThrow(RangeError);
    expect(() => encodePng({ width: 0, height: 2, palette, pixels: new Uint8Array(0) })).toThrow(RangeError);
  });
});
