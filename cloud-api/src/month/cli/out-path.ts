import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';

/**
 * Where a file of a school goes: into the folder that `wish` names, or to `wish` itself; under its own name into the
 * current folder when nothing is wished.
 * @param several files are written, so that `wish` must be a folder
 * @throws VratarError `out_not_folder`
 */
export async function outPath(wish: string | undefined, name: string, several: boolean): Promise<string> {
  if (wish === undefined) return name;
  const found = await stat(wish).catch(() => undefined);
  if (found?.isDirectory() === true) return join(wish, name);
  if (several) throw new VratarError('out_not_folder', { path: wish }, { field: '--out' });
  return wish;
}
