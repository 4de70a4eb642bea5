import { EXIT } from '../exit-codes.ts';
import { checkOf, type LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import { Device } from '../wire/device.ts';
import { portOf } from '../wire/port-of.ts';
import type { Wire } from '../wire/wire.ts';
import { withWire } from '../with-device.ts';
import { identityFields } from './identity.ts';

export interface ScanOptions extends LineOptions {
  readonly bauds: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly json?: true;
}

/** Asks every address, at every speed, who is there. In clear, and with one try each: a device that is there answers. */
export async function scan(io: ToolIo, target: string, options: ScanOptions): Promise<number> {
  const bauds = portOf(target).hasBaud ? options.bauds : options.bauds.slice(0, 1);
  let found = 0;
  for (const baud of bauds) {
    if (io.stop.aborted) break;
    io.note(`${target} at ${baud} baud, addresses ${options.from} to ${options.to}`);
    found += await withWire(io, target, { ...options, baud }, (wire) => scanWire(io, wire, options));
  }
  io.note(found === 1 ? '1 device found' : `${found} devices found`);
  return found > 0 ? EXIT.done : EXIT.negative;
}

async function scanWire(io: ToolIo, wire: Wire, options: ScanOptions): Promise<number> {
  let found = 0;
  for (let address = options.from; address <= options.to && !io.stop.aborted; address += 1) {
    const device = new Device(wire, address, { check: checkOf(options), random: io.random });
    if (!(await device.greet(1))) continue;
    found += 1;
    report(io, { baud: wire.baud, address, ...(await identityOf(device)) }, options.json === true);
  }
  return found;
}

/** A device that answers ID in its secure channel only is there all the same. */
async function identityOf(device: Device): Promise<Record<string, string | number>> {
  try {
    return identityFields(await device.expect({ kind: 'ID', form: 0 }, 'PDID'));
  } catch (error) {
    return { identity: (error as Error).message };
  }
}

function report(io: ToolIo, fields: Readonly<Record<string, string | number>>, json: boolean): void {
  const text = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  io.out(json ? JSON.stringify(fields) : text.join('  '));
}
