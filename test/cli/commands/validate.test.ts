import { expect, test } from 'vitest';
import { hotshard, tinyScenario, workingDirectory } from '../../support/cli.ts';

const cwd = workingDirectory();
const stdin = async () => tinyScenario().replace('ttl', 'tll').replace('90%', '190%');

test('a line for what is right', async () => {
  const { code, stdout, stderr } = await hotshard(['validate', 'tiny.yaml'], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('ok  tiny.yaml  Tiny test (2 plans, 1 expectation)\n');
});

test('all issues of what is not, and exit code 2; the others are still checked', async () => {
  const { code, stdout } = await hotshard(['validate', '-', 'absent.yaml', 'tiny.yaml'], cwd, { stdin });
  expect(code).toBe(2);
  expect(stdout.match(/<stdin>:\d+:\d+ {2}error/g)).toHaveLength(2);
  expect(stdout).toContain('did you mean ttl?');
  expect(stdout).toContain('cannot read absent.yaml: there is no such file or directory\n');
  expect(stdout).toContain('ok  tiny.yaml');
});

test('--json has a place for every issue', async () => {
  const { code, stdout } = await hotshard(['validate', '--json', '-', 'tiny.yaml', 'absent.yaml'], cwd, { stdin });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    files: [
      {
        file: '<stdin>',
        ok: false,
        unreadable: null,
        issues: [{ line: 12, path: expect.any(String) }, { didYouMean: 'ttl' }],
      },
      { file: 'tiny.yaml', ok: true, unreadable: null, issues: [] },
      { file: 'absent.yaml', ok: false, unreadable: expect.stringContaining('cannot read'), issues: [] },
    ],
  });
});
