import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const FILLER = 'filler';
const CHUNK = Buffer.alloc(64 * 1024);

/** A file system of its own under a folder, small enough to be filled. */
export class SmallDisk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns undefined on a machine that does not let us mount; in CI that is an error */
  static mount(folder: string, megabytes: number): SmallDisk | undefined {
    mkdirSync(folder, { recursive: true });
    try {
      const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'vratar-chaos', folder];
      execFileSync('mount', options, { stdio: 'pipe' });
      return new SmallDisk(folder);
    } catch (error) {
      if (process.env.CI === 'true') throw error;
      return undefined;
    }
  }

  /** Not a byte is left. */
  async fill(): Promise<void> {
    const file = await open(join(this.#folder, FILLER), 'w');
    try {
      for (let size = CHUNK.length; size >= 1; ) {
        const fits = await file.write(CHUNK.subarray(0, size)).catch(() => undefined);
        if (fits === undefined) size >>= 1;
      }
    } finally {
      await file.close();
    }
  }

  free(): void {
    rmSync(join(this.#folder, FILLER), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.#folder]);
  }
}
