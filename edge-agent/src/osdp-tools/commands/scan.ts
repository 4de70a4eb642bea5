import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT } from '../exit-codes.ts';
import { checkOf, type LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import { Device } from '../wire/device.ts';
import { portInWords, portOf, type Target } from '../wire/port-of.ts';
import type { Wire } from '../wire/wire.ts';
import { withPort } from '../with-device.ts';
import { AnswersHeard } from './answers-heard.ts';
import { identityFields } from './identity.ts';

export interface ScanOptions extends LineOptions {
  readonly bauds: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly json?: true;
}

/** A speed at which no OSDP device listens: whoever answers all the same hangs on a port that has none (a PTY). */
const SPEED_OF_NOBODY = 4800;

const SEVERAL = 'more than one device answers here: connect them one by one, and give each its own address';
const GARBLED = 'no answer can be made out: more than one device at this address, or noise';

/**
 * Asks every address, at every speed, who is there: in clear, and with one try each, since a device that is there
 * answers. Nobody is taken for somebody else because of what it says of itself: many readers report serial number 0.
 */
export async function scan(
  io: ToolIo,
  target: string,
  options: ScanOptions,
  port: Target = portOf(target),
): Promise<number> {
  const bauds = port.hasBaud ? options.bauds : options.bauds.slice(0, 1);
  const found: number[] = [];
  for (const [at, baud] of bauds.entries()) {
    if (io.stop.aborted) break;
    io.note(`${portInWords(target, port, baud)}, addresses ${options.from} to ${options.to}`);
    found.push(...(await scanAt(io, target, { ...options, baud }, port)));
    if (found.length === 0 || at === bauds.length - 1) continue;
    if (!(await answersAtAnySpeed(io, target, options, port, found[0]!))) continue;
    io.note(`What answers at ${baud} baud answers at every speed: this port has none of its own.`);
    break;
  }
  io.note(found.length === 1 ? '1 device found' : `${found.length} devices found`);
  return found.length > 0 ? EXIT.done : EXIT.negative;
}

/** Addresses of those that answer at one speed. */
async function scanAt(
  io: ToolIo,
  target: string,
  options: ScanOptions & { readonly baud: number },
  port: Target,
): Promise<number[]> {
  const heard = new AnswersHeard();
  const found: number[] = [];
  const ask = async (wire: Wire): Promise<void> => {
    for (let address = options.from; address <= options.to && !io.stop.aborted; address += 1) {
      heard.forget();
      const device = new Device(wire, address, { check: checkOf(options), random: io.random });
      const who = await whoAnswers(device, heard, options.timeout);
      if (who === undefined) continue;
      found.push(address);
      const speed = port.hasBaud ? { baud: options.baud } : undefined;
      report(io, { ...speed, address, ...who }, options.json === true);
    }
  };
  await withPort(io, target, port, options, ask, (traffic) => heard.take(traffic));
  return found;
}

/** Undefined: nobody. What cannot be told is said, and not left out: somebody is there. */
async function whoAnswers(
  device: Device,
  heard: AnswersHeard,
  timeoutMs: number,
): Promise<Fields | undefined> {
  const answers = await device.greet(1);
  if (!answers && !heard.garbled) return undefined;
  // Noise comes by chance; two devices at one address speak at the same time whenever they are asked.
  if (!answers && !(await device.greet())) return { problem: GARBLED };
  await sleep(timeoutMs);
  const who = await identityOf(device);
  return heard.tooMany ? { ...who, problem: SEVERAL } : who;
}

async function answersAtAnySpeed(
  io: ToolIo,
  target: string,
  options: ScanOptions,
  port: Target,
  address: number,
): Promise<boolean> {
  return withPort(io, target, port, { ...options, baud: SPEED_OF_NOBODY }, (wire) =>
    new Device(wire, address, { check: checkOf(options), random: io.random }).greet(1),
  );
}

/** A device that answers ID in its secure channel only is there all the same. */
async function identityOf(device: Device): Promise<Fields> {
  try {
    return identityFields(await device.expect({ kind: 'ID', form: 0 }, 'PDID'));
  } catch (error) {
    return { identity: (error as Error).message };
  }
}

type Fields = Readonly<Record<string, string | number>>;

function report(io: ToolIo, fields: Fields, json: boolean): void {
  const text = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  io.out(json ? JSON.stringify(fields) : text.join('  '));
}
