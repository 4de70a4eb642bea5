import { type Command, InvalidArgumentError, Option } from 'commander';
import { withConfig, withJson } from '../options.ts';

/** Options of every command that gives an order: `--config`, `--json`, and `--id` for trying again. */
export function withOrder(command: Command): Command {
  return withJson(withConfig(command)).option(
    '--id <id>',
    'identifies the order, which is carried out once; of an earlier try whose answer was lost',
    orderId,
  );
}

export const directionOption = (): Option =>
  new Option('-d, --direction <direction>', 'which way').choices(['in', 'out']).makeOptionMandatory();

function orderId(text: string): string {
  if (!/^[A-Za-z0-9._-]{8,64}$/.test(text))
    throw new InvalidArgumentError('Expected 8 to 64 letters, digits, dots, dashes or underscores.');
  return text;
}

/** A name of the configuration; one that is none need not travel to the gate. */
export function named(text: string): string {
  if (text.length < 1 || text.length > 40) throw new InvalidArgumentError('Expected 1 to 40 characters.');
  return text;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 31 * 86_400_000;

/** `90s`, `10m`, `2h`, `1d`: @returns milliseconds, up to 31 days */
export function duration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? 0);
  if (!(ms > 0 && ms <= LONGEST_MS))
    throw new InvalidArgumentError('Expected how long, as 90s, 10m, 2h or 1d, up to 31d.');
  return ms;
}
