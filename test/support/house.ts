/**
 * The rules of the house, as a pure function of source texts: who may import whom, and what stays outside.
 *
 * Rooms import from lower floors and from themselves; rooms on one floor are strangers. Types count: if two rooms need
 * each other, the shared type moves a floor down.
 */
import { posix } from 'node:path';
import ts from 'typescript';

export interface SourceText {
  /** Path below src, with slashes. */
  readonly path: string;
  readonly text: string;
}

export const FLOORS: Readonly<Record<string, number>> = {
  engine: 0,
  random: 0,
  units: 0,
  sketch: 0,
  theory: 0,
  model: 1,
  mitigations: 2,
  metrics: 2,
  scenario: 3,
  experiment: 4,
  report: 5,
  cli: 6,
  'index.ts': 6,
  'testing.ts': 6,
};

const OUTSIDE_MODULES = /^(node:)?(fs|fs\/promises|process|child_process|readline|tty|net|http|https|os)$/;
const CLOCK_CALLS = new Set(['setTimeout', 'setInterval']);
const CLOCK_PROPERTIES = new Set(['Date.now', 'performance.now', 'process.hrtime']);
const DOMAIN_WORDS = /request|partition|shard|(?<![a-z])key/i;

/** Everything that breaks a rule of the house, each behind its file. */
export function houseProblems(files: readonly SourceText[]): string[] {
  if (files.length === 0) return ['no source file was read'];
  return files.flatMap(({ path, text }) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    const { imports, uses } = contentOf(source);
    return [...roomProblems(path, imports), ...useProblems(path, uses), ...wordProblems(path, text)].map(
      (problem) => `${path}: ${problem}`,
    );
  });
}

const roomOf = (path: string): string => path.split('/')[0]!;

function roomProblems(path: string, imports: readonly string[]): string[] {
  const room = roomOf(path);
  const floor = FLOORS[room];
  if (floor === undefined) return ['is in no room'];
  return imports.flatMap((specifier) => {
    if (!specifier.startsWith('.')) return strangerProblems(room, specifier);
    const target = posix.join(posix.dirname(path), specifier);
    const other = roomOf(target);
    if (room === 'mitigations' && other === room && posix.basename(path) !== 'registry.ts') {
      return [`imports another mitigation, ${specifier}`];
    }
    if (other === room) return [];
    const below = FLOORS[other];
    if (below === undefined) return [`imports ${specifier}, which is in no room`];
    return below < floor ? [] : [`imports ${target}, of floor ${below}, from floor ${floor}`];
  });
}

function strangerProblems(room: string, specifier: string): string[] {
  if (room === 'engine') return [`imports ${specifier}; the engine imports nothing`];
  if (room !== 'cli' && OUTSIDE_MODULES.test(specifier)) return [`imports ${specifier}, which only cli may`];
  return [];
}

function useProblems(path: string, uses: readonly string[]): string[] {
  const isOutside = roomOf(path) === 'cli';
  const mayWait = isOutside || /worker/.test(posix.basename(path));
  return uses.flatMap((use) => {
    const isChance = use === 'Math.random';
    const isClock = CLOCK_PROPERTIES.has(use) || CLOCK_CALLS.has(use) || use === 'new Date';
    if (isChance || (isClock && !mayWait)) return [`uses ${use}`];
    const isWorld = use.startsWith('console.') || use.startsWith('process.');
    return isWorld && !isOutside && !isClock ? [`uses ${use}, which only cli may`] : [];
  });
}

function wordProblems(path: string, text: string): string[] {
  if (roomOf(path) !== 'engine') return [];
  return text
    .split('\n')
    .flatMap((line, i) => (DOMAIN_WORDS.test(line) ? [`line ${i + 1} speaks of the domain: ${line.trim()}`] : []));
}

/** Module names that a file imports in any way, and what it does with globals: `Math.random`, `new Date`, `setTimeout`. */
function contentOf(source: ts.SourceFile): { readonly imports: readonly string[]; readonly uses: readonly string[] } {
  const imports: string[] = [];
  const uses: string[] = [];
  const addImport = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) imports.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) addImport(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node))
      addImport(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      addImport(node.arguments[0]);
    else if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      uses.push(`${node.expression.text}.${node.name.text}`);
    } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) uses.push(`new ${node.expression.text}`);
    else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) uses.push(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, uses };
}
