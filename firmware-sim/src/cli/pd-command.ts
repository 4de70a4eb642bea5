import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { formatError, VratarError } from '@vratar/protocol/errors';
import { Command, InvalidArgumentError, Option } from 'commander';
import { commandLine, DeviceConsole } from '../console/index.ts';
import { Bus } from '../line/index.ts';
import {
  type LinkEntry,
  type MakerCommands,
  Pd,
  type PdMemory,
  simulatedHardware,
  simulatedIdentity,
} from '../pd/index.ts';
import { type EndpointChoice, needsPacing, openEndpoint } from '../ports/index.ts';
import { Random } from '../random/index.ts';
import { RealClock } from '../time/index.ts';
import { wholeNumber } from './arguments.ts';

interface PdOptions {
  tty?: string;
  socket?: string;
  listen?: number;
  host: string;
  address: number;
  baud: number;
  scbk?: string;
  install?: boolean;
  clear?: boolean;
  supervised?: boolean;
  turnaround: number;
  uidAs: 'raw' | 'wiegand34' | 'wiegand26';
  uidOrder: 'uid0_first' | 'uid0_last';
  keysetAck: 'session' | 'clear';
  serial: number;
  mfg?: MakerCommands;
  pace: 'auto' | 'on' | 'off';
  seed: number;
  polls: boolean;
  script?: string;
}

const key = (text: string): string => {
  if (!/^[0-9a-f]{32}$/i.test(text)) throw new InvalidArgumentError('Expected 32 hexadecimal digits.');
  return text;
};

const maker = (text: string): MakerCommands => {
  const found = /^([0-9a-f]{6})(?:=((?:[0-9a-f]{2})*))?$/i.exec(text);
  if (found === null) throw new InvalidArgumentError('Expected a vendor as 00068e, or 00068e=0102.');
  const [, vendor = '', answer] = found;
  const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
  return { vendor: bytesOf(vendor), ...(answer === undefined ? {} : { answer: bytesOf(answer) }) };
};

/** `vratar-sim pd`: one device, for trying an ACU of whatever make against it. */
export function pdCommand(): Command {
  return new Command('pd')
    .description(
      'run one OSDP device; every command that it receives is a JSON line on standard output, and a prompt (help) on ' +
        'standard input taps cards, closes contacts and makes trouble',
    )
    .addOption(new Option('--tty <path>', 'serial port or PTY').conflicts(['socket', 'listen']))
    .addOption(new Option('--socket <path>', 'serve a Unix socket of bytes').conflicts(['tty', 'listen']))
    .addOption(new Option('--listen <port>', 'serve a TCP port').argParser(wholeNumber(0, 65_535)))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--address <n>', 'OSDP address, 0 to 126', wholeNumber(0, 126), 0)
    .option('--baud <n>', 'bits per second', wholeNumber(300, 1_000_000), 9600)
    .option('--scbk <hex>', 'its secure channel base key; without it (and --install) it speaks in clear', key)
    .option('--install', 'accept the default key until a key has been set')
    .option('--clear', 'with a key: obey clear commands too')
    .option('--supervised', 'inputs tell a cut and a short from open and closed')
    .option('--turnaround <ms>', 'from a command to its reply', wholeNumber(0, 1000), 2)
    .addOption(new Option('--uid-as <form>').choices(['raw', 'wiegand34', 'wiegand26']).default('raw'))
    .addOption(new Option('--uid-order <order>').choices(['uid0_first', 'uid0_last']).default('uid0_first'))
    .addOption(new Option('--keyset-ack <how>').choices(['session', 'clear']).default('session'))
    .option('--serial <n>', 'serial number', wholeNumber(0, 0xffffffff), 1)
    .option(
      '--mfg <vendor[=hex]>',
      'answer MFG commands of this vendor (6 hexadecimal digits) with MFGREP and these bytes, or with the command’s own',
      maker,
    )
    .addOption(
      new Option('--pace <when>', 'pace bytes at the speed; auto: not on real serial hardware')
        .choices(['auto', 'on', 'off'])
        .default('auto'),
    )
    .option('--seed <n>', 'seed of all chance', wholeNumber(0, 0x7fffffff), 1)
    .option('--no-polls', 'leave POLLs that were answered with nothing out of the log')
    .option('--script <file>', 'run these commands first')
    .action((options: PdOptions, command: Command) => run(options, command));
}

