import { readKey } from './keys/read-keys.ts';
import { checkOf, DEFAULT_BAUD, type KeyOptions, type LineOptions } from './options.ts';
import type { ToolIo } from './tool-io.ts';
import { Device, type DeviceKey } from './wire/device.ts';
import { portInWords, portOf, type Target } from './wire/port-of.ts';
import { type Traffic, Wire } from './wire/wire.ts';

/** Opens the port for the time of `act`. @throws VratarError `port_unavailable`, and what `act` throws. */
export function withWire<T>(
  io: ToolIo,
  target: string,
  options: LineOptions,
  act: (wire: Wire) => Promise<T>,
  onTraffic?: (traffic: Traffic) => void,
): Promise<T> {
  return withPort(io, target, portOf(target), options, act, onTraffic);
}

/** The same where it is known what `target` is. */
export async function withPort<T>(
  io: ToolIo,
  target: string,
  port: Target,
  options: LineOptions,
  act: (wire: Wire) => Promise<T>,
  onTraffic?: (traffic: Traffic) => void,
): Promise<T> {
  const baud = options.baud ?? DEFAULT_BAUD;
  const wire = await Wire.open({
    where: portInWords(target, port, baud),
    open: port.open,
    latencyMs: port.latencyMs,
    baud,
    replyMs: options.timeout,
    nowNs: io.nowNs,
    ...(onTraffic === undefined ? {} : { onTraffic }),
  });
  try {
    return await act(wire);
  } finally {
    await wire.close();
  }
}

/** Opens the port, greets the device and opens a secure channel where a key was given. */
export function withDevice<T>(
  io: ToolIo,
  target: string,
  address: number,
  options: LineOptions & KeyOptions,
  act: (device: Device) => Promise<T>,
): Promise<T> {
  const key = keyOf(options);
  return withWire(io, target, options, async (wire) => {
    const device = new Device(wire, address, { check: checkOf(options), random: io.random });
    if (!(await device.greet())) throw device.silent();
    if (key !== undefined) await device.secure(key);
    return act(device);
  });
}

/** The key that the options name, or undefined for clear text. @throws VratarError `osdp_key_unreadable`. */
export function keyOf(options: KeyOptions): DeviceKey | undefined {
  if (options.keyFile !== undefined) return readKey(options.keyFile);
  return options.defaultKey ? 'default' : undefined;
}
