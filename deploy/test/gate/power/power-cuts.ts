import { checkImage } from './check-image.ts';
import type { DiskCall } from './disk-call.ts';
import { DiskModel, type Loss } from './disk-model.ts';
import { Promises } from './promises.ts';

const LOSSES: readonly Loss[] = ['nothing', 'everything', 'end', 'sectors', 'sectors', 'sectors'];

export interface CutReport {
  readonly cuts: number;
  readonly calls: number;
  readonly syncs: number;
  readonly events: number;
}

/**
 * Cuts the power at random calls of a recording and opens what is left.
 * @throws the first broken promise, with the place of the cut
 */
export function powerCuts(
  calls: readonly DiskCall[],
  cuts: number,
  folder: string,
  random: () => number,
): CutReport {
  const disk = new DiskModel();
  const promised = new Promises();
  const onDisk = calls.flatMap((call, index) => (call.kind === 'said' ? [] : [index]));
  const places = new Map<number, number>();
  for (let n = 0; n < cuts; n++) {
    const at = onDisk[Math.floor(random() * onDisk.length)]!;
    places.set(at, (places.get(at) ?? 0) + 1);
  }
  for (const [index, call] of calls.entries()) {
    disk.apply(call);
    promised.hear(call);
    for (let n = places.get(index) ?? 0; n > 0; n--) cut(disk, promised, folder, index, random);
  }
  const syncs = calls.filter(({ kind }) => kind === 'sync').length;
  return { cuts, calls: onDisk.length, syncs, events: promised.events.size };
}

function cut(disk: DiskModel, promised: Promises, folder: string, index: number, random: () => number): void {
  const loss = LOSSES[Math.floor(random() * LOSSES.length)]!;
  try {
    checkImage(disk.afterCut(loss, random), promised, folder);
  } catch (cause) {
    throw new Error(`power cut after call ${index}, losing ${loss}: ${(cause as Error).message}`, { cause });
  }
}