async function run(options: PdOptions, command: Command): Promise<void> {
  const endpoint = endpointOf(options);
  if (endpoint === undefined) command.error('One of --tty, --socket and --listen is needed.');
  const clock = new RealClock();
  const random = new Random(options.seed);
  const paced = needsPacing(endpoint, options.pace);
  const bus = new Bus({ clock, random: random.fork(), baud: options.baud, paced });
  const setBaud = { follow: (_baud: number): void => {} };
  const name = `pd-${options.address}`;
  const pd = new Pd({
    clock,
    random: random.fork(),
    bus,
    memory: memoryOf(options),
    identity: simulatedIdentity(options.serial),
    hardware: {
      ...simulatedHardware,
      supervisedInputs: options.supervised ?? false,
      ...(options.mfg === undefined ? {} : { maker: options.mfg }),
    },
    turnaroundMs: options.turnaround,
    habits: { keysetAck: options.keysetAck },
    listener: {
      received: (entry) => {
        if (options.polls || !isEmptyPoll(entry)) console.log(commandLine(name, entry, new Date()));
      },
      replied: () => setBaud.follow(pd.baud),
    },
  });
  const port = await openEndpoint(bus, endpoint, options.baud, {
    onAcu: (connected, why) => note(connected ? `ACU: ${why}` : `ACU gone: ${why}`),
  });
  setBaud.follow = follower(options.baud, (baud) => port.setBaud(baud));
  note(`device ${options.address} at ${port.address}, ${options.baud} baud`);
  const deviceConsole = new DeviceConsole({
    clock,
    random,
    bus,
    pd,
    reader: options,
    inputs: simulatedHardware.inputs,
    supervised: options.supervised ?? false,
    print: note,
  });
  const goOn = options.script === undefined || (await runScript(deviceConsole, options.script));
  if (goOn) await prompt(deviceConsole);
  bus.close();
  await port.close();
  process.exit(0);
}

function isEmptyPoll({ name, reply }: LinkEntry): boolean {
  return name === 'POLL' && (reply === undefined || (typeof reply === 'object' && reply.kind === 'ACK'));
}

function endpointOf({ tty, socket, listen, host }: PdOptions): EndpointChoice | undefined {
  if (tty !== undefined) return { tty };
  if (socket !== undefined) return { socket };
  return listen === undefined ? undefined : { tcp: listen, host };
}

function memoryOf(options: PdOptions): PdMemory {
  const secured = options.scbk !== undefined || options.install === true;
  return {
    address: options.address,
    baud: options.baud,
    security: secured ? (options.clear ? 'optional' : 'required') : 'plain',
    siteKey: options.scbk === undefined ? undefined : Uint8Array.from(Buffer.from(options.scbk, 'hex')),
    install: options.install ?? false,
  };
}

/** Calls on only when the speed is another one. */
function follower(initial: number, change: (baud: number) => Promise<void>): (baud: number) => void {
  let current = initial;
  return (baud) => {
    if (baud === current) return;
    current = baud;
    change(baud).catch((error: Error) => note(`speed not changed: ${error.message}`));
  };
}

async function runScript(deviceConsole: DeviceConsole, file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new VratarError('config_unreadable', { why: error.message }, { file }, { cause: error });
  });
  return deviceConsole.runScript(text);
}

/** Until `quit`, end of input on a terminal, or a signal. A closed standard input that is no terminal ends nothing. */
async function prompt(deviceConsole: DeviceConsole): Promise<void> {
  const ended = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await Promise.race([ended, readLines(deviceConsole).then((quit) => (quit ? undefined : ended))]);
}

async function readLines(deviceConsole: DeviceConsole): Promise<boolean> {
  const terminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output: terminal ? process.stderr : undefined });
  lines.on('SIGINT', () => lines.close());
  lines.setPrompt('pd> ');
  if (terminal) lines.prompt();
  for await (const line of lines) {
    const goOn = await deviceConsole.run(line).catch((error: unknown) => {
      if (!(error instanceof VratarError)) throw error;
      note(formatError(error));
      return true;
    });
    if (!goOn) return true;
    if (terminal) lines.prompt();
  }
  return terminal;
}

/** For people; standard output belongs to the JSON lines. */
function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
