import { dirname } from 'node:path';
import type { VratarError } from '@vratar/protocol/errors';
import { contentOf } from '../journal/content-of.ts';
import type { OpenJournal } from '../journal/open-journal.ts';
import { copySize, finishTakingBack, isHalfDone, layCopy, takeBack } from '../journal/take-back.ts';
import type { Flaw } from '../journal/verify.ts';
import { type Content, writeJournal } from '../journal/write-journal.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { Ballast } from './ballast.ts';
import { leaveJournal, type OutOfPlace } from './leave-journal.ts';
import { makeRoom, makeRoomFor } from './sacrifice.ts';
import { classify } from './trouble.ts';
import { Watch } from './watch.ts';

/** Pause before the next try to write an overwritten journal anew, or to read one that could not be read, ms. */
const RETRY_MS = 2000;

/**
 * What becomes of an open journal when somebody else moves, removes or overwrites its files. Whoever does that to a running
 * gate must not cost an event that can still be had.
 */
export class OwnPlace {
  readonly #file: string;
  readonly #stamp: string;
  readonly #ballast: Ballast;
  readonly #alarms: AlarmBoard;
  readonly #now: () => number;
  readonly #watch: Watch;
  /** Why the journal could not be written to its place, while it is not there. */
  #nameless: string | undefined;
  /** Why nobody knows what the files hold. */
  #unread: string | undefined;
  #retryAt = 0;

  constructor(
    place: { readonly file: string; readonly stamp: string; readonly ballast: Ballast },
    alarms: AlarmBoard,
    now: () => number,
  ) {
    this.#file = place.file;
    this.#stamp = place.stamp;
    this.#ballast = place.ballast;
    this.#alarms = alarms;
    this.#now = now;
    this.#watch = new Watch(place.file, now);
  }

  /** The journal was opened now. */
  opened({ journal }: OpenJournal): void {
    this.#nameless = undefined;
    this.#unread = undefined;
    this.#retryAt = 0;
    this.#watch.opened(journal.position);
  }

  /** The store has committed, or has tried to. */
  committed({ journal }: OpenJournal): void {
    this.#watch.committed(journal.position);
  }

  /** The store has brought its write-ahead log home, or has tried to. */
  checkpointed({ journal }: OpenJournal): void {
    this.#watch.checkpointed(journal.position);
  }

  /** An event is known not to match its chain value: nobody else has written that. */
  known(flaw: Flaw): void {
    this.#watch.known(flaw);
  }

  /**
   * Before each use: whether the files hold what the store has written there. If not, nothing is read from them or written
   * to them any more until they hold it again.
   *
   * @returns `anew`: it was written anew, what is open is to be closed and opened again
   */
  look(open: OpenJournal): 'ours' | 'anew' | 'unusable' {
    if (this.#now() < this.#retryAt) return 'unusable';
    const found = this.#find(open);
    if (found === 'ours') return 'ours';
    if (found === 'overwritten' && this.#tryToWriteAnew(open)) return 'anew';
    if (found !== 'moving') this.#retryAt = this.#now() + RETRY_MS;
    return 'unusable';
  }

  /** Somebody else may still be writing into the files: what they hold is judged when he is done. */
  get isMoving(): boolean {
    return this.#watch.isMoving;
  }

  /** The process ends: what waits for another try is tried now. */
  hurry(): void {
    this.#retryAt = 0;
    this.#watch.hurry();
  }

  /**
   * Writes a journal that has been moved or removed to its place again. Until that succeeds it has no name and is lost with
   * the process: that alarm ends when it has one, and by nothing else.
   *
   * @returns whether what is open is to be closed and opened again
   */
  keep(open: OpenJournal): boolean {
    try {
      const isMissed = !this.#watch.areThere || isHalfDone(this.#file);
      if (isMissed) this.#takeBack(open);
      this.#isInPlace();
      return isMissed;
    } catch (error) {
      // Commits still find room in what is open: as `disk_full` it would end with the next one, and begin each minute.
      this.#isNameless(classify(error, dirname(this.#file)).why);
      return false;
    }
  }

  /**
   * At the end of the process: a journal that is not known to be in its place by now is written to where there is room for it,
   * and nothing to what is there.
   *
   * @returns what could not be done; undefined when the journal is in its place
   */
  leave(open: OpenJournal): VratarError | undefined {
    const reason = this.#outOfPlace;
    return reason && leaveJournal(this.#file, open, reason, (why) => this.#content(open, why));
  }

  get #outOfPlace(): OutOfPlace | undefined {
    const { why } = this.#watch;
    if (why !== undefined) return { kind: 'overwritten', why };
    if (this.#unread !== undefined) return { kind: 'unread', why: this.#unread };
    return this.#nameless === undefined ? undefined : { kind: 'nameless', why: this.#nameless };
  }

  #find(open: OpenJournal): 'ours' | 'moving' | 'overwritten' | 'unknown' {
    try {
      const found = this.#watch.look(open.journal.position);
      if (this.#unread !== undefined) this.#alarms.end('journal_failing');
      this.#unread = undefined;
      return found;
    } catch (error) {
      this.#unread = classify(error, dirname(this.#file)).why;
      this.#alarms.raise('journal_failing', { why: this.#unread });
      return 'unknown';
    }
  }

  /** On a full disk again and again, as long as there is something to give up. */
  #tryToWriteAnew(open: OpenJournal): boolean {
    for (;;) {
      try {
        this.#writeAnew(open, this.#watch.why ?? '');
        return true;
      } catch (error) {
        const { kind, why } = classify(error, dirname(this.#file));
        // Without the journal: no event of it can be given up now, and nothing may be written to its files.
        if (kind === 'full' && makeRoom(this.#ballast, undefined, this.#file)) continue;
        this.#isNameless(why);
        return false;
      }
    }
  }

  #writeAnew(open: OpenJournal, why: string): void {
    const content = this.#content(open, why);
    layCopy(this.#file, (part) => writeJournal(part, content));
    const taken = finishTakingBack(this.#file, this.#stamp);
    const { damage, pruned } = content;
    if (damage !== undefined) this.#alarms.tell('journal_damaged', { ...damage, ...taken });
    else this.#alarms.tell('journal_restored', { why, from: pruned + 1, ...taken });
    this.#isInPlace();
  }

  #content(open: OpenJournal, why: string): Content {
    return contentOf(this.#file, open, this.#watch.values, why);
  }

  /** @throws the file system's or SQLite's error; then what is open goes on */
  #takeBack(open: OpenJournal): void {
    try {
      makeRoomFor(() => copySize(open.db), this.#ballast, open, this.#file);
    } finally {
      // Making room gives up events, and brings the log home.
      this.checkpointed(open);
    }
    this.#alarms.tell('journal_restored', { ...takeBack(open.db, this.#file, this.#stamp) });
  }

  #isInPlace(): void {
    this.#alarms.end('journal_displaced');
    this.#nameless = undefined;
  }

  #isNameless(why: string): void {
    this.#alarms.raise('journal_displaced', { why });
    this.#nameless = why;
  }
}
