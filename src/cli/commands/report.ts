/** `hotshard report`: every file of a results directory again, from the data saved in it alone. */
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { extrasAmong } from '../../report/extras.ts';
import { reportFiles } from '../../report/files.ts';
import { summaryJson } from '../../report/json.ts';
import { comparisonText } from '../../report/text/comparison.ts';
import { coloursFor } from '../colours.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit.ts';
import { hashesOf, manifestText } from '../manifest.ts';
import { extraOptions, outputOptions } from '../options.ts';
import { replaceFile } from '../results-directory.ts';
import { readResults } from '../saved-results.ts';

export const reportCommand = defineCommand({
  usage: 'report <results>',
  summary: 'Render the files of a results directory again from its saved data',
  positionals: {
    results: { type: 'string', demandOption: true, describe: 'A directory that compare has written' },
  },
  options: { ...extraOptions, ...outputOptions },
  examples: [
    [
      'the table of an earlier comparison, its files renewed',
      'hotshard report results/black-friday-headset-3f9a1c07-20260102T030405Z',
    ],
    [
      'its page with tooltips and a zoom in time',
      'hotshard report results/black-friday-headset-3f9a1c07-20260102T030405Z --interactive',
    ],
    ['its data', 'hotshard report results/black-friday-headset-3f9a1c07-20260102T030405Z --json'],
  ],
  async run(args, io) {
    const directory = resolve(io.cwd, args.results);
    const saved = await readResults(directory, args.results);
    const asked = Object.entries(args).flatMap(([name, value]) => (value === true ? [name] : []));
    const extras = extrasAmong([...(saved.manifest.extras ?? []), ...asked]);
    const files = await reportFiles(saved.comparison, saved, extras);
    const manifest = manifestText({ ...saved.manifest, extras, files: hashesOf(files) });
    const changed: string[] = [];
    for (const [name, content] of [...files, ['manifest.json', manifest] as const]) {
      io.signal.throwIfAborted();
      const path = join(directory, name);
      if (await isOnDisk(path, content)) continue;
      await replaceFile(path, content);
      changed.push(relative(io.cwd, path));
    }
    if (!args.quiet) for (const path of changed) io.stderr.write(`renewed ${path}\n`);
    const colours = coloursFor(io.stdout, io, args['no-color']);
    io.stdout.write(args.json ? summaryJson(saved.comparison) : comparisonText(saved.comparison, { colours }));
    return EXIT.ok;
  },
});

async function isOnDisk(path: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = await readFile(path).catch(() => null);
  return bytes?.equals(Buffer.from(content)) ?? false;
}
