import type { School } from '@vratar/firmware-sim/school';
import type { Site } from '@vratar/firmware-sim/site';

/** Output that frees each direction, as the sites of `testing/gate` are wired. */
const OUTPUT = { in: 0, out: 1 } as const;

/** Whether the lane's device was told to free this direction. */
export function isFreed(site: Site, lane: string, direction: 'in' | 'out'): boolean {
  return site.devices.get(lane).pd.view().outputs[OUTPUT[direction]] ?? false;
}

/**
 * Calls with the time at which the lane's device had received the last byte of an OUT that frees this direction; what the
 * arms do then is mechanics. @returns what ends it
 */
export function onFreed(
  site: Site,
  lane: string,
  direction: 'in' | 'out',
  freed: (atMs: number) => void,
): () => void {
  return site.listen((event) => {
    if (event.kind !== 'command' || event.entry.name !== 'OUT' || event.device !== lane) return;
    if (isFreed(site, lane, direction)) freed(event.atMs);
  });
}

/** Resolves with the time at which the lane's device had received the OUT that frees this direction; undefined: never. */
export function nextFree(
  school: School,
  lane: string,
  direction: 'in' | 'out',
  withinMs: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const finish = (at: number | undefined): void => {
      clearTimeout(timer);
      stop();
      resolve(at);
    };
    const timer = setTimeout(() => finish(undefined), withinMs);
    const stop = onFreed(school.site, lane, direction, finish);
  });
}
