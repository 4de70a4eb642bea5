import BetterSqlite from 'better-sqlite3';
import type { PendingDraft, StateRow } from '../../../edge-agent/src/core/index.ts';
import { type LastDurable, lastDurable } from '../../../edge-agent/src/journal/after-stop.ts';
import { Journal } from '../../../edge-agent/src/journal/journal.ts';
import { JOURNAL_TABLES } from '../../../edge-agent/src/journal/tables.ts';
import type { Random } from '../../../firmware-sim/src/random/index.ts';
import type { Clock, Timer } from '../../../firmware-sim/src/time/index.ts';

/** What became of one draft. */
export interface Fate {
  readonly draft: PendingDraft['draft'];
  /** Clock ms at which the core handed it out, and at which it was durable. */
  readonly createdAt: number;
  durableAt: number | undefined;
  durableSeq: number;
}

export interface JournalDiskParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly commitMs: number;
  readonly onDraft: (fate: Fate) => void;
}

/** The real journal on a disk that takes its time, stalls, fails, and keeps what it has committed over any crash. */
export class JournalDisk {
  readonly #parts: JournalDiskParts;
  readonly #db = new BetterSqlite(':memory:');
  readonly #fates = new WeakMap<PendingDraft['draft'], Fate>();
  #journal: Journal;
  #queue: { readonly pending: PendingDraft; readonly fate: Fate }[] = [];
  #committing: Timer | undefined;
  #onCommitted: ((through: number) => void) | undefined;
  #onFailed: (() => void) | undefined;
  stallMs = 0;
  failing = false;

  constructor(parts: JournalDiskParts) {
    this.#parts = parts;
    this.#db.exec(JOURNAL_TABLES);
    this.#journal = new Journal(this.#db);
  }

  get journal(): Journal {
    return this.#journal;
  }

  /** The process opens it, after a stop of any kind. */
  open(
    onCommitted: (through: number) => void,
    onFailed: () => void,
  ): { rows: StateRow[]; last: LastDurable | undefined } {
    this.#journal = new Journal(this.#db);
    this.#onCommitted = onCommitted;
    this.#onFailed = onFailed;
    return { rows: this.#journal.state.rows(), last: lastDurable(this.#db) };
  }

  append(drafts: readonly PendingDraft[]): void {
    for (const pending of drafts) {
      this.#queue.push({ pending, fate: this.#fateOf(pending) });
    }
    this.#start();
  }

  /** A draft that could not be written is handed out again: it is still the same. */
  #fateOf({ draft }: PendingDraft): Fate {
    const known = this.#fates.get(draft);
    if (known !== undefined) return known;
    const fate: Fate = { draft, createdAt: this.#parts.clock.now(), durableAt: undefined, durableSeq: 0 };
    this.#fates.set(draft, fate);
    this.#parts.onDraft(fate);
    return fate;
  }

  /** The process dies: what was being committed may or may not have reached the disk. */
  crash(): void {
    const reached = this.#committing !== undefined && !this.failing && this.#parts.random.chance(0.5);
    // Behind a disk that failed a moment ago nothing is being committed.
    if (reached && this.#queue.length > 0) this.#write();
    this.#committing?.cancel();
    this.#committing = undefined;
    this.#queue = [];
    this.#onCommitted = undefined;
  }

  close(): void {
    this.#db.close();
  }

  #start(): void {
    if (this.#committing !== undefined || this.#queue.length === 0) return;
    const { clock, random, commitMs } = this.#parts;
    const takes = this.stallMs + commitMs * (0.5 + random.unit());
    this.#committing = clock.at(clock.now() + takes, () => this.#finish());
  }

  #finish(): void {
    this.#committing = undefined;
    if (this.failing) {
      this.#queue = [];
      const { clock } = this.#parts;
      this.#committing = clock.at(clock.now() + 500, () => {
        this.#committing = undefined;
        this.#queue = [];
        this.#onFailed?.();
      });
      return;
    }
    const through = this.#write();
    this.#onCommitted?.(through);
    this.#start();
  }

  #write(): number {
    const batch = this.#queue.splice(0, 500);
    const written = this.#journal.append(batch.map(({ pending }) => pending));
    const now = this.#parts.clock.now();
    batch.forEach(({ fate }, index) => {
      fate.durableAt = now;
      fate.durableSeq = written[index]!.seq;
    });
    return batch.at(-1)!.pending.id;
  }
}
