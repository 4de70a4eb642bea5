import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import { layWhole, leftOf } from '../journal/take-back.ts';
import type { Position } from '../socket/position.ts';

/** Survives a restart of the machine, which `tmpdir()` often does not. */
const LASTING = '/var/tmp';

/**
 * At the end of the process: a journal that is not in its place by now is written to where there is room for it.
 *
 * @param why it is not in its place
 * @param write lays it into a file that is not there yet
 * @returns where it lies; the next start goes on with what lies beside the journal
 */
export function leave(
  file: string,
  { acked, last }: Position,
  why: string,
  write: (copy: string) => void,
): VratarError {
  const place = leftOf(file);
  // Everybody may write to the folders for temporary files: what lies there needs a folder of its own.
  const own = (folder: string) => () => mkdtempSync(join(folder, 'vratar-'));
  for (const choose of [() => dirname(file), own(LASTING), own(tmpdir())]) {
    let folder: string | undefined;
    try {
      folder = choose();
      const copy = join(folder, basename(place));
      layWhole(copy, write);
      return new VratarError('journal_left', { why, copy, place }, { file });
    } catch {
      // There may be room in the next one.
      if (folder !== undefined && folder !== dirname(file)) removeEmpty(folder);
    }
  }
  return new VratarError('journal_lost', { why, acked, last }, { file });
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It costs nobody anything.
  }
}
