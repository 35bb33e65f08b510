/**
 * What is wrong, or doubtful, in a scenario file: where, what was got, what is allowed, what was probably meant.
 *
 * A `Problem` knows its place as a path through the data; an `Issue` as line and column of the text. Checks return
 * problems, so none of them needs to know that the data was once YAML.
 */

/** Steps from the root of the data to a value: names of mappings, indices of lists. */
export type Path = readonly (string | number)[];

/** A finding of a check, before it is placed in the text. */
export interface Problem {
  /** Stable word: `unknown-name`, `missing`, `wrong-value`, `server-binds`, … */
  readonly code: string;
  readonly path: Path;
  /** Marks the name of the mapping's entry and not its value. */
  readonly onName?: true;
  /** Marks the last occurrence of this text inside the value, if there is one. */
  readonly within?: string;
  readonly message: string;
  /** What is allowed, or what to do. */
  readonly allowed?: string;
  readonly didYouMean?: string;
}

/** A problem of a value, whose place its caller knows. */
export type Fault = Omit<Problem, 'path'>;

/** A finding placed in the text; line and column count from 1. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Characters to mark on that line, at least 1. */
  readonly length: number;
  /** Dotted, as `--set` takes it; empty at the root. */
  readonly path: string;
  readonly message: string;
  readonly allowed: string | null;
  readonly didYouMean: string | null;
}

/** A value as a message quotes it: JSON, shortened; numbers that JSON cannot write by their names. */
export function quote(value: unknown): string {
  const text = (typeof value === 'number' ? undefined : JSON.stringify(value)) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
