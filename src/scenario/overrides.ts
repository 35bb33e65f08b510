/**
 * `--set path=value`: changes to a scenario's text before it is read.
 *
 * A path is dotted, as issues show it: `store.partitions`, `workload.headset.arrivals.rate`, `plans.cache.0.ttl`. What
 * the change makes of the scenario is judged where every scenario is, in parseScenario, against the changed text; here
 * only the way there can be wrong, and the value can fail to be YAML.
 */
import type { Document, Node } from 'yaml';
import type { Issue } from './issue.ts';
import { followPath } from './override/follow-path.ts';
import { compose } from './yaml/compose.ts';
import { readYaml } from './yaml/read.ts';
import { type Finding, sourceOf } from './yaml/source.ts';
import { syntaxFinding } from './yaml/syntax.ts';
import { toValue } from './yaml/to-value.ts';

export interface Override {
  /** Dotted; lists are entered by index, or by the `name` or `kind` of an entry. */
  readonly path: string;
  /** As YAML writes it: `21`, `5s`, `{kind: ring}`. */
  readonly value: string;
}

/** The changed text; or issues in `text`, which holds one override a line, for `formatIssues`. */
export type OverrideResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly text: string };

/** Applies the overrides in order; a text that is not a scenario at all comes back as it is, for parseScenario to judge. */
export function applyOverrides(text: string, overrides: readonly Override[]): OverrideResult {
  const read = readYaml(text, '');
  const { doc } = compose(sourceOf(text, ''));
  if (overrides.length === 0 || !read.ok || read.yaml.issues.length > 0 || !doc) return { ok: true, text };
  const issues = overrides.flatMap((override, i) => apply(doc, override, i + 1));
  if (issues.length === 0) return { ok: true, text: doc.toString({ lineWidth: 0, flowCollectionPadding: false }) };
  return { ok: false, issues, text: overrides.map(({ path, value }) => `${path}=${value}`).join('\n') };
}

function apply(doc: Document, { path, value }: Override, line: number): Issue[] {
  const issue = (column: number, length: number, finding: Finding): Issue[] => {
    const place = { file: '--set', line, column, length: Math.max(1, length) };
    return [{ severity: 'error', path, allowed: null, didYouMean: null, ...place, ...finding }];
  };
  const target = followPath(doc, path);
  if (!target.ok) return issue(target.at + 1, target.length, target.fault);
  const written = readValue(value);
  if (written.fault) return issue(path.length + 2 + written.at, 1, written.fault);
  const node = target.below.reduceRight<unknown>((below, name) => new Map([[name, below]]), written.node);
  doc.setIn(target.steps, doc.createNode(node));
  const broken = firstFault(doc);
  return broken ? issue(path.length + 2, value.length, broken) : [];
}

/** What the change broke elsewhere: an alias whose anchor it replaced, or one in the value that has none. */
function firstFault(doc: Document): Finding | undefined {
  const faults: Finding[] = [];
  toValue(doc.contents, (_, finding) => faults.push(finding));
  return faults[0];
}

type Value =
  | { readonly node: Node; readonly fault?: never }
  | { readonly node?: never; readonly fault: Finding; readonly at: number };

function readValue(value: string): Value {
  const composed = compose(sourceOf(value, ''));
  if (!composed.doc) return { fault: { code: 'too-deep', message: 'nested too deeply' }, at: composed.tooDeepAt };
  const { doc, secondAt } = composed;
  const [error] = [...doc.errors, ...doc.warnings];
  if (error) return { fault: syntaxFinding(error), at: error.pos[0] };
  if (secondAt !== null) return { fault: { code: 'yaml', message: 'a second document' }, at: secondAt };
  if (doc.contents === null) return { fault: { code: 'empty', message: 'no value', allowed: 'path=value' }, at: 0 };
  return { node: doc.contents };
}
