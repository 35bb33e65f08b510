/** `hotshard schema`: the JSON Schema of a scenario file, for editors. */
import { scenarioSchema } from '../../scenario/schema.ts';
import { defineCommand } from '../command.ts';
import { EXIT } from '../exit.ts';
import { loadPlugins, pluginOptions } from '../plugins.ts';

export const schemaCommand = defineCommand({
  usage: 'schema',
  summary: 'Print the JSON Schema of a scenario file',
  positionals: {},
  options: pluginOptions,
  examples: [
    ['for an editor', 'hotshard schema > scenario.schema.json'],
    ['then as the first line of a scenario', '# yaml-language-server: $schema=scenario.schema.json'],
  ],
  async run(args, io) {
    const { mitigations } = await loadPlugins(args.plugin, io);
    io.stdout.write(`${JSON.stringify(scenarioSchema(mitigations), null, 2)}\n`);
    return EXIT.ok;
  },
});
