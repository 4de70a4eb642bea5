import { dirname } from 'node:path';
import type { HighWater } from '../journal/high-water.ts';
import { abandonJournal, type OpenJournal, openJournal } from '../journal/open-journal.ts';
import { readImage } from '../journal/read-image.ts';
import { adoptLeft } from '../journal/take-back.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { StoreNotice } from './messages.ts';
import { tellOpening } from './tell-opening.ts';
import { classify } from './trouble.ts';

/** Between two tries to open a journal that could not be opened, or used. */
const REOPEN_MS = 2000;

interface OpenerParts {
  /** The journal. */
  readonly file: string;
  readonly highWater: HighWater;
  readonly stamp: string;
  readonly alarms: AlarmBoard;
  readonly notify: (notice: StoreNotice) => void;
  /** Monotonic ms. */
  readonly now: () => number;
}

/** Opens the journal when the disk lets it, and tells the gate what an earlier run left there. */
export class Opener {
  readonly #parts: OpenerParts;
  #retryAt = 0;
  /** The gate knows what an earlier run left. */
  #told = false;
  /** Nothing was opened yet by this store. */
  #isFirst = true;

  constructor(parts: OpenerParts) {
    this.#parts = parts;
  }

  /**
   * @param distrust the file was found damaged while it was open: it is put aside even if it looks whole
   * @param use what else has to succeed for it to be of use
   * @returns undefined when it cannot be opened, or was tried a moment ago
   */
  open(use: (open: OpenJournal) => void, distrust?: string): OpenJournal | undefined {
    const { file, highWater, stamp, alarms, now } = this.#parts;
    if (now() < this.#retryAt) return undefined;
    let open: OpenJournal | undefined;
    try {
      this.#adopt();
      open = openJournal(file, highWater, stamp, distrust);
      this.#isFirst = false;
      use(open);
      return open;
    } catch (error) {
      this.abandon(open, true);
      alarms.trouble(classify(error, dirname(file)));
      this.#tellFromImage();
      return undefined;
    }
  }

  /** The gate may go on from what is open. */
  tell({ journal, opening }: OpenJournal): void {
    this.#told = true;
    tellOpening(opening, this.#parts.alarms);
    this.#parts.notify({ opened: { opening, rows: journal.state.rows(), position: journal.position } });
  }

  /** @param forAWhile it is not tried again at once */
  abandon(open: OpenJournal | undefined, forAWhile: boolean): void {
    try {
      if (open !== undefined) abandonJournal(open);
    } catch {
      // A connection that cannot even be closed is left to the garbage collector; its file is opened anew.
    }
    this.#retryAt = this.#parts.now() + (forAWhile ? REOPEN_MS : 0);
  }

  /** @throws the file system's error */
  #adopt(): void {
    const { file, stamp, alarms } = this.#parts;
    const adopted = this.#isFirst ? adoptLeft(file, stamp) : undefined;
    if (adopted !== undefined) alarms.tell('journal_restored', { ...adopted });
  }

  /** The gate need not start as if nothing had been: what the file says can be read where it cannot be opened. */
  #tellFromImage(): void {
    if (this.#told) return;
    const found = readImage(this.#parts.file);
    if (found === undefined) return;
    this.#told = true;
    this.#parts.notify({ opened: found });
  }
}
