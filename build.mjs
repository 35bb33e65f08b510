/**
 * From `src` to `dist`, file by file, with the value of every constant in the place of its name; the types come from tsc.
 *
 * V8 reads an imported constant out of its module each time it is used, checks it, and can work nothing out ahead. On the hot path that
 * took an eighth of all time; a literal takes none.
 */
import { isAbsolute } from 'node:path';
import { build } from 'rolldown';

await build({
  // Whatever is started, imported by others, or loaded by its name.
  input: {
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    'cli/main': 'src/cli/main.ts',
    'cli/docs': 'src/cli/docs.ts',
    'experiment/plan-worker': 'src/experiment/plan-worker.ts',
    'experiment/settling-worker': 'src/experiment/settling-worker.ts',
  },
  platform: 'node',
  // Packages stay where they are; the helpers of the compiler are no package of ours.
  external: (id) => !(id.startsWith('.') || isAbsolute(id) || id.startsWith('@oxc-project/')),
  optimization: { inlineConst: { mode: 'all', pass: 3 } },
  output: { dir: 'dist', preserveModules: true, preserveModulesRoot: 'src' },
});
