import { Command } from 'commander';
import { pino } from 'pino';
import { capabilities, startCloud } from '../server/index.ts';
import type { ProgramTools } from './tools.ts';

/** Time for the last lines of the log. */
const EXIT_MS = 500;

/** `vratar-cloud run` */
export function runCommand(tools: Pick<ProgramTools, 'config'>): Command {
  return new Command('run')
    .description('run the roles of the configuration until a signal comes')
    .action(async () => {
      const loaded = tools.config();
      const log = pino({ level: loaded.config.log });
      const signal = untilSignal();
      const cloud = await startCloud({ ...loaded, environment: process.env, capabilities, log });
      log.info({ http: cloud.http, mqtt: cloud.mqttPort, roles: loaded.config.roles }, 'ready');
      const why = await Promise.race([signal, cloud.lost.then(() => 'the database has ended' as const)]);
      log.info({ why }, 'stopping');
      if (why === 'the database has ended') process.exitCode = 1;
      await cloud.stop().catch((err: unknown) => {
        log.error({ err }, 'not stopped in order');
        process.exitCode = 1;
      });
      // What hung keeps handles open; the supervisor waits for this process to end.
      setTimeout(() => process.exit(), EXIT_MS).unref();
    });
}

/** The first SIGINT or SIGTERM; a second one ends the process as usual. */
function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
