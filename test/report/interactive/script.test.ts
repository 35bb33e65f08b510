import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { SCRIPT } from '../../../src/report/interactive/script.ts';

it('the script is one that a browser can read, and knows nothing of imports', () => {
  expect(() => new Script(SCRIPT)).not.toThrow();
  expect(SCRIPT).not.toMatch(/import|require|eval|Function|<\/|innerHTML|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
});

it('the script calls no function that it does not bring', () => {
  const brought = new Set([...SCRIPT.matchAll(/function (\w+)\(/g)].map(([, name]) => name!));
  const called = [...SCRIPT.matchAll(/kit\.(\w+)\.(\w+)\(/g)].map(([, , name]) => name!);
  expect(called.length).toBeGreaterThan(10);
  expect(called.filter((name) => !brought.has(name))).toEqual([]);
});
