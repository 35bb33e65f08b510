/** The few colours a report uses on a terminal; the caller decides whether there are any (picocolors fits). */
export interface Colours {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
}

const asIs = (text: string): string => text;

export const NO_COLOURS: Colours = { bold: asIs, dim: asIs, green: asIs, red: asIs, yellow: asIs };
