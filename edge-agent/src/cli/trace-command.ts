import type { Command } from 'commander';
import {
  type ConfigOption,
  type JsonOption,
  wholeNumber,
  withConfig,
  withGate,
  withJson,
} from './options.ts';
import { print } from './print.ts';
import { traceText } from './trace-text.ts';

/** `vratar-edge trace`. */
export function addTraceCommand(program: Command): void {
  const command = program.command('trace').description('the last taps, with the time of each stage');
  withJson(withConfig(command))
    .option('-n, --limit <count>', 'how many taps', wholeNumber(1, 200), 20)
    .action(async (options: ConfigOption & JsonOption & { limit: number }) => {
      const trace = await withGate(options, (gate) => gate.request('trace', { limit: options.limit }));
      print(trace, traceText(trace), options);
    });
}
