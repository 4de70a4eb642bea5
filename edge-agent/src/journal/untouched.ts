import { type BigIntStats, statSync } from 'node:fs';

/** The files whose bytes only this process writes. Of the third, the wal-index, no time says who wrote it. */
const PARTS = ['', '-wal'];

type Stamp = Pick<BigIntStats, 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'> | undefined;

/** What the file system says of the journal's file and of its write-ahead log at one moment. */
export type Stamps = readonly Stamp[];

/** Whether nobody has written into the files between two looks. */
export const isStill = (some: Stamps, others: Stamps): boolean =>
  some.every((stamp, n) => isSameContent(stamp, others[n]));

const isSameContent = (some: Stamp, other: Stamp): boolean =>
  some?.ino === other?.ino && some?.size === other?.size && some?.mtimeNs === other?.mtimeNs;

/**
 * Notices that somebody else has written into the files of an open journal. Every write moves a file's times, and SQLite
 * writes only where the store makes it (no automatic checkpoints, one connection): a commit into the write-ahead log alone,
 * a checkpoint into the file. What else has moved was moved by somebody else. Only names are asked: a descriptor of one's
 * own, when closed, would take SQLite's locks along, for POSIX locks belong to the process.
 *
 * It is a suspicion and no proof: times also move where nothing was changed (`touch`, `chmod`, a hard link). What it cannot
 * see is a write within the same tick of the kernel's clock as the last one of one's own, into the log during a commit, or
 * into the middle of the file during a checkpoint.
 */
export class Untouched {
  readonly #file: string;
  #noted: Stamps = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws the file system's error */
  look(): Stamps {
    return PARTS.map((part) => stampOf(this.#file + part));
  }

  /** The files that are there now are the ones that were opened. */
  opened(): void {
    this.#noted = this.look();
  }

  /** A commit is over, or has failed: it has written into the log, and into nothing else. */
  committed(): void {
    const [, log] = this.look();
    if (log?.ino === this.#noted[1]?.ino) this.#noted = [this.#noted[0], log];
  }

  /**
   * What was read between this look and now is one's own; another file in their place is for `areThere`. Reading alone moves
   * attributes: under root SQLite gives a log that it opens the owner of the file.
   */
  accept(seen: Stamps): void {
    const now = this.look();
    this.#noted = seen.map((stamp, n) => {
      if (stamp?.ino !== this.#noted[n]?.ino) return this.#noted[n];
      return isSameContent(stamp, now[n]) ? now[n] : stamp;
    });
  }

  /** Whether the files that were opened are still found by their names, whatever they hold. @throws the file system's error */
  get areThere(): boolean {
    return this.look().every((found, n) => found?.ino === this.#noted[n]?.ino);
  }

  /**
   * What somebody else has moved in these: `content`, or only `attributes`, which is what a write looks like whose author
   * has set the time back. Another file in their place is for `areThere`.
   */
  moved(seen: Stamps): 'content' | 'attributes' | undefined {
    const pairs = seen
      .map((stamp, n) => [stamp, this.#noted[n]] as const)
      .filter(([stamp, noted]) => stamp?.ino === noted?.ino);
    if (pairs.some(([stamp, noted]) => !isSameContent(stamp, noted))) return 'content';
    return pairs.some(([stamp, noted]) => stamp?.ctimeNs !== noted?.ctimeNs) ? 'attributes' : undefined;
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
