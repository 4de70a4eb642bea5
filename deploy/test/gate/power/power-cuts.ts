import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkImage } from './check-image.ts';
import type { DiskCall } from './disk-call.ts';
import { DiskModel, type Loss } from './disk-model.ts';
import { onDisk } from './places.ts';
import { Promises } from './promises.ts';

const LOSSES: readonly Loss[] = ['nothing', 'everything', 'end', 'sectors', 'sectors', 'sectors'];

/** In memory where the system has such a folder: what a cut leaves need not outlive another one. */
const MEMORY = '/dev/shm';

export interface CutReport {
  readonly cuts: number;
  readonly calls: number;
  readonly syncs: number;
  readonly events: number;
}

/**
 * Cuts the power after calls of a recording and opens what is left.
 *
 * @param places where, by number of the call; as often as they are named
 * @throws the first broken promise, with the place of the cut
 */
export function powerCuts(
  calls: readonly DiskCall[],
  places: readonly number[],
  random: () => number,
): CutReport {
  const disk = new DiskModel();
  const promised = new Promises();
  const times = Map.groupBy(places, (place) => place);
  const folder = mkdtempSync(join(memory(), 'vratar-cut-'));
  try {
    for (const [index, call] of calls.entries()) {
      disk.apply(call);
      promised.hear(call);
      for (const _ of times.get(index) ?? []) cut(disk, promised, folder, index, random);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const syncs = calls.filter(({ kind }) => kind === 'sync').length;
  return { cuts: places.length, calls: onDisk(calls).length, syncs, events: promised.events.size };
}

function cut(disk: DiskModel, promised: Promises, folder: string, index: number, random: () => number): void {
  const loss = LOSSES[Math.floor(random() * LOSSES.length)]!;
  try {
    checkImage(disk.afterCut(loss, random), promised, folder);
  } catch (cause) {
    const where = `power cut after call ${index} (${promised.answerable}), losing ${loss}`;
    throw new Error(`${where}: ${(cause as Error).message}`, { cause });
  }
}

const memory = (): string => (existsSync(MEMORY) ? MEMORY : tmpdir());
