import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VratarError } from '@vratar/protocol/errors';
import type { GpioSettings } from './config.ts';

/** Reads all contacts once: true is active. Rejects when the pins cannot be read. */
export type ReadGpio = () => Promise<boolean[]>;

const run = promisify(execFile);
const TIMEOUT_MS = 1000;

/**
 * libgpiod's `gpioget`, version 1 or 2. One short process for each look was preferred to a native addon in the process
 * that holds the doors, and to `gpiomon`, which does not say how things stand and keeps the pins to itself.
 */
export function gpioget(settings: GpioSettings): ReadGpio {
  let version: Promise<number> | undefined;
  return async () => {
    version ??= majorVersion();
    try {
      const { stdout } = await run('gpioget', argumentsOf(settings, await version), { timeout: TIMEOUT_MS });
      return valuesOf(stdout, settings.lines.length);
    } catch (cause) {
      version = undefined;
      if (cause instanceof VratarError) throw cause;
      throw new VratarError('gpio_unreadable', { why: firstLine((cause as Error).message) }, {}, { cause });
    }
  };
}

async function majorVersion(): Promise<number> {
  const { stdout } = await run('gpioget', ['--version'], { timeout: TIMEOUT_MS });
  return Number(/v(\d+)\./.exec(stdout)?.[1] ?? 2);
}

function argumentsOf({ chip, lines, bias, activeLow }: GpioSettings, version: number): string[] {
  const low = activeLow ? ['--active-low'] : [];
  const offsets = lines.map(String);
  if (version >= 2) return ['--numeric', `--bias=${bias}`, ...low, `--chip=${chip}`, ...offsets];
  return [`--bias=${bias === 'disabled' ? 'disable' : bias}`, ...low, chip, ...offsets];
}

function valuesOf(text: string, count: number): boolean[] {
  const values = text.trim().split(/\s+/);
  if (values.length !== count || values.some((value) => value !== '0' && value !== '1'))
    throw new VratarError('gpio_unreadable', { why: `gpioget said “${firstLine(text)}”` });
  return values.map((value) => value === '1');
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
