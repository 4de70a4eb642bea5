import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import { differs } from '../journal/differs.ts';
import type { OpenJournal } from '../journal/open-journal.ts';
import { ownRun } from '../journal/own-run.ts';
import { removeDatabase } from '../journal/quarantine.ts';
import { readState } from '../journal/state-table.ts';
import { JOURNAL_AREA } from '../journal/tables.ts';
import { copySize, finishTakingBack, isHalfDone, layCopy, takeBack } from '../journal/take-back.ts';
import { Untouched } from '../journal/untouched.ts';
import type { Flaw } from '../journal/verify.ts';
import { type Base, type Content, type Damage, writeJournal } from '../journal/write-journal.ts';
import type { AlarmBoard } from './alarm-board.ts';
import type { Ballast } from './ballast.ts';
import { makeRoom, makeRoomFor } from './sacrifice.ts';
import { classify } from './trouble.ts';

/** Pause before the next try to write an overwritten journal anew, ms. */
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
  readonly #untouched: Untouched;
  readonly #flaws = new Set<number>();
  /** What was found in the files that is not the journal, until it is written anew. */
  #overwritten: string | undefined;
  /** Why the journal could not be written to its place, while it is not there. */
  #nameless: string | undefined;
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
    this.#untouched = new Untouched(place.file);
  }

  /** The journal was opened now. */
  opened(): void {
    this.#overwritten = undefined;
    this.#untouched.opened();
  }

  /** The store has written, or has tried to. */
  wrote(): void {
    this.#untouched.note();
  }

  /** An event is known not to match its chain value: nobody else has written that. */
  known({ seq }: Flaw): void {
    this.#flaws.add(seq);
  }

  /**
   * Before each use: whether the files hold what the store has written there. If not, nothing is read from them or written
   * to them any more until they hold it again.
   *
   * @returns `anew`: it was written anew, what is open is to be closed and opened again
   */
  look(open: OpenJournal): 'ours' | 'anew' | 'unusable' {
    try {
      if (this.#overwritten === undefined && this.#isOurs(open)) return 'ours';
    } catch (error) {
      this.#alarms.raise('journal_failing', { why: classify(error, dirname(this.#file)).why });
      return 'unusable';
    }
    if (this.#now() < this.#retryAt) return 'unusable';
    this.#retryAt = this.#now() + RETRY_MS;
    return this.#tryToWriteAnew(open) ? 'anew' : 'unusable';
  }

  /**
   * Writes a journal that has been moved or removed to its place again. Until that succeeds it has no name and is lost with
   * the process: that alarm ends when it has one, and by nothing else.
   *
   * @returns whether what is open is to be closed and opened again
   */
  keep(open: OpenJournal): boolean {
    try {
      const isMissed = !this.#untouched.areThere || isHalfDone(this.#file);
      if (isMissed) this.#takeBack(open);
      this.#alarms.end('journal_displaced');
      this.#nameless = undefined;
      return isMissed;
    } catch (error) {
      // Also of a full disk: events still find room, so `disk_full` would end and begin each minute.
      const { why } = classify(error, dirname(this.#file));
      this.#alarms.raise('journal_displaced', { why });
      this.#nameless = why;
      // Room may have been made before.
      this.#untouched.note();
      return false;
    }
  }

  /**
   * At the end of the process: a journal that is not in its place by now is copied to where there is room for it.
   * @returns what could not be done; undefined when the journal is in its place
   */
  leave(open: OpenJournal): VratarError | undefined {
    if (this.#nameless === undefined) return undefined;
    const params = { why: this.#nameless };
    // Everybody may write to the folder for temporary files: what lies there needs a folder of its own.
    for (const folder of [() => dirname(this.#file), () => mkdtempSync(join(tmpdir(), 'vratar-'))]) {
      let copy = '';
      try {
        copy = join(folder(), `${basename(this.#file)}.left-${this.#stamp}`);
        if (this.#overwritten === undefined) open.db.prepare('VACUUM INTO ?').run(copy);
        else writeJournal(copy, contentOf(open, this.#overwritten));
        return new VratarError('journal_left', { ...params, copy }, { file: this.#file });
      } catch {
        if (copy !== '') removeDatabase(copy);
      }
    }
    const { acked, last } = open.journal.position;
    return new VratarError('journal_lost', { ...params, acked, last }, { file: this.#file });
  }

  /** The process ends: what waits for another try is tried now. */
  hurry(): void {
    this.#retryAt = 0;
  }

  #isOurs(open: OpenJournal): boolean {
    const { touched } = this.#untouched;
    if (touched === undefined) return true;
    const part = touched === 'content' ? 'whole' : 'end';
    this.#overwritten = differs(this.#file, open.journal.position, this.#flaws, part);
    if (this.#overwritten !== undefined) return false;
    this.#untouched.note();
    return true;
  }

  #tryToWriteAnew(open: OpenJournal): boolean {
    try {
      this.#writeAnew(open, this.#overwritten ?? '');
      return true;
    } catch (error) {
      const { kind, why } = classify(error, dirname(this.#file));
      // What can be given up of the journal itself cannot: nothing can be written to it.
      if (kind === 'full' && makeRoom(this.#ballast, undefined, this.#file))
        return this.#tryToWriteAnew(open);
      this.#alarms.raise('journal_displaced', { why });
      this.#nameless = why;
      return false;
    }
  }

  #writeAnew(open: OpenJournal, why: string): void {
    const content = contentOf(open, why);
    layCopy(this.#file, (part) => writeJournal(part, content));
    const taken = finishTakingBack(this.#file, this.#stamp);
    const { damage, pruned } = content;
    if (damage === undefined) this.#alarms.raise('journal_restored', { why, from: pruned + 1, ...taken });
    else this.#alarms.raise('journal_damaged', { ...damage, ...taken });
    this.#alarms.end('journal_displaced');
    this.#nameless = undefined;
  }

  /** @throws the file system's or SQLite's error; then what is open goes on */
  #takeBack(open: OpenJournal): void {
    makeRoomFor(() => copySize(open.db), this.#ballast, open, this.#file);
    this.#alarms.raise('journal_restored', { ...takeBack(open.db, this.#file, this.#stamp) });
  }
}

/** What an open journal still has after somebody else has written into its files. */
function contentOf({ journal, db }: OpenJournal, why: string): Content {
  const { epoch, acked } = journal.position;
  const own = ownRun(db, journal.position);
  const states = readState(db).filter(({ area }) => area !== JOURNAL_AREA);
  const damage = damageOf(own, acked, states.length, why);
  const rows = (first: number) => [...states, ...journal.countRows(first)];
  return damage === undefined
    ? { ...own, epoch, acked, rows: rows(0) }
    : { ...own, epoch: epoch + 1, acked: own.pruned, rows: rows(own.pruned + 1), damage };
}

/** Events that the cloud holds are no loss: the journal then only begins later. */
function damageOf({ pruned, kept }: Base, acked: number, states: number, why: string): Damage | undefined {
  if (pruned <= acked) return undefined;
  const from = kept[0]?.seq;
  const through = kept.at(-1)?.seq;
  return {
    ...(from !== undefined && through !== undefined && { kept: { from, through } }),
    lost: { from: acked + 1, through: pruned },
    states,
    why,
  };
}
