/** Warm-up and windows lie within the run. */
import { formatDuration } from '../../units/duration.ts';
import type { Problem } from '../issue.ts';
import type { Parts } from './parts.ts';

const WINDOW_NAME = /^[A-Za-z][\w-]{0,39}$/;

export function timelineProblems({ duration = Number.POSITIVE_INFINITY, warmup = 0, windows }: Parts): Problem[] {
  const problems: Problem[] = [...windows.keys()].filter((name) => !WINDOW_NAME.test(name)).map(badName);
  if (warmup !== null && warmup >= duration) {
    const message = `the warm-up of ${formatDuration(warmup)} leaves nothing to measure`;
    problems.push({ code: 'wrong-value', path: ['warmup'], message, allowed: `less than ${formatDuration(duration)}` });
  }
  for (const [name, range] of windows) {
    if (!range) continue;
    const [from, to] = range;
    if (from >= to) {
      const message = `the window ${name} ends before it begins`;
      problems.push({
        code: 'wrong-value',
        path: ['windows', name],
        message,
        allowed: '[from, to], the earlier first',
      });
    }
    if (to > duration) {
      const message = `the window ${name} ends after the run`;
      problems.push({
        code: 'wrong-value',
        path: ['windows', name, 1],
        message,
        allowed: `at most ${formatDuration(duration)}`,
      });
    }
  }
  return problems;
}

function badName(name: string): Problem {
  const allowed = 'a letter, then letters, digits, _ or -, at most 40';
  return { code: 'bad-name', path: ['windows', name], onName: true, message: 'not a name for a window', allowed };
}
