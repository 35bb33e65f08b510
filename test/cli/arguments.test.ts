import { describe, expect, test } from 'vitest';
import { parseArguments, STDIN } from '../../src/cli/arguments.ts';
import { commands, EXAMPLES } from '../../src/cli/cli.ts';

const parse = (...argv: string[]) => parseArguments(argv, commands, EXAMPLES);

/** The command line in an example, without what the shell does around it. */
function wordsOf(line: string): string[] | undefined {
  const own = /hotshard (.*?)(?: \|| >|$)/.exec(line)?.[1];
  return own?.split(' ');
}

describe('help', () => {
  test.each([[], ...commands.map(({ name }) => [name])])('%s ends in examples to copy', (...words) => {
    const request = parse(...words, '--help');
    if (request.kind !== 'print') throw new Error('no help');
    const examples = words.length === 0 ? EXAMPLES : commands.find(({ name }) => name === words[0])!.examples;
    const lines = request.text.trimEnd().split('\n');
    expect(lines.slice(-2 * examples.length - 1)).toEqual([
      'Examples:',
      ...examples.flatMap(([purpose, line]) => [`  # ${purpose}`, `  ${line}`]),
    ]);
  });

  test('every example is a command line that is understood', () => {
    const lines = [...EXAMPLES, ...commands.flatMap(({ examples }) => examples)].map(([, line]) => line);
    const understood = lines.flatMap((line) => wordsOf(line) ?? []).length;
    expect(understood).toBeGreaterThan(commands.length);
    for (const words of lines.map(wordsOf)) if (words) expect(parse(...words).kind).toBe('run');
  });

  test('the version is printed', () => {
    expect(parse('--version')).toMatchObject({ kind: 'print', text: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('values', () => {
  test('stay texts, and repeated options keep their order', () => {
    expect(parse('compare', '--plan', 'b', 'x.yaml', '--plan', 'a', '--seed', '007')).toMatchObject({
      args: { scenario: 'x.yaml', plan: ['b', 'a'], seed: '007' },
    });
  });

  test('a lone dash is standard input', () => {
    expect(parse('run', '-')).toMatchObject({ args: { scenario: STDIN } });
    expect(parse('validate', 'a.yaml', '-')).toMatchObject({ args: { scenario: ['a.yaml', STDIN] } });
  });

  test('an override with dots and equal signs arrives whole', () => {
    expect(parse('run', 'x', '--set', 'a.b={c: "d=e"}')).toMatchObject({ args: { set: ['a.b={c: "d=e"}'] } });
  });
});

describe('mistakes', () => {
  test.each([
    [['compar', 'x'], 'unknown command "compar"; did you mean compare?'],
    [['frobnicate'], 'there are compare, run, '],
    [[], 'say what to do: compare, run, '],
    [['compare', 'x', '--plam', 'y'], 'unknown option --plam; did you mean --plan?'],
    [['compare', 'x', '--no-colour'], 'did you mean --no-color?'],
    [['compare', 'x', '-z'], 'unknown option -z'],
    [['compare', 'x', 'y', 'z'], 'unexpected argument "z"'],
    [['compare'], 'an argument is missing\nusage: hotshard compare <scenario>'],
    [['compare', 'x', '--seed'], '--seed needs a value'],
    [['compare', 'x', '--seed', '1', '--seed', '2'], '--seed is given more than once'],
    [['run', 'x', '--replications', '0'], '--replications: got 0: at least 1'],
    [['run', 'x', '--replications', 'many'], '--replications: got "many"'],
    [['compare', 'x', '--jobs', '1.5'], '--jobs: got "1.5"'],
  ])('%j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(message);
  });

  test('several are told at once', () => {
    expect(() => parse('compare', 'x', '--plam', 'y', '--sead', '1')).toThrow(/--plan\?\n.*--seed\?/);
  });
});
