import { formatError, VratarError } from '@vratar/protocol/errors';
import type { Command } from 'commander';
import { type Logger, pino } from 'pino';
import { loadSecrets } from '../config/load-config.ts';
import type { Gate } from '../gate/gate.ts';
import { notifySystemd, systemdHeartbeat } from '../gate/notify-systemd.ts';
import { startGate } from '../gate/start-gate.ts';
import { warnOfSlowLines } from '../gate/warn-of-slow-lines.ts';
import { type ConfigOption, load, withConfig } from './options.ts';
import { untilSignal } from './until-signal.ts';

/** `vratar-edge gate`: the process that owns devices, lanes, fire and the journal. */
export function addGateCommand(program: Command): void {
  withConfig(
    program.command('gate').description('run the gate: lines, lanes, decisions, fire, journal'),
  ).action(async (options: ConfigOption) => {
    const loaded = await load(options);
    const log = pino({ name: 'gate', level: loaded.config.log });
    const gate = await startGate(loaded, loadSecrets(loaded), log);
    log.info(
      { gateway: loaded.config.gateway, data: loaded.data, socket: loaded.socketFolder },
      'gate started',
    );
    warnOfSlowLines(loaded.config, log);
    process.on('SIGHUP', () => void reload(gate, log));
    notifySystemd('READY=1');
    const silence = systemdHeartbeat();
    log.info({ signal: await untilSignal() }, 'gate stops');
    notifySystemd('STOPPING=1');
    silence();
    await gate.stop();
  });
}

/** What is wrong with a new configuration is said, and the gate goes on with the old one. */
async function reload(gate: Gate, log: Logger): Promise<void> {
  try {
    await gate.reload();
  } catch (error) {
    if (!(error instanceof VratarError)) throw error;
    log.error({ code: error.code }, `not reloaded: ${formatError(error)}`);
  }
}
