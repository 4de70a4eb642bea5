import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { listDigest } from '@vratar/protocol/digests';
import { syncFolder } from '../store/sync-folder.ts';
import type { StoredList } from './stored-list.ts';

/**
 * A copy of the list in a plain file. A disk that has become read-only does not let SQLite open its file, and a damaged
 * database loses its rows; a school must not stand before closed gates for either.
 */
export class ListCopy {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The list when it is there and whole: its digest proves it. */
  read(): StoredList | undefined {
    try {
      const [head = '', ...lines] = readFileSync(this.#file, 'utf8').split('\n');
      const list = { ...(JSON.parse(head) as Omit<StoredList, 'lines'>), lines };
      return listDigest(list.policy, lines) === list.digest ? list : undefined;
    } catch {
      return undefined;
    }
  }

  /** Replaces the copy; the old one stays whole until the new one is durable. @throws the file system's error */
  write({ lines, ...head }: StoredList): void {
    const next = `${this.#file}.new`;
    const fd = openSync(next, 'w', 0o640);
    try {
      writeSync(fd, [JSON.stringify(head), ...lines].join('\n'));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(next, this.#file);
    syncFolder(dirname(this.#file));
  }
}
