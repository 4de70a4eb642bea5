import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, Reply } from '@vratar/protocol/osdp';
import { readCapture } from '../capture/read-capture.ts';
import { decodeCapture } from '../decode/decode-capture.ts';
import type { Entry } from '../decode/entry.ts';
import { EXIT } from '../exit-codes.ts';
import { readKeys } from '../keys/read-keys.ts';
import type { KeyOptions, LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import type { Device } from '../wire/device.ts';
import { withDevice } from '../with-device.ts';

export type ReplayOptions = LineOptions &
  KeyOptions & {
    /** Keys that read the capture; the device may have another by now. */
    readonly captureKeys?: string;
    /** Address in the capture, when it is not that of the device. */
    readonly of?: number;
    readonly fast?: true;
    readonly settings?: true;
  };

interface Step {
  readonly atNs: bigint;
  readonly command: Command;
}

/** They belong to the session that was recorded; the replay has one of its own. */
const OF_THE_SESSION: ReadonlySet<string> = new Set(['CHLNG', 'SCRYPT']);
/** They change the device for good. */
const SETTINGS: ReadonlySet<string> = new Set(['KEYSET', 'COMSET']);

/** Sends the commands of a capture to a device again, at the same pace, and shows what it answers now. */
export async function replay(
  io: ToolIo,
  path: string,
  target: string,
  address: number,
  options: ReplayOptions,
): Promise<number> {
  const keys = options.captureKeys === undefined ? [] : readKeys(options.captureKeys);
  const steps: Step[] = [];
  let sealed = 0;
  let malformed = 0;
  for await (const entry of decodeCapture(readCapture(path), keys)) {
    const step = stepOf(entry, options.of ?? address, options.settings === true);
    if (step === 'sealed') sealed += 1;
    else if (step === 'malformed') malformed += 1;
    else if (step !== undefined) steps.push(step);
  }
  leftOut(io, sealed, 'cannot be read without its key');
  leftOut(io, malformed, 'is not as the standard has it');
  if (steps.length === 0) {
    io.note('The capture holds no command to send');
    return EXIT.negative;
  }
  return withDevice(io, target, address, options, (device) => send(io, device, steps, options.fast === true));
}

function leftOut(io: ToolIo, count: number, why: string): void {
  if (count > 0) io.note(`Left out, because it ${why}: ${count === 1 ? '1 command' : `${count} commands`}`);
}

function stepOf(entry: Entry, address: number, settings: boolean): Step | 'sealed' | 'malformed' | undefined {
  if (entry.kind !== 'frame' || entry.frame.reply || entry.frame.address !== address) return undefined;
  if (entry.message === undefined) return entry.problem === undefined ? 'sealed' : 'malformed';
  if (OF_THE_SESSION.has(entry.name) || (SETTINGS.has(entry.name) && !settings)) return undefined;
  if (entry.security.kind === 'opened' && entry.security.repeated) return undefined;
  return { atNs: entry.atNs, command: entry.message as Command };
}

async function send(io: ToolIo, device: Device, steps: readonly Step[], fast: boolean): Promise<number> {
  const startNs = io.nowNs();
  let failed = 0;
  for (const { atNs, command } of steps) {
    const dueNs = startNs + atNs - steps[0]!.atNs;
    const waitMs = fast ? 0 : Number((dueNs - io.nowNs()) / 1_000_000n);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: io.stop }).catch(() => undefined);
    if (io.stop.aborted) break;
    const answer = await device.ask(command).then(nameOf, (error: Error) => {
      failed += 1;
      return error.message;
    });
    io.out(`${nameOf(command).padEnd(12)} ${answer}`);
  }
  return failed === 0 ? EXIT.done : EXIT.negative;
}

function nameOf(message: Command | Reply): string {
  return message.kind === 'opaque' ? (message.name ?? `code ${message.code}`) : message.kind;
}
