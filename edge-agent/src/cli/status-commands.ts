import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Result } from '../socket/schema.ts';
import { EXIT } from './exit.ts';
import {
  type ConfigOption,
  type JsonOption,
  wholeNumber,
  withConfig,
  withGate,
  withJson,
} from './options.ts';
import { statusText, traceText, whyText } from './texts.ts';

interface WhyOptions extends ConfigOption, JsonOption {
  readonly lane: string;
  readonly direction: 'in' | 'out';
  readonly at?: string;
}

/** `vratar-edge status | trace | why`: questions to a running gate. */
export function addStatusCommands(program: Command): void {
  withJson(
    withConfig(program.command('status').description('how the gate stands: journal, lanes, fire, devices')),
  ).action(async (options: ConfigOption & JsonOption) => {
    const status = await withGate(options, (gate) => gate.request('status', {}));
    print(status, statusText(status), options);
    if (status.alarms.length > 0) process.exitCode = EXIT.wrong;
  });

  withJson(withConfig(program.command('trace').description('the last taps, with the time of each stage')))
    .option('-n, --limit <count>', 'how many taps', wholeNumber(1, 200), 20)
    .action(async (options: ConfigOption & JsonOption & { limit: number }) => {
      const trace = await withGate(options, (gate) => gate.request('trace', { limit: options.limit }));
      print(trace, traceText(trace), options);
    });

  withJson(withConfig(program.command('why').description('explain a decision step by step; changes nothing')))
    .argument('<token-or-card>', 'credential token, or card:NUMBER as printed on the card')
    .requiredOption('-l, --lane <lane>', 'lane')
    .addOption(new Option('-d, --direction <direction>', 'direction').choices(['in', 'out']).default('in'))
    .option('-a, --at <time>', 'moment, as 2026-11-09T07:25:00+02:00; now when absent')
    .action(async (subject: string, options: WhyOptions) => {
      const { lane, direction, at } = options;
      const question = { subject, lane, direction, ...(at !== undefined && { at: moment(at) }) };
      const answer: Result<'why'> = await withGate(options, (gate) => gate.request('why', question));
      print(answer, whyText(answer), options);
      if (!answer.granted) process.exitCode = EXIT.wrong;
    });
}

function moment(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InvalidArgumentError(`“${text}” is not a moment.`);
  return at;
}

function print(value: unknown, text: string, { json }: JsonOption): void {
  console.log(json ? JSON.stringify(value) : text);
}
