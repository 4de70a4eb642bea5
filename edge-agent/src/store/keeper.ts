import { join } from 'node:path';
import { VratarError } from '@vratar/protocol/errors';
import type { PendingDraft } from '../core/index.ts';
import { HighWater } from '../journal/high-water.ts';
import type { Journal } from '../journal/journal.ts';
import { closeJournal, type OpenJournal, openJournal } from '../journal/open-journal.ts';
import type { Flaw } from '../journal/verify.ts';
import { Ballast } from './ballast.ts';
import type { Disk } from './disk.ts';
import type { StoreAlarm, StoreNotice, StoreOptions } from './messages.ts';
import { makeRoom } from './sacrifice.ts';
import { classify, type Trouble } from './trouble.ts';

/** Most drafts in one commit. */
const GROUP = 500;
const REOPEN_MS = 2000;

type AlarmCode = StoreAlarm['alarm']['code'];

/**
 * Keeps the journal open and writes to it whatever the disk does. A draft that was offered is either durable or still
 * waiting here; nothing is dropped in this thread (the core bounds how much it hands out).
 */
export class Keeper {
  readonly ballast: Ballast;
  readonly #file: string;
  readonly #highWater: HighWater;
  readonly #stamp: string;
  readonly #disk: Disk;
  readonly #notify: (notice: StoreNotice) => void;
  readonly #now: () => number;
  readonly #alarms = new Set<AlarmCode>();
  #open: OpenJournal | undefined;
  #retryAt = 0;
  /** Drafts in the next commit: fewer while the disk is full, so that what room there is gets used. */
  #group = GROUP;
  #waiting: PendingDraft[] = [];

  constructor(options: StoreOptions, disk: Disk, notify: (notice: StoreNotice) => void, now: () => number) {
    this.#file = join(options.folder, 'journal.db');
    this.#highWater = new HighWater(join(options.folder, 'journal.mark'));
    this.ballast = new Ballast(join(options.folder, 'ballast'), options.ballastBytes);
    this.#stamp = options.stamp;
    this.#disk = disk;
    this.#notify = notify;
    this.#now = now;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** The journal while it can be used. @throws VratarError `journal_unavailable` */
  get journal(): Journal {
    if (this.#open === undefined) throw new VratarError('journal_unavailable', {}, { file: this.#file });
    return this.#open.journal;
  }

  get opened(): OpenJournal | undefined {
    return this.#open;
  }

  offer(drafts: readonly PendingDraft[]): void {
    this.#waiting.push(...drafts);
  }

  /** Opens when closed, then commits what waits, as far as the disk allows now. */
  flush(): void {
    if (this.#open === undefined && !this.#tryOpen()) return;
    while (this.#waiting.length > 0 && this.#open !== undefined) if (!this.#commitGroup()) return;
  }

  /** Writes the mark beside the journal; a failure is an alarm, and the journal goes on without it. */
  mark(): void {
    if (this.#open === undefined) return;
    const { epoch, last, head } = this.#open.journal.position;
    try {
      this.#highWater.write({ epoch, seq: last, hash: head });
      this.#alarm('mark_failing', false);
    } catch (error) {
      this.#alarm('mark_failing', true, { why: String(error) });
    }
  }

  /**
   * Runs work that writes, with the same answer to a failing disk as a commit of drafts.
   * @throws VratarError of the work itself, or `journal_unavailable`
   */
  write<T>(work: (journal: Journal) => T): T {
    const { journal } = this;
    try {
      return this.#disk.commit(() => work(journal));
    } catch (error) {
      if (error instanceof VratarError) throw error;
      this.#onTrouble(classify(error));
      throw new VratarError('journal_unavailable', {}, { file: this.#file }, { cause: error });
    }
  }

  /** An event whose text does not match its chain value, found in an open journal: it is kept as it is, and shouted about. */
  reportFlaw(flaw: Flaw): void {
    this.#alarm('journal_damaged', true, { ...flaw });
  }

  close(): void {
    this.flush();
    if (this.#open === undefined) return;
    this.mark();
    closeJournal(this.#open);
    this.#open = undefined;
  }

  #commitGroup(): boolean {
    const { journal } = this.#open!;
    const group = this.#waiting.slice(0, this.#group);
    const started = this.#now();
    try {
      const events = this.#disk.commit(() => journal.append(group));
      this.#waiting = this.#waiting.slice(group.length);
      this.#group = Math.min(GROUP, this.#group * 2);
      const ms = this.#now() - started;
      const durable = events.filter((event) => event !== undefined);
      this.#notify({
        written: { through: group.at(-1)!.id, events: durable, position: journal.position, ms },
      });
      this.#alarm('disk_readonly', false);
      this.#alarm('journal_failing', false);
      return true;
    } catch (error) {
      return this.#onTrouble(classify(error));
    }
  }

  /** @returns whether it is worth trying again at once */
  #onTrouble(trouble: Trouble): boolean {
    if (trouble.kind === 'full') {
      this.#group = Math.max(1, Math.floor(this.#group / 4));
      this.#alarm('disk_full', true, { why: trouble.why });
      if (makeRoom(this.ballast, this.#open, this.#file)) return true;
    } else if (trouble.kind === 'readonly') this.#alarm('disk_readonly', true, { why: trouble.why });
    else if (trouble.kind === 'failing') this.#alarm('journal_failing', true, { why: trouble.why });
    if (trouble.kind === 'full') this.#retryAt = this.#now() + REOPEN_MS;
    else this.#abandon(trouble.kind === 'damaged' ? 0 : REOPEN_MS);
    return trouble.kind === 'damaged' && this.#tryOpen();
  }

  /** Space is back: ends the alarm once the ballast is held again. */
  recover(): void {
    if (this.ballast.restore()) this.#alarm('disk_full', false);
  }

  #abandon(delay: number): void {
    try {
      this.#open?.db.close();
    } catch {
      // A connection that cannot even be closed is left to the garbage collector; its file is opened anew.
    }
    this.#open = undefined;
    this.#retryAt = this.#now() + delay;
  }

  #tryOpen(): boolean {
    if (this.#now() < this.#retryAt) return false;
    try {
      this.#open = openJournal(this.#file, this.#highWater, this.#stamp);
    } catch (error) {
      const trouble = classify(error);
      this.#retryAt = this.#now() + REOPEN_MS;
      if (trouble.kind === 'full') this.#alarm('disk_full', true, { why: trouble.why });
      else if (trouble.kind === 'readonly') this.#alarm('disk_readonly', true, { why: trouble.why });
      else this.#alarm('journal_failing', true, { why: trouble.why });
      return false;
    }
    // The epoch must be known outside the file before any of its events can leave the gateway.
    this.mark();
    const { journal, opening } = this.#open;
    if (opening.damaged !== undefined) this.#alarm('journal_damaged', true, { ...opening.damaged });
    this.#notify({ opened: { opening, rows: journal.state.rows(), position: journal.position } });
    return true;
  }

  #alarm(code: AlarmCode, on: boolean, data: Record<string, unknown> = {}): void {
    if (this.#alarms.has(code) === on) return;
    if (on) this.#alarms.add(code);
    else this.#alarms.delete(code);
    this.#notify({ alarm: { code, on, data } });
  }
}
