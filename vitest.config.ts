import { defineConfig } from 'vitest/config';

/** A test that replaces a module has to load the others anew. */
const REPLACING = ['test/laws/ring.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          // Modules are loaded once per worker and not once per file, which takes as long as the tests themselves.
          name: 'together',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts', ...REPLACING],
        },
      },
      { extends: true, test: { name: 'apart', include: REPLACING } },
    ],
  },
});
