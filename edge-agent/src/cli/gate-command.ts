import type { Command } from 'commander';
import { pino } from 'pino';
import { loadSecrets } from '../config/load-config.ts';
import { notifySystemd, systemdHeartbeat } from '../gate/notify-systemd.ts';
import { startGate } from '../gate/start-gate.ts';
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
    notifySystemd('READY=1');
    const silence = systemdHeartbeat();
    log.info({ signal: await untilSignal() }, 'gate stops');
    notifySystemd('STOPPING=1');
    silence();
    await gate.stop();
  });
}
