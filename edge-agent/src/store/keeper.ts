import { dirname, join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import type { PendingDraft } from '../core/index.ts';
import { HighWater } from '../journal/high-water.ts';
import type { Journal } from '../journal/journal.ts';
import { closeJournal, type OpenJournal } from '../journal/open-journal.ts';
import type { Flaw } from '../journal/verify.ts';
import { AlarmBoard } from './alarm-board.ts';
import { Ballast } from './ballast.ts';
import type { Disk } from './disk.ts';
import type { StoreNotice, StoreOptions } from './messages.ts';
import { Opener } from './opener.ts';
import { OwnPlace } from './own-place.ts';
import { makeRoom } from './sacrifice.ts';
import { classify, type Trouble } from './trouble.ts';
import { Waiting } from './waiting.ts';

/**
 * Keeps the journal open and writes to it whatever the disk does. A draft that was offered is either durable or still
 * waiting here; nothing is dropped in this thread (the core bounds how much it hands out).
 */
export class Keeper {
  readonly ballast: Ballast;
  readonly #file: string;
  readonly #highWater: HighWater;
  readonly #disk: Disk;
  readonly #notify: (notice: StoreNotice) => void;
  readonly #now: () => number;
  readonly #alarms: AlarmBoard;
  readonly #place: OwnPlace;
  readonly #opener: Opener;
  #open: OpenJournal | undefined;
  readonly #waiting = new Waiting();
  #resuming: boolean;
  /** Closed for good: what else was on its way opens nothing again. */
  #isOver = false;

  constructor(options: StoreOptions, disk: Disk, notify: (notice: StoreNotice) => void, now: () => number) {
    this.#file = join(options.folder, 'journal.db');
    this.#highWater = new HighWater(join(options.folder, 'journal.mark'));
    this.ballast = new Ballast(join(options.folder, 'ballast'), options.ballastBytes);
    this.#resuming = options.resumed ?? false;
    this.#disk = disk;
    this.#notify = notify;
    this.#alarms = new AlarmBoard(notify);
    this.#now = now;
    const { ballast } = this;
    const files = { file: this.#file, stamp: options.stamp };
    this.#place = new OwnPlace({ ...files, ballast }, this.#alarms, now);
    const highWater = this.#highWater;
    this.#opener = new Opener({ ...files, highWater, alarms: this.#alarms, notify, now });
  }

  get waiting(): number {
    return this.#waiting.count;
  }

  /** The journal while it can be used. @throws VratarError `journal_unavailable` */
  get journal(): Journal {
    const { opened } = this;
    if (opened === undefined) throw new VratarError('journal_unavailable', {}, { file: this.#file });
    return opened.journal;
  }

  /** The journal while it is open, and its files hold what was written there. */
  get opened(): OpenJournal | undefined {
    const look = this.#open && this.#place.look(this.#open);
    if (look === 'anew') this.#reopen();
    return look === 'unusable' ? undefined : this.#open;
  }

  offer(drafts: readonly PendingDraft[]): void {
    this.#waiting.offer(drafts);
  }

  /** Opens when closed, then commits what waits, as far as the disk allows now. */
  flush(): void {
    if (this.#open === undefined && !this.#tryOpen()) return;
    for (let open = this.opened; open !== undefined && this.waiting > 0; open = this.opened)
      if (!this.#commitGroup(open.journal)) return;
  }

  /** Writes the mark beside the journal; a failure is an alarm, and the journal goes on without it. */
  mark(): void {
    const { opened } = this;
    if (opened !== undefined && this.#place.keep(opened)) this.#reopen();
    if (this.#open === undefined || opened === undefined) return;
    const { epoch, last, head } = this.#open.journal.position;
    try {
      this.#highWater.write({ epoch, seq: last, hash: head });
      this.#alarms.end('mark_failing');
    } catch (error) {
      this.#alarms.raise('mark_failing', { why: String(error) });
    }
  }

  /**
   * Runs work that writes, with the same answer to a failing disk as a commit of drafts.
   * @throws VratarError of the work itself, or `journal_unavailable`
   */
  write<T>(work: (journal: Journal) => T): T {
    const { journal } = this;
    try {
      return this.#commit(() => work(journal));
    } catch (error) {
      if (error instanceof VratarError) throw error;
      this.#onTrouble(classify(error, dirname(this.#file)));
      throw new VratarError('journal_unavailable', {}, { file: this.#file }, { cause: error });
    }
  }

  /** Brings the write-ahead log home, as `write`. */
  checkpoint(): void {
    this.write(() => this.#open?.db.pragma('wal_checkpoint(PASSIVE)'));
    if (this.#open !== undefined) this.#place.checkpointed(this.#open);
  }

  /** An event whose text does not match its chain value, found in an open journal: it is kept as it is, and shouted about. */
  reportFlaw(flaw: Flaw): void {
    this.#place.known(flaw);
    this.#alarms.raise('journal_damaged', { ...flaw });
  }

  /**
   * Commits what waits and marks a clean end, as far as the disk lets it. An end that costs an event is none.
   * @throws VratarError `journal_left`, `journal_lost`, `journal_unchecked`, `journal_unwritten`; closed all the same
   */
  close(): void {
    this.#waitForOthers();
    this.flush();
    this.mark();
    this.#isOver = true;
    const open = this.#open;
    const left = open && this.#place.leave(open);
    if (open !== undefined && left === undefined && this.waiting === 0) this.#closeCleanly(open);
    this.#abandon();
    if (left !== undefined) throw left;
    if (this.waiting > 0)
      throw new VratarError('journal_unwritten', { count: this.waiting }, { file: this.#file });
  }

  /** Whoever is writing into the files now gets a few seconds: half of what he writes is worth nothing. */
  #waitForOthers(): void {
    this.#place.hurry();
    while (this.opened === undefined && this.#open !== undefined && this.#place.isMoving) pause(50);
  }

  #closeCleanly(open: OpenJournal): void {
    try {
      closeJournal(open);
      this.#open = undefined;
    } catch {
      // Then the next start says that the end was none.
    }
  }

  /** Everything that the store writes to the journal's files, it writes here, by a checkpoint, or while it makes room. */
  #commit<T>(work: () => T): T {
    try {
      return this.#disk.commit(work);
    } finally {
      if (this.#open !== undefined) this.#place.committed(this.#open);
    }
  }

  #reopen(): void {
    this.#abandon();
    this.#tryOpen();
  }

  #commitGroup(journal: Journal): boolean {
    if (this.#resuming) this.#resume(journal);
    const { group } = this.#waiting;
    if (group.length === 0) return true;
    const started = this.#now();
    try {
      const events = this.#commit(() => journal.append(group));
      this.#waiting.committed(group);
      const ms = this.#now() - started;
      const durable = events.filter((event) => event !== undefined);
      this.#notify({
        written: { through: group.at(-1)!.id, events: durable, position: journal.position, ms },
      });
      this.#alarms.end('disk_readonly', 'journal_failing');
      return true;
    } catch (error) {
      return this.#onTrouble(classify(error, dirname(this.#file)));
    }
  }

  /** Confirms what the store that died had written without saying so. */
  #resume(journal: Journal): void {
    this.#resuming = false;
    const found = this.#waiting.takeWritten(journal);
    if (found !== undefined) this.#notify({ written: { ...found, position: journal.position, ms: 0 } });
  }

  /** @returns whether it is worth trying again at once */
  #onTrouble(trouble: Trouble): boolean {
    this.#alarms.trouble(trouble);
    if (trouble.kind === 'full') {
      this.#waiting.shrink();
      const isRoomier = makeRoom(this.ballast, this.#open, this.#file);
      if (this.#open !== undefined) this.#place.checkpointed(this.#open);
      return isRoomier;
    }
    if (trouble.kind !== 'damaged') {
      this.#abandon(true);
      return false;
    }
    // Of what somebody else has overwritten, what is open remembers more than the file.
    if (this.#open !== this.opened) return true;
    this.#abandon();
    return this.#tryOpen(trouble.why);
  }

  /** Space is back: ends the alarm once the ballast is held again. */
  recover(): void {
    if (this.ballast.restore()) this.#alarms.end('disk_full');
  }

  #abandon(forAWhile = false): void {
    this.#opener.abandon(this.#open, forAWhile);
    this.#open = undefined;
  }

  /** @param distrust the file was found damaged while it was open: it is put aside even if it looks whole */
  #tryOpen(distrust?: string): boolean {
    if (this.#isOver) return false;
    this.#open = this.#opener.open((open) => this.#place.opened(open), distrust);
    if (this.#open === undefined) return false;
    // The epoch must be known outside the file before any of its events can leave the gateway.
    this.mark();
    this.#opener.tell(this.#open);
    return true;
  }
}

/** Blocks the thread. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
