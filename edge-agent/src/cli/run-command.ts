import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { pino } from 'pino';
import { Supervisor } from '../supervise/supervisor.ts';
import { type ConfigOption, load, withConfig } from './options.ts';
import { untilSignal } from './until-signal.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** `vratar-edge run`: all processes of the gateway, each started again when it ends. */
export function addRunCommand(program: Command): void {
  withConfig(program.command('run').description('run gate and link, and start again whichever ends')).action(
    async (options: ConfigOption) => {
      const { config, file } = load(options);
      const log = pino({ name: 'run', level: config.log });
      const names = ['gate', ...(config.link === undefined ? [] : ['link'])];
      const supervisor = new Supervisor(
        names.map((name) => ({ name, args: [MAIN, name, '--config', file] })),
        log,
      );
      supervisor.start();
      const ended = await Promise.race([untilSignal(), supervisor.failed]);
      log.info({ reason: ended }, 'stopping');
      await supervisor.stop();
      if (typeof ended === 'number') process.exitCode = ended;
    },
  );
}
