import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export const BALLAST_BYTES = 4 * 1024 * 1024;

/** Space that is held so that a full disk can be survived: given back first, so that the journal can still be pruned. */
export class Ballast {
  readonly #file: string;
  readonly #bytes: number;

  constructor(file: string, bytes = BALLAST_BYTES) {
    this.#file = file;
    this.#bytes = bytes;
  }

  get held(): boolean {
    return existsSync(this.#file);
  }

  /** @returns whether there was something to release */
  release(): boolean {
    if (!this.held) return false;
    rmSync(this.#file, { recursive: true });
    return true;
  }

  /** Takes the space when it is missing and the disk has three times of it. @returns whether it is held */
  restore(): boolean {
    if (this.held) return true;
    if (freeBytes(dirname(this.#file)) < 3 * this.#bytes) return false;
    try {
      writeFully(this.#file, this.#bytes);
      return true;
    } catch {
      this.release();
      return false;
    }
  }
}

/** Real bytes, not a hole: a sparse file holds no space. */
function writeFully(file: string, bytes: number): void {
  const block = Buffer.alloc(64 * 1024, 0xa5);
  const fd = openSync(file, 'wx', 0o600);
  try {
    for (let written = 0; written < bytes; written += block.length) writeSync(fd, block);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
