/** `hotshard validate`: a line for every scenario that is right, every issue of every one that is not. */
import { formatIssues } from '../../scenario/format-issues.ts';
import { defineCommand } from '../command.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { Io } from '../io.ts';
import { scenarioOptions } from '../options.ts';
import { loadPlugins } from '../plugins.ts';
import { type Reading, type ReadingOptions, readScenario } from '../scenario-file.ts';

export const validateCommand = defineCommand({
  usage: 'validate <scenario..>',
  summary: 'Check scenario files without running them',
  positionals: {
    scenario: { type: 'string', array: true, demandOption: true, describe: 'Scenario files; - reads standard input' },
  },
  options: {
    ...scenarioOptions,
    json: { type: 'boolean', describe: 'Print one JSON document instead of text' },
  },
  examples: [
    ['one file', 'hotshard validate scenarios/black-friday.yaml'],
    ['all of them, as before a commit', 'hotshard validate scenarios/*.yaml'],
    ['for an editor', "hotshard validate --json scenarios/*.yaml | jq '.files[].issues'"],
  ],
  async run(args, io) {
    const readings: [string, Checked][] = [];
    const { mitigations } = await loadPlugins(args.plugin, io);
    for (const file of args.scenario) readings.push([file, await check(file, { set: args.set, mitigations }, io)]);
    io.stdout.write(args.json ? json(readings) : readings.map(textOf).join(''));
    return readings.every(([, { ok }]) => ok) ? EXIT.ok : EXIT.usage;
  },
});

/** A file that cannot be read is a finding too, and the others are still checked. */
type Checked = Reading | { readonly ok: false; readonly unreadable: string };

async function check(file: string, options: ReadingOptions, io: Io): Promise<Checked> {
  try {
    return await readScenario(file, options, io);
  } catch (error) {
    if (error instanceof UsageError) return { ok: false, unreadable: error.message };
    throw error;
  }
}

function textOf([file, reading]: readonly [string, Checked]): string {
  if ('unreadable' in reading) return `${reading.unreadable}\n`;
  if (!reading.ok) return formatIssues(reading.issues, reading.text);
  const { scenario, warnings, text } = reading;
  const counts = `${counted(scenario.plans.length, 'plan')}, ${counted(scenario.expectations.length, 'expectation')}`;
  return `ok  ${file}  ${scenario.name} (${counts})\n${formatIssues(warnings, text)}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function json(readings: readonly (readonly [string, Checked])[]): string {
  const files = readings.map(([file, reading]) => {
    if ('unreadable' in reading) return { file, ok: false, unreadable: reading.unreadable, issues: [] };
    return { file, ok: reading.ok, unreadable: null, issues: reading.ok ? reading.warnings : reading.issues };
  });
  return `${JSON.stringify({ schemaVersion: 1, files }, null, 2)}\n`;
}
