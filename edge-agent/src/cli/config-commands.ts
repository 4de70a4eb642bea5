import { readFileSync } from 'node:fs';
import { jsonSchemaText } from '@vratar/protocol/config';
import type { Command } from 'commander';
import { EdgeConfig } from '../config/edge-config.ts';
import { loadSecrets } from '../config/load-config.ts';
import { Secrets } from '../config/secrets.ts';
import { lineConfig } from '../gate/open-lines.ts';
import { type ConfigOption, load, withConfig } from './options.ts';

/** `vratar-edge config …` */
export function addConfigCommands(program: Command): void {
  const config = program
    .command('config')
    .description('check a configuration, print its schema or an example');
  withConfig(
    config.command('check').description('read the configuration and the keys; say what is wrong'),
  ).action((options: ConfigOption) => {
    const loaded = load(options);
    const secrets = loadSecrets(loaded);
    for (const { id } of loaded.config.lines) lineConfig(id, loaded.config, secrets);
    const { lines, site } = loaded.config;
    const counts = `${lines.length} lines, ${site.devices.length} devices, ${site.lanes.length} lanes`;
    console.log(`${loaded.file}: correct; gateway ${loaded.config.gateway}, ${counts}.`);
  });
  config
    .command('schema')
    .description('print the JSON Schema, for editors')
    .option('--secrets', 'of the file of keys')
    .action(({ secrets }: { secrets?: boolean }) => {
      process.stdout.write(
        secrets
          ? jsonSchemaText(Secrets, 'Keys of a Vratar gateway')
          : jsonSchemaText(EdgeConfig, 'Vratar gateway'),
      );
    });
  config
    .command('example')
    .description('print a commented example')
    .action(() => {
      process.stdout.write(readFileSync(new URL('../config/example.yaml', import.meta.url), 'utf8'));
    });
}
