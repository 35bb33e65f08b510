/** The known word that a wrong one was probably meant to be. */
import { distance } from 'fastest-levenshtein';

/** Longest word worth comparing; the distance costs the product of both lengths. */
const LONGEST = 100;

/** The nearest of `words`, unless it is so far off that it would mislead: a third of the letters, and no more than three, may differ. */
export function suggest(word: string, words: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(word.length / 3)) + 1;
  for (const candidate of words) {
    const apart = distance(lower, candidate.toLowerCase());
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}
