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
  const found = new FoundDevices();
  for (const baud of bauds) {
    if (io.stop.aborted) break;
    io.note(`${target} at ${baud} baud, addresses ${options.from} to ${options.to}`);
    await withWire(io, target, { ...options, baud }, (wire) => scanWire(io, wire, options, found));
  }
  io.note(found.count === 1 ? '1 device found' : `${found.count} devices found`);
  return found.count > 0 ? EXIT.done : EXIT.negative;
}

async function scanWire(io: ToolIo, wire: Wire, options: ScanOptions, found: FoundDevices): Promise<void> {
  for (let address = options.from; address <= options.to && !io.stop.aborted; address += 1) {
    const device = new Device(wire, address, { check: checkOf(options), random: io.random });
    if (!(await device.greet(1))) continue;
    const identity = await identityOf(device);
    const before = found.baudOf(address, identity, wire.baud);
    if (before === undefined) report(io, { baud: wire.baud, address, ...identity }, options.json === true);
    else
      io.note(
        `The device at address ${address} answers at ${wire.baud} baud as at ${before}: it follows the speed, or this port has none.`,
      );
  }
}

/** What answered so far. A port without a speed of its own (a PTY) brings the same device at each. */
class FoundDevices {
  readonly #bauds = new Map<string, number>();

  get count(): number {
    return this.#bauds.size;
  }

  /** Another speed at which this very device was found before; remembers it otherwise. */
  baudOf(address: number, identity: Identity, baud: number): number | undefined {
    const known = JSON.stringify('serial' in identity ? [address, identity] : [address, identity, baud]);
    const before = this.#bauds.get(known);
    if (before === undefined) this.#bauds.set(known, baud);
    return before;
  }
}

type Identity = ReturnType<typeof identityFields> | { readonly identity: string };

/** A device that answers ID in its secure channel only is there all the same. */
async function identityOf(device: Device): Promise<Identity> {
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
