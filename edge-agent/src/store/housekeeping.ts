import { VratarError } from '@vratar/protocol/errors';
import { type Link, verifySome } from '../journal/verify.ts';
import type { ListShelf } from '../lists/list-shelf.ts';
import type { Keeper } from './keeper.ts';

/** Rows deleted, or events verified, in one step: a few milliseconds on a slow card. */
const STEP = 200;
const IDLE_MS = 1000;
/** Pages of the write-ahead log (4 KiB each) that are brought home when idle, and at the latest. */
const LOG_IDLE = 64;
const LOG_MOST = 2048;
const RECOVER_MS = 30_000;

/** Slow work in small steps, in the pauses between taps: checkpoints, pruning, verification of the whole chain. */
export class Housekeeping {
  readonly #keeper: Keeper;
  readonly #shelf: ListShelf;
  readonly #now: () => number;
  #lastBusy: number;
  #recoverAt: number;
  #verified: Link | 'all' | undefined;

  constructor(keeper: Keeper, shelf: ListShelf, now: () => number) {
    this.#keeper = keeper;
    this.#shelf = shelf;
    this.#now = now;
    this.#lastBusy = now();
    this.#recoverAt = now();
  }

  busy(): void {
    this.#lastBusy = this.#now();
  }

  step(): void {
    if (this.#keeper.opened === undefined) return;
    try {
      this.#work(this.#keeper.waiting === 0 && this.#now() - this.#lastBusy >= IDLE_MS);
    } catch (error) {
      if (!(error instanceof VratarError)) throw error;
    }
  }

  #work(idle: boolean): void {
    if (this.#logPages() > (idle ? LOG_IDLE : LOG_MOST)) this.#keeper.checkpoint();
    else if (idle && this.#now() >= this.#recoverAt) this.#recover();
    else if (idle && this.#keeper.write((journal) => journal.pruneOld(STEP)) === 0) this.#leisure();
  }

  #leisure(): void {
    this.#shelf.tidy(this.#now());
    this.#verify();
  }

  #logPages(): number {
    const [row] = (this.#keeper.opened?.db.pragma('wal_checkpoint(NOOP)') ?? []) as {
      log: number;
      checkpointed: number;
    }[];
    return row === undefined ? 0 : row.log - row.checkpointed;
  }

  #recover(): void {
    this.#recoverAt = this.#now() + RECOVER_MS;
    this.#keeper.recover();
  }

  /** After an unclean stop only the end of the chain was verified; the rest follows here. */
  #verify(): void {
    const open = this.#keeper.opened;
    if (open === undefined || this.#verified === 'all') return;
    const { first, base } = open.journal.position;
    const before: Link = { seq: first - 1, hash: base };
    // What was verified may be gone by now: pruned, given up, or lost with an overwritten file.
    const from = this.#verified === undefined || this.#verified.seq < before.seq ? before : this.#verified;
    const { reached, flaw, done } = verifySome(open.db, from, STEP);
    if (flaw !== undefined) this.#keeper.reportFlaw(flaw);
    this.#verified = flaw !== undefined ? { seq: flaw.seq, hash: undefined } : done ? 'all' : reached;
  }
}
