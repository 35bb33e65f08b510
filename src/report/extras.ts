/** Files that are only made when asked for, as they take time or space: what each is, by its name on the command line. */
export const EXTRAS = {
  interactive: 'Charts of report.html with tooltips and a zoom in time; the page then runs a script of its own',
  png: 'Every chart as a PNG too, at twice its size',
} as const satisfies Readonly<Record<string, string>>;

export type Extra = keyof typeof EXTRAS;

/** The extras among some names, in the order of the table. */
export function extrasAmong(names: readonly string[]): readonly Extra[] {
  return (Object.keys(EXTRAS) as Extra[]).filter((extra) => names.includes(extra));
}
