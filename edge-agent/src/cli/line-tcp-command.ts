import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { pino } from 'pino';
import { startLineTcp } from '../line/tcp/line-tcp.ts';
import { type ConfigOption, load, withConfig } from './options.ts';
import { untilSignal } from './until-signal.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

interface LineTcpCommand extends ConfigOption {
  readonly line?: string;
  readonly connect?: Address;
  readonly socket?: string;
}

/** `vratar-edge line-tcp`: the process between the gate and one serial device server. */
export function addLineTcpCommand(program: Command): void {
  const command = program
    .command('line-tcp')
    .description('hand a serial device server to the gate as a Unix socket of bytes')
    .addOption(new Option('--line <id>', 'a line of the configuration').conflicts(['connect', 'socket']))
    .option('--connect <host:port>', 'the device server, without a configuration', address)
    .option('--socket <path>', 'where the gate finds the line, without a configuration');
  withConfig(command).action(async (options: LineTcpCommand) => {
    const { host, port, socket } = await choose(options, command);
    const log = pino({ name: 'line-tcp' });
    mkdirSync(dirname(socket), { recursive: true, mode: 0o750 });
    const onState = (up: boolean, reason: string) => {
      if (up) log.info({ host, port }, 'connected');
      else log.warn({ host, port, reason }, 'not connected');
    };
    const stop = await startLineTcp({ host, port, socket, onState });
    log.info({ signal: await untilSignal() }, 'line-tcp stops');
    await stop();
  });
}

async function choose(options: LineTcpCommand, command: Command): Promise<Address & { socket: string }> {
  const { connect, socket, line } = options;
  if (connect !== undefined && socket !== undefined) return { ...connect, socket };
  if (line === undefined) command.error('give --line, or both --connect and --socket');
  const { config, socketFolder, file } = await load(options);
  const port = config.lines.find(({ id }) => id === line)?.port;
  if (port?.kind !== 'tcp') {
    const params = { expected: `a line ${line} with a port of kind tcp`, found: port?.kind ?? 'none' };
    throw new VratarError('config_invalid', params, { file, field: '/lines' });
  }
  const { lineTcpSocket } = await import('../config/lines.ts');
  return { host: port.host, port: port.port, socket: lineTcpSocket(socketFolder, line) };
}

function address(text: string): Address {
  const found = /^(.+):(\d{1,5})$/.exec(text);
  const port = Number(found?.[2]);
  if (found === null || port < 1 || port > 65_535) throw new InvalidArgumentError('Expected HOST:PORT.');
  return { host: found[1]!.replace(/^\[(.*)\]$/, '$1'), port };
}
