import { BAUD_RATES, type CheckKind, LAST_PD_ADDRESS } from '@vratar/protocol/osdp';
import { type Command, InvalidArgumentError } from 'commander';

export const PORT_HELP = 'serial port, Unix socket, or host:port of a serial device server';

/** How to speak on the line. */
export interface LineOptions {
  /** Undefined: not said. */
  readonly baud?: number;
  readonly checksum?: true;
  readonly timeout: number;
}

/** Which base key to open a secure channel with; none: speak in clear. */
export interface KeyOptions {
  readonly keyFile?: string;
  readonly defaultKey?: true;
}

/** Speed of a line when nothing else is said: that of every device fresh from the factory. */
export const DEFAULT_BAUD = 9600;

export function withLineOptions(command: Command): Command {
  return withFrameOptions(command).option(
    '--baud <rate>',
    `speed of the line (default: ${DEFAULT_BAUD})`,
    baud,
  );
}

export function withFrameOptions(command: Command): Command {
  return command
    .option('--checksum', 'protect frames with the 8-bit sum that old devices know, instead of the CRC')
    .option('--timeout <ms>', 'time that a device has to begin its answer', integer(1, 10_000), 200);
}

export function withKeyOptions(command: Command): Command {
  return command
    .option('--key-file <file>', 'open a secure channel with the key in this file (32 hexadecimal digits)')
    .option('--default-key', 'open a secure channel with the default key: a device in install mode');
}

export function checkOf(options: LineOptions): CheckKind {
  return options.checksum ? 'checksum' : 'crc';
}

export const address = integer(0, LAST_PD_ADDRESS);

export function baud(text: string): number {
  const rate = Number(text);
  if (!(BAUD_RATES as readonly number[]).includes(rate)) {
    throw new InvalidArgumentError(`expected one of ${BAUD_RATES.join(', ')}`);
  }
  return rate;
}

/** A comma-separated list of speeds. */
export function bauds(text: string): number[] {
  return text.split(',').map(baud);
}

export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`expected a number from ${min} to ${max}`);
    }
    return value;
  };
}

export function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('expected seconds, up to a day');
  return value;
}
