/** A PNG as a data URI, so that a page or an SVG needs no second file. */
export function pngDataUri(png: Uint8Array): string {
  return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`;
}
