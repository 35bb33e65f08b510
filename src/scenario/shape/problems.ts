/** The issues of zod → problems in the project's words. */
import type { z } from 'zod';
import { type Path, type Problem, quote } from '../issue.ts';
import { suggest } from '../suggest.ts';
import { NAMES } from './mapping.ts';

type ZodIssue = z.core.$ZodIssue;

/** A shape's issues, every one of them; parse with `reportInput`. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => problems(issue, []));
}

function problems(issue: ZodIssue, outer: Path): Problem[] {
  const path = [...outer, ...(issue.path as (string | number)[])];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => unknownName([...path, name], name, issue.message.split(NAMES)));
    case 'invalid_union':
      return issue.discriminator === undefined ? branch(issue, path) : [unknownKind(issue, path)];
    case 'invalid_value':
      return [wrong(path, issue.input, issue.values.map(String))];
    case 'invalid_type':
      return [wrongType(path, issue)];
    case 'custom':
      return [{ code: 'wrong-value', ...issue.params, path, message: `${subject(path)} ${issue.message}` }];
    default:
      return [{ code: 'wrong-value', path, message: `${subject(path)} ${issue.message}` }];
  }
}

/** Of a union of words and a mapping: what is wrong inside the mapping, or else all that could be written instead. */
function branch({ errors, input }: z.core.$ZodIssueInvalidUnion, path: Path): Problem[] {
  const fits = errors.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  if (fits) return fits.flatMap((issue) => problems(issue, path));
  const words = errors.flat().flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []));
  return [wrong(path, input, [...words, 'or a mapping'])];
}

function unknownName(path: Path, name: string, known: readonly string[]): Problem {
  const problem = { code: 'unknown-name', path, onName: true, message: `${quote(name)} is not known here` } as const;
  return meant(problem, name, known);
}

function unknownKind(issue: z.core.$ZodIssueInvalidUnion, path: Path): Problem {
  const words = ((issue as { options?: readonly unknown[] }).options ?? []).map(String);
  const mapping = issue.input as Readonly<Record<string, unknown>> | undefined;
  return wrong(path, mapping?.[issue.discriminator!], words);
}

function wrong(path: Path, got: unknown, words: readonly string[]): Problem {
  if (got == null)
    return {
      code: 'missing',
      path,
      message: `${subject(path)} is ${got === null ? 'empty' : 'missing'}`,
      allowed: list(words),
    };
  return meant({ code: 'unknown-word', path, message: `${subject(path)} is ${quote(got)}` }, got, words);
}

function wrongType(path: Path, { expected, input }: z.core.$ZodIssueInvalidType): Problem {
  const allowed = FORMS[expected] ?? expected;
  if (input === undefined) return { code: 'missing', path, message: `${subject(path)} is missing`, allowed };
  if (input === null) return { code: 'missing', path, message: `${subject(path)} is empty`, allowed };
  return { code: 'wrong-value', path, message: `${subject(path)} is ${quote(input)}`, allowed };
}

const FORMS: Readonly<Record<string, string>> = {
  object: 'a mapping, name: value',
  record: 'a mapping, name: value',
  array: 'a list, one entry per line with a dash, or [a, b]',
  tuple: 'a list, [a, b]',
  string: 'a text',
};

function meant(problem: Problem, got: unknown, words: readonly string[]): Problem {
  const didYouMean = typeof got === 'string' ? suggest(got, words) : undefined;
  return { ...problem, allowed: list(words), ...(didYouMean === undefined ? {} : { didYouMean }) };
}

function list(words: readonly string[]): string {
  return words.join(', ');
}

function subject(path: Path): string {
  return path.length === 0 ? 'the scenario' : path.join('.');
}
