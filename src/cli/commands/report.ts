/** `hotshard report`: every file of a results directory again, from the data saved in it alone. */
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Comparison } from '../../experiment/result.ts';
import { reportFiles } from '../../report/files.ts';
import { summaryJson } from '../../report/json.ts';
import { comparisonText } from '../../report/text/comparison.ts';
import { coloursFor } from '../colours.ts';
import { defineCommand } from '../command.ts';
import { EXIT, UsageError } from '../exit.ts';
import { hashesOf, type Manifest, manifestText } from '../manifest.ts';
import { outputOptions } from '../options.ts';
import { replaceFile } from '../results-directory.ts';
import { reasonOf } from '../scenario-file.ts';

export const reportCommand = defineCommand({
  usage: 'report <results>',
  summary: 'Render the files of a results directory again from its saved data',
  positionals: {
    results: { type: 'string', demandOption: true, describe: 'A directory that compare has written' },
  },
  options: outputOptions,
  examples: [
    [
      'the table of an earlier comparison, its files renewed',
      'hotshard report results/black-friday-headset-3f9a1c07-20260102T030405Z',
    ],
    ['its data', 'hotshard report results/black-friday-headset-3f9a1c07-20260102T030405Z --json'],
  ],
  async run(args, io) {
    const directory = resolve(io.cwd, args.results);
    const saved = await read(directory, args.results);
    const files = await rendered(saved, args.results);
    const manifest = manifestText({ ...saved.manifest, files: hashesOf(files) });
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

/** The files of a saved comparison; data that cannot be rendered is damaged data. */
async function rendered(saved: Awaited<ReturnType<typeof read>>, shown: string) {
  try {
    return await reportFiles(saved.comparison, saved);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${shown}/comparison.json is damaged: ${error.message}`);
    throw error;
  }
}

async function read(directory: string, shown: string) {
  const text = async (name: string): Promise<string> => {
    try {
      return await readFile(join(directory, name), 'utf8');
    } catch (error) {
      throw new UsageError(`${shown} is not a results directory: ${name}: ${reasonOf(error)}`);
    }
  };
  const json = async (name: string): Promise<unknown> => {
    try {
      return JSON.parse(await text(name));
    } catch (error) {
      if (error instanceof SyntaxError) throw new UsageError(`${shown}/${name} is damaged: ${error.message}`);
      throw error;
    }
  };
  const comparison = (await json('comparison.json')) as Comparison;
  if (comparison?.schemaVersion === undefined)
    throw new UsageError(`${shown}/comparison.json is damaged: no schema version`);
  if (comparison.schemaVersion !== 1) {
    throw new UsageError(
      `${shown}/comparison.json has schema version ${comparison.schemaVersion}; this is for version 1`,
    );
  }
  const manifest = (await json('manifest.json')) as Manifest;
  return {
    comparison,
    manifest,
    scenarioText: await text('scenario.yaml'),
    resolved: await json('scenario.resolved.json'),
  };
}

async function isOnDisk(path: string, content: string | Uint8Array): Promise<boolean> {
  const bytes = await readFile(path).catch(() => null);
  return bytes?.equals(Buffer.from(content)) ?? false;
}
