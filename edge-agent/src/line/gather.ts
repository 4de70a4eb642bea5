import { setTimeout as sleep } from 'node:timers/promises';
import { VratarError } from '@vratar/protocol/errors';
import type { PdAddress } from './contract.ts';
import type { Line } from './open-line.ts';
import type { LineConfig } from './scheduler/config.ts';
import type { LineStatus } from './scheduler/scheduler.ts';

const LOOK_EVERY_MS = 20;
/** Nobody more comes: twice what a slow PD takes for being met at 9,600 baud. */
export const NOBODY_MORE_MS = 2_000;
/** A PD that has just restarted answers at neither speed. */
const ROUNDS = 4;

/**
 * Brings PDs of a line that may be at another speed back to its own. Those that are there go on as soon as the port is
 * back; meanwhile nobody is looked for but the missing, so that under a fire latch each is released at once. A fire of
 * those that are there ends the search until they have their release.
 * @param config of the line as it is to be
 * @param baud where the missing may be
 * @throws VratarError `devices_left_behind` for those that answer at neither; the line is as `config` says
 */
export async function gather(
  line: Line,
  config: LineConfig,
  baud: number,
  addresses: readonly PdAddress[],
): Promise<void> {
  let missing = addresses;
  for (let rounds = 0; rounds < ROUNDS && missing.length > 0; ) {
    const lost = new Set(missing);
    const calm = config.devices.filter(({ address }) => !lost.has(address) && !line.isFire(address));
    await line.configure({
      ...config,
      baud,
      devices: config.devices.filter(({ address }) => lost.has(address)),
    });
    const isOwed = () => calm.some(({ address }) => line.isFire(address));
    await backOnline(line, missing, () => (isOwed() ? 0 : NOBODY_MORE_MS));
    if (!isOwed()) rounds += 1;
    missing = await goHome(line, config, missing);
  }
  if (missing.length > 0)
    throw new VratarError('devices_left_behind', { addresses: missing.join(', '), baud });
}

/**
 * Takes the port, and whoever of these is online where it is, to the line's own speed.
 * @returns those that are not there when everybody who comes has come
 */
export async function goHome(
  line: Line,
  config: LineConfig,
  addresses: readonly PdAddress[],
): Promise<readonly PdAddress[]> {
  const found = addresses.filter((address) => isOnline(line, address));
  // What is not answered is known when the port is back.
  await Promise.allSettled(found.map((address) => sendBack(line, address, config.baud)));
  await line.configure(config);
  // Of all, lest the next search take the line from one that is yet to be met, and released.
  const away = new Set(await backOnline(line, addressesOf(config)));
  return addresses.filter((address) => away.has(address));
}

const sendBack = (line: Line, address: PdAddress, baud: number) =>
  line.send(address, { kind: 'COMSET', address, baud }, true);

export const addressesOf = ({ devices }: LineConfig) => devices.map(({ address }) => address);

/**
 * Waits until all are online.
 * @param patience ms since the last one that came on, asked for at every look
 * @returns those that are not
 */
export async function backOnline(
  line: Observable,
  addresses: readonly PdAddress[],
  patience = () => NOBODY_MORE_MS,
): Promise<readonly PdAddress[]> {
  const missing = () => addresses.filter((address) => !isOnline(line, address));
  let left = missing();
  for (let waited = 0; left.length > 0 && waited < patience(); waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
    const now = missing();
    if (now.length < left.length) waited = 0;
    left = now;
  }
  return left;
}

/** Also the runner of a line, which knows nothing before its start. */
type Observable = { status(): LineStatus | undefined };

export function isOnline(line: Observable, address: PdAddress): boolean {
  const devices = line.status()?.devices ?? [];
  return devices.some((device) => device.address === address && device.phase === 'online');
}
