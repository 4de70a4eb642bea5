import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import type { PdAddress } from './contract.ts';
import type { Line } from './open-line.ts';
import type { LineConfig } from './scheduler/config.ts';

/** Restarting its UART, being probed, met and asked for its inputs takes a PD less than this. */
const BACK_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

/**
 * Takes a whole line to another speed: each PD is told (COMSET), then the port follows. Nobody is left behind: when one
 * refuses, those that had moved are fetched back, and the line stays as it was.
 * @returns the configuration that holds now, to be kept
 * @throws VratarError `device_offline` before anything was changed; `baud_refused` when the line is as it was;
 *   `devices_left_behind` when PDs that agreed do not answer at the new speed
 */
export async function migrateBaud(line: Line, config: LineConfig, baud: number): Promise<LineConfig> {
  const addresses = config.devices.map(({ address }) => address);
  for (const address of addresses) {
    if (!isOnline(line, address)) throw new VratarError('device_offline', { address });
  }
  const wanted = { ...config, baud };
  const moved: PdAddress[] = [];
  for (const address of addresses) {
    if (await moves(line, address, baud)) moved.push(address);
    else {
      await fetchBack(line, config, wanted, moved);
      throw new VratarError('baud_refused', { address, baud });
    }
  }
  await line.configure(wanted);
  await allBack(line, moved, baud);
  return wanted;
}

async function moves(line: Line, address: PdAddress, baud: number): Promise<boolean> {
  try {
    const reply = await line.send(address, { kind: 'COMSET', address, baud });
    return reply.kind === 'COM' && reply.baud === baud;
  } catch (error) {
    if (error instanceof VratarError && error.code === 'device_refused') return false;
    throw error;
  }
}

async function fetchBack(
  line: Line,
  old: LineConfig,
  wanted: LineConfig,
  moved: readonly PdAddress[],
): Promise<void> {
  if (moved.length === 0) return;
  await line.configure(wanted);
  await allBack(line, moved, wanted.baud);
  for (const address of moved) await moves(line, address, old.baud);
  await line.configure(old);
  await allBack(line, moved, old.baud);
}

async function allBack(line: Line, addresses: readonly PdAddress[], baud: number): Promise<void> {
  const missing = () => addresses.filter((address) => !isOnline(line, address));
  for (let waited = 0; missing().length > 0; waited += LOOK_EVERY_MS) {
    if (waited > BACK_WITHIN_MS) {
      throw new VratarError('devices_left_behind', { addresses: missing().join(', '), baud });
    }
    await sleep(LOOK_EVERY_MS);
  }
}

function isOnline(line: Line, address: PdAddress): boolean {
  return line.status().devices.some((device) => device.address === address && device.phase === 'online');
}
