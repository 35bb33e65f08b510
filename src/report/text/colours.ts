/** The few colours a report uses on a terminal; the caller decides whether there are any (picocolors fits). */
import { HEAT_PALETTE } from '../heat/palette.ts';

export interface Colours {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  /** Text on the colour of a heat, given as index of the palette; where there is none, heat is written in signs. */
  onHeat?(text: string, heat: number): string;
}

const asIs = (text: string): string => text;

export const NO_COLOURS: Colours = { bold: asIs, dim: asIs, green: asIs, red: asIs, yellow: asIs };

/** On the page's own colours, for a terminal that knows them all. */
export function onTrueColour(text: string, heat: number): string {
  return `${ESC}[48;2;${HEAT_PALETTE[heat]!.join(';')}m${text}${ESC}[49m`;
}

/** On ten of the 256 colours that other terminals know: five blues below the ceiling, five reds from it on. */
export function onFewColours(text: string, heat: number): string {
  const colour = FEW_COLOURS[Math.floor((heat / HEAT_PALETTE.length) * FEW_COLOURS.length)];
  return `${ESC}[48;5;${colour}m${text}${ESC}[49m`;
}

const ESC = '\u001b';
const FEW_COLOURS = [68, 74, 117, 153, 195, 224, 217, 210, 167, 124];
