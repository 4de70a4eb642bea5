import { VratarError } from '@vratar/protocol/errors';
import { diversifyKey } from '@vratar/protocol/osdp';
import { EXIT } from '../exit-codes.ts';
import { readKey } from '../keys/read-keys.ts';
import { writeKey } from '../keys/write-key.ts';
import type { KeyOptions, LineOptions } from '../options.ts';
import type { ToolIo } from '../tool-io.ts';
import type { Device } from '../wire/device.ts';
import { keyOf, withDevice } from '../with-device.ts';

export type KeysetOptions = LineOptions &
  KeyOptions & {
    readonly generate?: string;
    readonly newKeyFile?: string;
    readonly masterKeyFile?: string;
  };

/**
 * Gives the device its own key, through a secure channel only, and proves that it took it by opening another with it.
 * An installer's explicit act (I10): nothing else in Vratar ever sets a key.
 */
export async function keyset(
  io: ToolIo,
  target: string,
  address: number,
  options: KeysetOptions,
): Promise<number> {
  if (keyOf(options) === undefined) throw new VratarError('osdp_key_missing');
  const keyFor = newKey(io, target, address, options);
  return withDevice(io, target, address, options, async (device) => {
    const key = keyFor(device);
    await device.expect({ kind: 'KEYSET', keyType: 1, key }, 'ACK');
    await verify(device, key);
    io.out(`The device at address ${address} has its key, and opens a secure channel under it.`);
    return EXIT.done;
  });
}

/** Reads what can be read before the line is touched; a key of its own is made when the device has answered. */
function newKey(
  io: ToolIo,
  target: string,
  address: number,
  { generate, newKeyFile, masterKeyFile }: KeysetOptions,
): (device: Device) => Uint8Array {
  if ([generate, newKeyFile, masterKeyFile].filter((each) => each !== undefined).length !== 1) {
    throw new VratarError('osdp_new_key_missing');
  }
  if (newKeyFile !== undefined) {
    const key = readKey(newKeyFile);
    return () => key;
  }
  if (masterKeyFile !== undefined) {
    const master = readKey(masterKeyFile);
    return (device) => diversifyKey(master, device.cuid!);
  }
  return () => {
    const key = io.random(16);
    writeKey(generate!, key, `OSDP base key of the device at address ${address} on ${target}`);
    return key;
  };
}

async function verify(device: Device, key: Uint8Array): Promise<void> {
  try {
    await device.secure(key);
  } catch (error) {
    if (!(error instanceof VratarError) || error.code === 'port_lost') throw error;
    const reason = error.message;
    throw new VratarError('osdp_key_unverified', { address: device.address, reason }, {}, error);
  }
}
