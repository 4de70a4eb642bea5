import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import { parseDocument } from 'yaml';
import { syncFolder } from '../store/sync-folder.ts';

/**
 * Sets one value of a YAML file and leaves the rest, comments included, as it is. The file is whole at every moment, and
 * keeps its mode.
 * @returns puts the file back as it was
 * @throws VratarError `config_unreadable`
 */
export function editYaml(
  file: string,
  path: readonly (string | number)[],
  value: string | number,
): () => void {
  const before = read(file);
  const document = parseDocument(before);
  document.setIn(path, value);
  replace(file, String(document));
  return () => replace(file, before);
}

/** Whether a YAML file says anything there. @throws VratarError `config_unreadable` */
export const hasInYaml = (file: string, path: readonly (string | number)[]): boolean =>
  parseDocument(read(file)).hasIn(path);

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new VratarError('config_unreadable', { why: (cause as Error).message }, { file }, { cause });
  }
}

function replace(file: string, text: string): void {
  const fresh = `${file}.new`;
  const { mode, uid, gid } = statSync(file);
  const handle = openSync(fresh, 'w', mode & 0o777);
  try {
    fchownSync(handle, uid, gid);
    fchmodSync(handle, mode & 0o777);
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
  syncFolder(dirname(file));
}
