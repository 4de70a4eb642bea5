import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
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

/** A gate that was just started serves its sockets within this; a person types faster. */
const STARTED_WITHIN_MS = 3000;
const TRY_AGAIN_MS = 100;

/**
 * Connects to the running gate as a tool, and closes whatever happens.
 * @throws VratarError `socket_refused`, and `not_running`, also of one that takes longer than three seconds to start
 */
export async function withGate<T>(options: ConfigOption, use: (gate: GateClient) => Promise<T>): Promise<T> {
  const { socketFolder } = await load(options);
  await using gate = await reach(socketFolder);
  return await use(gate);
}

async function reach(socketFolder: string): Promise<GateClient> {
  const { GateClient } = await import('../socket/gate-client.ts');
  // Loading may take longer than all of it on a busy gateway.
  const until = performance.now() + STARTED_WITHIN_MS;
  for (;;) {
    try {
      return await GateClient.connect(socketFolder, 'tool', 'vratar-edge');
    } catch (error) {
      const absent = error instanceof VratarError && error.code === 'not_running';
      if (!absent || performance.now() > until) throw error;
      await sleep(TRY_AGAIN_MS);
    }
  }
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
