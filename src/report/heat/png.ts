/**
 * An indexed-colour PNG written by hand: signature, IHDR, PLTE, IDAT, IEND. The pixels go into stored deflate blocks,
 * so the bytes depend on no compressor's version; a heat map of 40 × 240 is 10 KB either way.
 * Sources: PNG specification (W3C, third edition), RFC 1950 (zlib, Adler-32), RFC 1951 (deflate, section 3.2.4).
 */

export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** Up to 256 colours, [red, green, blue] from 0 to 255. */
  readonly palette: readonly (readonly [number, number, number])[];
  /** A palette index per pixel, row by row from the top. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const INDEXED_8_BIT = [8, 3, 0, 0, 0];
/** Deflate, 32 KB window, no dictionary, fastest. */
const ZLIB_HEADER = [0x78, 0x01];
const LONGEST_STORED_BLOCK = 65_535;
const LARGEST_PRIME_BELOW_65536 = 65_521;

/** Encodes an image; throws a RangeError where pixels and size disagree. */
export function encodePng({ width, height, palette, pixels }: IndexedImage): Uint8Array {
  if (width < 1 || height < 1 || pixels.length !== width * height) {
    throw new RangeError(`an image of ${width} × ${height} needs as many pixels, got ${pixels.length}`);
  }
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk('IHDR', [...bigEndian(width), ...bigEndian(height), ...INDEXED_8_BIT]),
    ...chunk('PLTE', palette.flat()),
    ...chunk('IDAT', zlibStored(scanLines(width, height, pixels))),
    ...chunk('IEND', []),
  ]);
}

/** Each row behind its filter type, 0: none. */
function scanLines(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const lines = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return lines;
}

function zlibStored(data: Uint8Array): number[] {
  const out = [...ZLIB_HEADER];
  for (let from = 0; from < data.length; from += LONGEST_STORED_BLOCK) {
    const block = data.subarray(from, from + LONGEST_STORED_BLOCK);
    const isLast = from + block.length === data.length;
    out.push(isLast ? 1 : 0, ...littleEndian16(block.length), ...littleEndian16(~block.length & 0xffff));
    for (const byte of block) out.push(byte);
  }
  out.push(...bigEndian(adler32(data)));
  return out;
}

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...type].map((letter) => letter.charCodeAt(0)).concat(data);
  return bigEndian(data.length).concat(body, bigEndian(crc32(body)));
}

/** CRC-32 of PNG chunks: polynomial 0xEDB88320, bit by bit, which is fast enough for some KB. */
function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % LARGEST_PRIME_BELOW_65536;
    b = (b + a) % LARGEST_PRIME_BELOW_65536;
  }
  return ((b << 16) | a) >>> 0;
}

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function littleEndian16(value: number): number[] {
  return [value & 0xff, value >>> 8];
}
