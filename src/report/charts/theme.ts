/**
 * The look of every chart, by role. Each role has a colour of its own on paper and one in the dark, so a page can
 * re-colour a finished SVG by its attributes alone. Hues are those of Okabe and Ito, which colour-blind readers can
 * tell apart; lines differ by dash as well. Vermillion is darker than theirs on paper, for it writes small words too.
 * Source: M. Okabe, K. Ito, "Color Universal Design", 2008.
 */

/** Light and dark colour by role; no two roles share a light one. */
export const INK = {
  paper: ['#ffffff', '#15191f'],
  text: ['#1f2328', '#e6e9ee'],
  muted: ['#59636e', '#9aa5b1'],
  grid: ['#e3e6ea', '#2a3038'],
  axis: ['#8a939d', '#68737f'],
  /** The heat of the scenario. */
  heat: ['#fdeee2', '#33251c'],
  warmup: ['#f2f3f5', '#1e232b'],
  /** The baseline behind another plan. */
  baseline: ['#a3abb5', '#6d7885'],
  blue: ['#0072b2', '#56b4e9'],
  vermillion: ['#c24e00', '#ff8f45'],
  green: ['#009e73', '#2cc79a'],
  purple: ['#b3588f', '#dd9cc4'],
} as const;

export type Role = keyof typeof INK;

/** A role's colour on paper. */
export function ink(role: Role): string {
  return INK[role][0];
}

export const FONT = 'system-ui, Helvetica, Arial, sans-serif';

/** Vega-Lite's configuration: quiet axes, no frame, nothing cut off, no labels repeated for every mark. */
export const CONFIG = {
  background: ink('paper'),
  font: FONT,
  aria: false,
  padding: 8,
  view: { stroke: null },
  axis: {
    labelColor: ink('muted'),
    titleColor: ink('muted'),
    gridColor: ink('grid'),
    domainColor: ink('axis'),
    tickColor: ink('axis'),
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titleLimit: 400,
    labelLimit: 200,
    labelOverlap: false,
    tickSize: 4,
  },
  title: { color: ink('text'), fontSize: 12, fontWeight: 'bold', limit: 400 },
  text: { color: ink('text'), fontSize: 11, limit: 0 },
} as const;
