/**
 * YAML text → plain data and a way back from any path in it to line and column.
 *
 * YAML 1.2, core schema: `no` is a text, there are no dates, no merge keys, no tags. A text that is not YAML yields the
 * issues of its syntax alone, since nothing can be said about data that was misread.
 */
import type { Document } from 'yaml';
import type { Issue, Problem } from '../issue.ts';
import { compose } from './compose.ts';
import { locate, writtenAt } from './locate.ts';
import { type Finding, issueAt, type Source, sourceOf } from './source.ts';
import { syntaxFinding } from './syntax.ts';
import { toValue } from './to-value.ts';

const MOST_CHARACTERS = 2 ** 20;

/** Data read from a text; `issues` are those that did not stop the reading. */
export interface Yaml {
  readonly value: unknown;
  readonly issues: readonly Issue[];
  /** Finds the place of a problem in the text. */
  place(problem: Problem, severity?: Issue['severity']): Issue;
}

export type YamlResult = { readonly ok: true; readonly yaml: Yaml } | { readonly ok: false; readonly issues: Issue[] };

/** Reads one YAML document whose root is a mapping; never throws. */
export function readYaml(text: string, file: string): YamlResult {
  const source = sourceOf(text, file);
  const refuse = (at: number, finding: Finding): YamlResult => ({
    ok: false,
    issues: [issueAt(source, [at, at + 1], finding)],
  });
  if (source.text.length > MOST_CHARACTERS) {
    return refuse(0, { code: 'too-large', message: 'the file is too large', allowed: 'at most 1 MiB of text' });
  }
  const composed = compose(source);
  if (!composed.doc) return refuse(composed.tooDeepAt, { code: 'too-deep', message: 'nested too deeply' });
  const { doc, secondAt } = composed;
  if (secondAt !== null)
    return refuse(secondAt, { code: 'yaml', message: 'a second document', allowed: 'one per file' });
  const faults = [...doc.errors, ...doc.warnings];
  if (faults.length === 0) return rooted(doc, source);
  return { ok: false, issues: faults.map((fault) => issueAt(source, fault.pos, syntaxFinding(fault))) };
}

function rooted(doc: Document, source: Source): YamlResult {
  const issues: Issue[] = [];
  const value = toValue(doc.contents, (node, finding) => {
    const [from, to] = (node as { range?: [number, number] } | null)?.range ?? [0, 1];
    issues.push(issueAt(source, [from, to], finding));
  });
  if (value === null)
    issues.push(issueAt(source, [0, 1], { code: 'empty', message: 'the file is empty', allowed: ROOT }));
  else if (typeof value !== 'object' || Array.isArray(value)) {
    issues.push(issueAt(source, [0, 1], { code: 'wrong-value', message: 'not a scenario', allowed: ROOT }));
  }
  if (issues.some(({ code }) => FATAL.has(code))) return { ok: false, issues };
  return { ok: true, yaml: { value, issues, place: placing(doc, source) } };
}

const ROOT = 'a mapping with name, duration, store and workload';

/** Codes after which the data is not what the author meant, so that checking it would only add noise. */
const FATAL = new Set(['empty', 'wrong-value', 'too-large']);

function placing(doc: Document, source: Source): Yaml['place'] {
  return (problem, severity = 'error') => {
    const { code, message, allowed = null } = problem;
    const written = problem.code === 'text-needed' ? writtenAt(doc, problem.path) : undefined;
    const didYouMean = problem.didYouMean ?? (written === undefined ? null : JSON.stringify(written));
    const finding = { code, message, allowed, didYouMean, path: problem.path.join('.') };
    return { ...issueAt(source, locate(doc, source.text, problem), finding), severity };
  };
}
