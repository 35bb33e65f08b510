import { expect, test } from 'vitest';
import { heatIndex } from '../../../src/report/heat/palette.ts';
import { onFewColours, onTrueColour } from '../../../src/report/text/colours.ts';

const ESC = '\u001b';

test('heat has the colours of the page where a terminal knows them all', () => {
  expect(onTrueColour('x', heatIndex(1))).toBe(`${ESC}[48;2;250;250;250mx${ESC}[49m`);
  expect(onTrueColour('x', heatIndex(9))).toBe(`${ESC}[48;2;151;0;8mx${ESC}[49m`);
});

test.each([
  [0, 68],
  [0.2, 68],
  [0.99, 195],
  [1, 224],
  [2, 124],
])('heat %f is colour %i of the 256', (heat, colour) => {
  expect(onFewColours('  ', heatIndex(heat))).toBe(`${ESC}[48;5;${colour}m  ${ESC}[49m`);
});
