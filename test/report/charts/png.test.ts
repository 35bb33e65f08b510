import { createHash } from 'node:crypto';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { pngOf } from '../../../src/report/charts/png.ts';
import { FONT } from '../../../src/report/charts/theme.ts';
import { pngDataUri } from '../../../src/report/heat/base64.ts';
import { encodePng } from '../../../src/report/heat/png.ts';

const drawing = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" font-family="${FONT}" font-size="12">${content}</svg>`;
const word = (text: string, weight: string | number = 400) =>
  Buffer.from(pngOf(drawing(`<text x="4" y="20" font-weight="${weight}">${text}</text>`)));

/** Width, height and colours of a PNG. */
function pixelsOf(png: Uint8Array) {
  const [width, height] = [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)];
  const image = `<image width="${width}" height="${height}" href="${pngDataUri(png)}"/>`;
  const { pixels } = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`,
  ).render();
  return { width, height, colours: Uint32Array.from({ length: width * height }, (_, i) => pixels.readUInt32BE(4 * i)) };
}

describe('pngOf', () => {
  it('draws at twice the size', () => {
    expect(pixelsOf(pngOf(drawing('')))).toMatchObject({ width: 240, height: 80 });
  });

  it('has a font for each weight of the charts', () => {
    const words = [word(''), word('p99'), word('p99', 600), word('p99', 'bold')].map((png) => png.toString('base64'));
    expect(new Set(words).size).toBe(4);
  });

  it.each(['Größe', 'Ωμέγα', 'Кириллица', 'עברית', 'مرحبا', 'ქართული', '◆ ✓'])('can write %s', (text) => {
    expect(word(text)).not.toEqual(word(text.replace(/\S/gu, '\u7f13')));
    expect(word(text)).not.toEqual(word(''));
  });

  it('shows a letter that no font has as a box', () => {
    expect(word('缓')).not.toEqual(word(''));
    expect(word('缓')).toEqual(word('존'));
  });

  it('keeps the pixels of a heat map apart', () => {
    const palette = [
      [255, 0, 0],
      [0, 0, 255],
    ] as const;
    const map = pngDataUri(encodePng({ width: 2, height: 1, palette, pixels: Uint8Array.of(0, 1) }));
    const image = `<image width="120" height="40" preserveAspectRatio="none" image-rendering="pixelated" href="${map}"/>`;
    expect(new Set(pixelsOf(pngOf(drawing(image))).colours)).toEqual(new Set([0xff0000ff, 0x0000ffff]));
  });

  it('refuses what is no drawing', () => {
    expect(() => pngOf('<svg')).toThrow();
  });
});

// Native code on x86-64 and the same library in WebAssembly, without SIMD, made these bytes.
it('makes the same bytes on every machine', () => {
  const content = `<rect width="100%" height="100%" fill="#fdeee2"/><path d="M5,30l20-9.7 31,4.2 50-20" fill="none" stroke="#0072b2" stroke-width="1.2" stroke-dasharray="5 2.5"/><text x="4" y="15" font-weight="bold" transform="rotate(3)">latency (log) ◆</text><circle cx="90" cy="30" r="4.4" fill="#b3588f" fill-opacity="0.5"/>`;
  expect(
    createHash('sha256')
      .update(pngOf(drawing(content)))
      .digest('hex'),
  ).toBe('27d29b1312bec3b706a76d91033eaefa8c2887a59328e2987853f72b779fec27');
});
