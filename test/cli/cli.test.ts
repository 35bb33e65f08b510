import { describe, expect, test } from 'vitest';
import { hotshard, workingDirectory } from '../support/cli.ts';

const cwd = workingDirectory();
const failing = { stdin: () => Promise.reject(new Error('the pipe burst')) };

describe('a mistake of the user', () => {
  test('is exit code 2, and a message on stderr alone', async () => {
    const { code, stdout, stderr } = await hotshard(['compar', 'x'], cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('unknown command "compar"; did you mean compare?\n');
  });

  test('in a file name is met with the nearest file', async () => {
    const { code, stderr } = await hotshard(['run', 'tyni.yaml'], cwd);
    expect(code).toBe(2);
    expect(stderr).toBe('cannot read tyni.yaml: there is no such file or directory; did you mean tiny.yaml?\n');
  });
});

describe('a defect of the program', () => {
  test('is exit code 1, without a stack', async () => {
    const { code, stderr } = await hotshard(['run', '-'], cwd, failing);
    expect(code).toBe(1);
    expect(stderr).toBe('internal error: the pipe burst\nHOTSHARD_DEBUG=1 shows where\n');
  });

  test('shows its stack when asked', async () => {
    const { stderr } = await hotshard(['run', '-'], cwd, { ...failing, env: { HOTSHARD_DEBUG: '1' } });
    expect(stderr).toMatch(/^Error: the pipe burst\n\s+at /);
  });
});

test('help goes to stdout, with exit code 0', async () => {
  const { code, stdout, stderr } = await hotshard(['run', '--help'], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('hotshard run <scenario>');
});
