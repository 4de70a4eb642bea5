import { readFileSync } from 'node:fs';
import { jsonSchemaText } from '@vratar/protocol/config';
import type { Command } from 'commander';
import { EdgeConfig } from '../config/edge-config.ts';
import { type LoadedConfig, loadSecrets } from '../config/load-config.ts';
import { Secrets } from '../config/secrets.ts';
import { slowLines, slowLineText } from '../config/slow-lines.ts';
import { lineConfig } from '../gate/line-config.ts';
import { type ConfigOption, load, withConfig } from './options.ts';

const EXAMPLE = new URL('../config/example.yaml', import.meta.url);

/** `vratar-edge config …` */
export function addConfigCommands(program: Command): void {
  const config = program
    .command('config')
    .description('check a configuration, print its schema or an example');

  withConfig(config.command('check').description('read the configuration and the keys; say what is wrong'))
    .option('--processes', 'print the names of the processes that it asks for')
    .action(async (options: ConfigOption & { processes?: boolean }) => {
      const loaded = await load(options);
      const secrets = loadSecrets(loaded);
      for (const { id } of loaded.config.lines) lineConfig(id, loaded.config, secrets);
      console.log(options.processes ? processesOf(loaded.config) : summary(loaded));
      if (options.processes) return;
      for (const line of slowLines(loaded.config)) console.error(`Warning: ${slowLineText(line)}`);
    });

  config
    .command('schema')
    .description('print the JSON Schema, for editors')
    .option('--secrets', 'of the file of keys')
    .action(({ secrets }: { secrets?: boolean }) => {
      const [schema, title] = secrets
        ? [Secrets, 'Keys of a Vratar gateway']
        : [EdgeConfig, 'Vratar gateway'];
      process.stdout.write(jsonSchemaText(schema, title));
    });

  config
    .command('example')
    .description('print a commented example')
    .action(() => {
      process.stdout.write(readFileSync(EXAMPLE, 'utf8'));
    });
}

/** Names of processes, as `run` starts them; behind a colon, the line that one is for. */
function processesOf({ link, lines }: EdgeConfig): string {
  const bridged = lines.filter(({ port }) => port.kind === 'tcp').map(({ id }) => `line-tcp:${id}`);
  return ['gate', ...bridged, ...(link === undefined ? [] : ['link'])].join(' ');
}

function summary({ file, config }: LoadedConfig): string {
  const { lines, site } = config;
  const counts = [
    counted(lines.length, 'line'),
    counted(site.devices.length, 'device'),
    counted(site.lanes.length, 'lane'),
  ];
  return `${file}: correct; gateway ${config.gateway}, ${counts.join(', ')}.`;
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
