import { VratarError } from '@vratar/protocol/errors';
import type { PdAddress } from './contract.ts';
import { addressesOf, backOnline, gather, goHome, isOnline, NOBODY_MORE_MS } from './gather.ts';
import type { Line } from './open-line.ts';
import type { LineConfig } from './scheduler/config.ts';

/** Restarting its UART, being probed, met and asked for its inputs takes a PD less than this. */
const BACK_WITHIN_MS = 15_000;

/**
 * Takes a whole line to another speed: each PD is told (COMSET), then the port follows. Nobody is left behind: when one
 * refuses, falls silent, or a fire comes, those that had moved are fetched back, and the line stays as it was. Under fire
 * the others are released before that, and those that had moved as soon as they are heard.
 * @returns the configuration that holds now, to be kept
 * @throws VratarError `device_offline`, `baud_refused`, `device_under_fire` when the line is as it was;
 *   `devices_left_behind` when PDs do not answer at the new speed, nor at the old one
 */
export async function migrateBaud(line: Line, config: LineConfig, baud: number): Promise<LineConfig> {
  const addresses = addressesOf(config);
  for (const address of addresses) {
    if (!isOnline(line, address)) throw new VratarError('device_offline', { address });
  }
  const wanted = { ...config, baud };
  const moved: PdAddress[] = [];
  for (const address of addresses) {
    const failure = await move(line, address, baud);
    if (failure === undefined) moved.push(address);
    else {
      // It may have agreed, and its answer may be what was lost.
      const maybe = failure.code === 'device_offline' ? [address] : [];
      await gather(line, config, baud, [...moved, ...maybe]);
      throw failure;
    }
  }
  await line.configure(wanted);
  const isFire = () => addresses.some((address) => line.isFire(address));
  const missing = await backOnline(line, moved, () => (isFire() ? NOBODY_MORE_MS : BACK_WITHIN_MS));
  if (missing.length === 0) return wanted;
  // A cable that cannot do it, or one that never heard the order: at the old speed they were all there.
  await gather(line, config, baud, await goHome(line, config, moved));
  throw new VratarError('baud_refused', { address: missing.join(', '), baud });
}

/** Why it stays where it is, as far as anybody knows. */
async function move(line: Line, address: PdAddress, baud: number): Promise<VratarError | undefined> {
  try {
    const reply = await line.send(address, { kind: 'COMSET', address, baud });
    if (reply.kind === 'COM' && reply.baud === baud) return undefined;
  } catch (error) {
    if (!(error instanceof VratarError)) throw error;
    if (error.code !== 'device_refused') return error;
  }
  return new VratarError('baud_refused', { address, baud });
}
