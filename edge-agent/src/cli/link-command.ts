import { dirname } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import type { Command } from 'commander';
import { pino } from 'pino';
import { runLink } from '../link/index.ts';
import { type ConfigOption, load, withConfig } from './options.ts';
import { untilSignal } from './until-signal.ts';

/** `vratar-edge link`: the process that speaks with the cloud. */
export function addLinkCommand(program: Command): void {
  const command = program.command('link').description('run the link: bring the journal to the cloud');
  withConfig(command).action(async (options: ConfigOption) => {
    const { config, data, socketFolder, file } = await load(options);
    const { gateway, link: settings } = config;
    if (settings === undefined) {
      const params = { expected: 'the section link', found: 'nothing' };
      throw new VratarError('config_invalid', params, { file, field: '/link' });
    }
    const log = pino({ name: 'link', level: config.log });
    const folder = dirname(file);
    const release = program.version() ?? 'unknown';
    const link = runLink({ gateway, settings, folder, socketFolder, data, release, log });
    log.info({ gateway, broker: settings.broker.url }, 'link started');
    log.info({ signal: await untilSignal() }, 'link stops');
    await link.stop();
  });
}
