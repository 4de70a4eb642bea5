import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Result } from '../socket/schema.ts';
import { EXIT } from './exit.ts';
import { type ConfigOption, type JsonOption, withConfig, withGate, withJson } from './options.ts';
import { print } from './print.ts';
import { table } from './table.ts';

interface WhyOptions extends ConfigOption, JsonOption {
  readonly lane: string;
  readonly direction: 'in' | 'out';
  readonly at?: number;
}

/** `vratar-edge why`: a decision, step by step; exits 3 when it is a refusal. */
export function addWhyCommand(program: Command): void {
  const command = program.command('why').description('explain a decision step by step; changes nothing');
  withJson(withConfig(command))
    .argument('<token-or-card>', 'credential token, or the number as printed on the card')
    .requiredOption('-l, --lane <lane>', 'lane')
    .addOption(new Option('-d, --direction <direction>', 'direction').choices(['in', 'out']).default('in'))
    .option('-a, --at <time>', 'moment, as 2026-11-09T07:25:00+02:00; now when absent', moment)
    .action(async (subject: string, options: WhyOptions) => {
      const { lane, direction, at } = options;
      const question = { subject, lane, direction, ...(at !== undefined && { at }) };
      const answer = await withGate(options, (gate) => gate.request('why', question));
      print(answer, whyText(answer), options);
      if (!answer.granted) process.exitCode = EXIT.wrong;
    });
}

function whyText({ code, granted, steps }: Result<'why'>): string {
  const rows = steps.map(({ step, outcome, detail }) => [step, outcome, detail ?? '']);
  return `${granted ? 'Granted' : `Refused: ${code}`}\n${table([['RULE', 'RESULT', 'SAW'], ...rows])}`;
}

/** Without an offset it would be that of whoever asks, and not of the school. */
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function moment(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !WITH_OFFSET.test(text))
    throw new InvalidArgumentError('Expected a moment with its offset, as 2026-11-09T07:25:00+02:00.');
  return at;
}
