import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { pino } from 'pino';
import type { ProcessSpec } from '../supervise/supervised-process.ts';
import { Supervisor } from '../supervise/supervisor.ts';
import { EXIT } from './exit.ts';
import { type ConfigOption, withConfig } from './options.ts';
import { untilSignal } from './until-signal.ts';
import { wantedProcesses } from './wanted-processes.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** `vratar-edge run`: all processes of the gateway, each started again when it ends. */
export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('run all processes of the gateway, and start again whichever ends');
  withConfig(command).action(async ({ config }: ConfigOption) => {
    const names = await wantedProcesses(MAIN, config);
    if (names === undefined) {
      // The child has said what is wrong.
      process.exitCode = 2;
      return;
    }
    const log = pino({ name: 'run' });
    const supervisor = new Supervisor(specsOf(names, config), log);
    supervisor.start();
    process.on('SIGHUP', () => void reload(supervisor, config));
    const ended = await Promise.race([untilSignal(), supervisor.failed]);
    log.info({ reason: ended }, 'stopping');
    const isDone = await supervisor.stop();
    if (typeof ended === 'number') process.exitCode = ended;
    else if (!isDone) process.exitCode = EXIT.failed;
  });
}

function specsOf(names: readonly string[], config: string): ProcessSpec[] {
  return names.map((name) => ({ name, args: [MAIN, ...argumentsOf(name), '--config', config] }));
}

/** The gate takes over the configuration by itself; lines over TCP come and go with it. */
async function reload(supervisor: Supervisor, config: string): Promise<void> {
  const names = await wantedProcesses(MAIN, config);
  if (names === undefined) return;
  await supervisor.want(specsOf(names, config));
  supervisor.signal('gate', 'SIGHUP');
}

function argumentsOf(name: string): string[] {
  const [process = name, line] = name.split(':');
  return line === undefined ? [process] : [process, '--line', line];
}
