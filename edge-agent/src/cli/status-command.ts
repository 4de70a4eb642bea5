import type { Command } from 'commander';
import { EXIT } from './exit.ts';
import { type ConfigOption, type JsonOption, withConfig, withGate, withJson } from './options.ts';
import { print } from './print.ts';
import { isCalm, statusText } from './status-text.ts';

/** `vratar-edge status`; exits 3 while alarms stand, in a lockdown, a fire or a drill. */
export function addStatusCommand(program: Command): void {
  const command = program.command('status').description('how the gate stands: journal, lanes, fire, devices');
  withJson(withConfig(command)).action(async (options: ConfigOption & JsonOption) => {
    const status = await withGate(options, (gate) => gate.request('status', {}));
    print(status, statusText(status), options);
    if (status.alarms.length > 0 || !isCalm(status)) process.exitCode = EXIT.wrong;
  });
}
