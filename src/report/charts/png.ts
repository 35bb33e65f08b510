/**
 * A drawing as a PNG at twice its size, for where no SVG is shown. It is written in the fonts of two packages and none of
 * the machine's, so the bytes are the same everywhere. Arimo is as wide as Helvetica and Arial, for which the charts are
 * laid out; DejaVu Sans, which is wider, lends the signs and scripts that Arimo lacks. What neither has is a box.
 */
import { createRequire } from 'node:module';
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);

const FAMILY = 'Arimo';

const OPTIONS: ResvgRenderOptions = {
  fitTo: { mode: 'zoom', value: 2 },
  // The nearest pixel: resvg does not know `pixelated`, and a heat map has nothing between two partitions.
  imageRendering: 1,
  font: {
    loadSystemFonts: false,
    fontFiles: [
      require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
      require.resolve('@expo-google-fonts/arimo/600SemiBold/Arimo_600SemiBold.ttf'),
      require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
      require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    ],
    sansSerifFamily: FAMILY,
    defaultFontFamily: FAMILY,
  },
};

/** Draws an SVG; throws where it is not well-formed. */
export function pngOf(svg: string): Uint8Array {
  return new Resvg(svg, OPTIONS).render().asPng();
}
