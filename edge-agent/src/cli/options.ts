import { type Command, InvalidArgumentError } from 'commander';
import type { LoadedConfig } from '../config/load-config.ts';
import type { GateClient } from '../socket/gate-client.ts';

const DEFAULT_CONFIG = '/etc/vratar/edge.yaml';

export interface ConfigOption {
  readonly config: string;
}
export interface JsonOption {
  readonly json?: boolean;
}

/** `--config FILE`, as every command takes it. */
export function withConfig(command: Command): Command {
  const byDefault = process.env.VRATAR_EDGE_CONFIG ?? DEFAULT_CONFIG;
  return command.option('-c, --config <file>', 'configuration of the gateway', byDefault);
}

export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON, for programs');
}

export async function load({ config }: ConfigOption): Promise<LoadedConfig> {
  const { loadConfig } = await import('../config/load-config.ts');
  return loadConfig(config);
}

/** Connects to the running gate as a tool, and closes whatever happens. */
export async function withGate<T>(options: ConfigOption, use: (gate: GateClient) => Promise<T>): Promise<T> {
  const { socketFolder } = await load(options);
  const { GateClient } = await import('../socket/gate-client.ts');
  await using gate = await GateClient.connect(socketFolder, 'tool', 'vratar-edge');
  return await use(gate);
}

/** A whole number within bounds, or a message for the person who typed it. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
    return value;
  };
}
