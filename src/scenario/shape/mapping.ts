/** Mappings of the scenario: strict ones with known names, and the choice between several by their `kind`. */
import { z } from 'zod';

/** Separates the known names in the message of an unknown one, which is how the mapper of issues gets them. */
export const NAMES = ', ';

/** A mapping that knows all its names. */
export function mapping<T extends z.ZodRawShape>(shape: T, doc?: string) {
  const known = Object.keys(shape).join(NAMES);
  const strict = z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
  return doc === undefined ? strict : strict.describe(doc);
}

/** A literal `kind`. */
export function kind<const K extends string>(word: K) {
  return z.literal(word);
}
