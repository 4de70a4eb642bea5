import { readFile, statfs } from 'node:fs/promises';
import type { GatewayState } from '@vratar/protocol/delivery';

/** The machine's own condition, as far as it can be read. */
export type Health = () => Promise<Pick<GatewayState, 'disk' | 'temperatureC'>>;

const THERMAL_ZONE = '/sys/class/thermal/thermal_zone0/temp';

/** @param folder on the disk that matters */
export const machineHealth =
  (folder: string): Health =>
  async () => {
    const [disk, temperatureC] = await Promise.all([diskOf(folder), temperature()]);
    return {
      ...(disk === undefined ? {} : { disk }),
      ...(temperatureC === undefined ? {} : { temperatureC }),
    };
  };

async function diskOf(folder: string) {
  const stat = await statfs(folder).catch(() => undefined);
  if (stat === undefined) return undefined;
  return { freeBytes: stat.bavail * stat.bsize, totalBytes: stat.blocks * stat.bsize };
}

/** Linux reports thousandths of a degree. */
async function temperature(): Promise<number | undefined> {
  const text = await readFile(THERMAL_ZONE, 'utf8').catch(() => undefined);
  const value = Number(text);
  return text === undefined || !Number.isFinite(value) ? undefined : value / 1_000;
}
