import { type BigIntStats, statSync } from 'node:fs';

/** The files whose bytes only this process writes. Of the third, the wal-index, no time says who wrote it. */
const PARTS = ['', '-wal'];

type Stamp = Pick<BigIntStats, 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'> | undefined;

/**
 * Notices that somebody else has written into the files of an open journal. Every write moves a file's times, and SQLite
 * writes only where the store makes it (no automatic checkpoints, one connection): what has moved between two uses of it
 * was moved by somebody else. Only names are asked: a descriptor of one's own, when closed, would take SQLite's locks
 * along, for POSIX locks belong to the process.
 *
 * It is a suspicion and no proof: times also move where nothing was changed (`touch`, `chmod`, a hard link). What it cannot
 * see is a write within the same tick of the kernel's clock as the last one of one's own.
 */
export class Untouched {
  readonly #file: string;
  #noted: readonly Stamp[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** The files that are there now are the ones that were opened. */
  opened(): void {
    this.#noted = this.#look();
  }

  /** One's own writing is over. */
  note(): void {
    this.#noted = this.#look().map((found, n) =>
      found?.ino === this.#noted[n]?.ino ? found : this.#noted[n],
    );
  }

  /** Whether the files that were opened are still found by their names, whatever they hold. @throws the file system's error */
  get areThere(): boolean {
    return this.#look().every((found, n) => found?.ino === this.#noted[n]?.ino);
  }

  /**
   * What somebody else has moved since `note`: `content`, or only `attributes`, which is what a write looks like whose
   * author has set the time back. Another file in their place is for `areThere`. @throws the file system's error
   */
  get touched(): 'content' | 'attributes' | undefined {
    const found = this.#look();
    const isMoved = (by: (some: Stamp, other: Stamp) => boolean) =>
      found.some((one, n) => one?.ino === this.#noted[n]?.ino && by(one, this.#noted[n]));
    if (isMoved((some, other) => some?.size !== other?.size || some?.mtimeNs !== other?.mtimeNs))
      return 'content';
    return isMoved((some, other) => some?.ctimeNs !== other?.ctimeNs) ? 'attributes' : undefined;
  }

  #look(): Stamp[] {
    return PARTS.map((part) => stampOf(this.#file + part));
  }
}

function stampOf(path: string): Stamp {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    // A link that leads to itself leads to no file.
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') return undefined;
    throw error;
  }
}
