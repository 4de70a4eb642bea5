import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { VratarError } from '@vratar/protocol/errors';

/**
 * Writes a key to a new file that only its owner reads, and on to the disk: before the key is sent, so that a device
 * never has one that nobody knows.
 * @throws VratarError `osdp_key_file_exists`.
 */
export function writeKey(path: string, key: Uint8Array, comment: string): void {
  const file = openNew(path);
  try {
    writeSync(file, `# ${comment}\n${Buffer.from(key).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new VratarError('osdp_key_file_exists', { path });
    throw new VratarError('osdp_key_unreadable', { source: path, why: message });
  }
}
