/** A terminal with colours that tests can read: every colour writes its name around the text. */
import type { Colours } from '../../src/report/text/colours.ts';

export const colourful: Colours = {
  bold: (text) => text,
  dim: (text) => text,
  green: (text) => `{green ${text}}`,
  red: (text) => `{red ${text}}`,
  yellow: (text) => `{yellow ${text}}`,
  onHeat: (text, heat) => `{${heat} ${text.length}}`,
};
