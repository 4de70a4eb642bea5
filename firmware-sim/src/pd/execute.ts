import type { Command, KnownCommand, KnownReply, Reply } from '@vratar/protocol/osdp';
import { NAK } from '@vratar/protocol/osdp';
import type { PdDevice } from './device.ts';
import type { Capability, PdIdentity } from './identity.ts';
import type { LedPattern } from './panel.ts';
import type { Report } from './report-queue.ts';

export interface ExecuteContext {
  readonly device: PdDevice;
  readonly identity: PdIdentity;
  readonly capabilities: readonly Capability[];
  /** False: nothing that a listener could use may be said (a clear poll of a PD that demands the secure channel). */
  readonly mayReport: boolean;
  readonly atMs: number;
}

type Of<K extends KnownCommand['kind']> = Extract<KnownCommand, { kind: K }>;

const ACK: KnownReply = { kind: 'ACK' };

export function nak(error: number): KnownReply {
  return { kind: 'NAK', error, details: new Uint8Array(0) };
}

/** Obeys a command that concerns the device itself, not the link. The link's own commands never come here. */
export function execute(command: Command, context: ExecuteContext): Reply {
  const { device, atMs } = context;
  switch (command.kind) {
    case 'POLL':
      return poll(context);
    case 'ID':
      return { kind: 'PDID', ...context.identity };
    case 'CAP':
      return { kind: 'PDCAP', capabilities: [...context.capabilities] };
    case 'LSTAT':
      return { kind: 'LSTATR', ...device.local };
    case 'ISTAT':
      return { kind: 'ISTATR', inputs: [...device.inputs] };
    case 'OSTAT':
      return { kind: 'OSTATR', outputs: device.outputs.states() };
    case 'RSTAT':
      return { kind: 'RSTATR', readers: device.panels.map(() => 'normal' as const) };
    case 'OUT':
      return out(command, device, atMs);
    case 'LED':
      return led(command, device, atMs);
    case 'BUZ':
      return buzzer(command, device, atMs);
    case 'TEXT':
      return text(command, device, atMs);
    case 'MFG':
      return maker(command, device);
    case 'ACURXSIZE':
    case 'KEEPACTIVE':
    case 'ABORT':
      return ACK;
    default:
      return nak(NAK.unknownCommand);
  }
}

function maker({ vendor, data }: Of<'MFG'>, { hardware }: PdDevice): Reply {
  const known = hardware.maker;
  if (known === undefined || Buffer.compare(known.vendor, vendor) !== 0) return nak(NAK.unknownCommand);
  return { kind: 'MFGREP', vendor, data: known.answer ?? data };
}

function poll({ device, mayReport, atMs }: ExecuteContext): Reply {
  const report = mayReport ? device.reports.take(atMs) : undefined;
  return report === undefined ? ACK : replyOf(report, device);
}

function replyOf(report: Report, device: PdDevice): KnownReply {
  switch (report.kind) {
    case 'card':
      return { kind: 'RAW', ...report.read };
    case 'keypad':
      return { kind: 'KEYPAD', reader: report.keys.reader, keys: report.keys.digits };
    case 'inputs':
      return { kind: 'ISTATR', inputs: [...device.inputs] };
    case 'outputs':
      return { kind: 'OSTATR', outputs: device.outputs.states() };
    case 'local':
      return { kind: 'LSTATR', ...device.local };
  }
}

/** All or nothing: a PD that obeyed half of a command and then refused it would leave the ACU guessing. */
function out(command: Of<'OUT'>, device: PdDevice, atMs: number): Reply {
  if (command.outputs.some(({ output }) => output >= device.outputs.count)) return nak(NAK.cannotProcess);
  for (const order of command.outputs) device.outputs.apply(order, atMs);
  return ACK;
}

function led(command: Of<'LED'>, device: PdDevice, atMs: number): Reply {
  const known = command.leds.every(({ reader, led }) => led < (device.panels[reader]?.leds ?? 0));
  if (!known) return nak(NAK.cannotProcess);
  for (const { reader, led, temporary, permanent } of command.leds) {
    const panel = device.panels[reader]!;
    if (permanent.control === 'set') panel.setLed(led, patternOf(permanent), atMs);
    if (temporary.control === 'cancel') panel.setTemporaryLed(led, undefined, 0, atMs);
    if (temporary.control === 'set') {
      panel.setTemporaryLed(led, patternOf(temporary), temporary.timerTenths * 100, atMs);
    }
  }
  return ACK;
}

type Blink = Omit<Of<'LED'>['leds'][number]['permanent'], 'control'>;

function patternOf(blink: Blink): LedPattern {
  return {
    on: blink.onColor,
    off: blink.offColor,
    onMs: blink.onTenths * 100,
    offMs: blink.offTenths * 100,
  };
}

function buzzer(command: Of<'BUZ'>, device: PdDevice, atMs: number): Reply {
  const panel = device.panels[command.reader];
  if (panel === undefined) return nak(NAK.cannotProcess);
  const { tone, onTenths, offTenths, count } = command;
  const pattern = { onMs: onTenths * 100, offMs: offTenths * 100, count };
  panel.sound(tone === 'default' ? pattern : undefined, atMs);
  return ACK;
}

function text(command: Of<'TEXT'>, device: PdDevice, atMs: number): Reply {
  const panel = device.panels[command.reader];
  if (panel === undefined) return nak(NAK.cannotProcess);
  const { mode, seconds, ...place } = command;
  panel.show(
    {
      text: place.text,
      row: place.row,
      column: place.column,
      wrap: mode.endsWith('Wrap'),
      forMs: mode.startsWith('temporary') ? seconds * 1000 : undefined,
    },
    atMs,
  );
  return ACK;
}
