import { VratarError } from '@vratar/protocol/errors';
import { EXIT } from '../exit-codes.ts';
import { checkOf, DEFAULT_BAUD, type KeyOptions, type LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import { Device } from '../wire/device.ts';
import { portOf } from '../wire/port-of.ts';
import { withDevice, withWire } from '../with-device.ts';

export type ComsetOptions = LineOptions &
  KeyOptions & { readonly newAddress?: number; readonly newBaud?: number };

/** Devices need a moment to change over; some send their answer at the new settings already. */
const SETTLE_MS = 300;

/** Moves the device to another address or speed, and looks for it there. */
export async function comset(
  io: ToolIo,
  target: string,
  address: number,
  options: ComsetOptions,
): Promise<number> {
  const wish = { address: options.newAddress ?? address, baud: newBaud(target, options) };
  const settings = await withDevice(io, target, address, options, (device) =>
    device.expect({ kind: 'COMSET', ...wish }, 'COM'),
  );
  const { address: newAddress, baud } = settings;
  io.note(`The device answers: address ${newAddress}, ${baud} baud.`);
  await new Promise((done) => setTimeout(done, SETTLE_MS));
  await withWire(io, target, { ...options, baud }, async (wire) => {
    const device = new Device(wire, newAddress, { check: checkOf(options), random: io.random });
    if (!(await device.greet()))
      throw new VratarError('osdp_settings_unverified', { address: newAddress, baud });
  });
  io.out(`The device is at address ${newAddress} and ${baud} baud.`);
  return newAddress === wish.address && baud === wish.baud ? EXIT.done : EXIT.negative;
}

/**
 * COMSET always sets both. Behind a socket the speed of the line is not known here, and must be said: a guess would
 * move the device to a speed at which nobody listens.
 */
function newBaud(target: string, { newAddress, newBaud: wished, baud }: ComsetOptions): number {
  if (newAddress === undefined && wished === undefined) throw new VratarError('osdp_nothing_to_set');
  const known = wished ?? baud;
  if (known === undefined && !portOf(target).hasBaud)
    throw new VratarError('osdp_baud_unknown', { port: target });
  return known ?? DEFAULT_BAUD;
}
