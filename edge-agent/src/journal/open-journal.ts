import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { holdOpen } from '../store/hold-open.ts';
import { type Database, openDatabase } from '../store/open-database.ts';
import { assertWhole, Damaged, damage, type LastDurable, lastDurable, stoppedCleanly } from './after-stop.ts';
import type { HighWater, Mark } from './high-water.ts';
import { Journal } from './journal.ts';
import { replaceDamaged } from './replace-damaged.ts';
import { JOURNAL_AREA, JOURNAL_TABLES, untold } from './tables.ts';
import { finishTakingBack, type TakenBack } from './take-back.ts';
import type { Damage } from './write-journal.ts';

/** What was found when the journal was opened; `damaged`, `restored` and `takenBack` are reasons for an alarm. */
export interface Opening {
  /** The file was made now. */
  readonly first: boolean;
  /** The process of the run before ended by itself. */
  readonly clean: boolean;
  readonly last?: LastDurable;
  readonly damaged?: Damage & { readonly aside?: string };
  /** The file is older than the mark beside it: a backup was restored, or its end was lost. */
  readonly restored?: { readonly mark: Mark; readonly last: number };
  /** The run before had begun to put its journal back in its place; nothing is missing. */
  readonly takenBack?: TakenBack;
}

export interface OpenJournal {
  readonly db: Database;
  /** As of `holdOpen`. */
  readonly held: Database;
  readonly journal: Journal;
  readonly opening: Opening;
}

/**
 * What SQLite remembers of the journal. Of a file that somebody overwrites it is all that is left: the events of ten school
 * days without a network, 2,000 a day of some 600 bytes, and a quarter more.
 */
const MEMORY_KIB = 16 * 1024;

/**
 * Opens the journal, repairs what needs it, and says what it found.
 *
 * @param stamp names a damaged file that is put aside
 * @param distrust why the file is known to be damaged, whatever it looks like now
 * @throws when the disk does not let it be opened or written: full, read-only, failing
 */
export function openJournal(
  file: string,
  highWater: HighWater,
  stamp: string,
  distrust?: string,
): OpenJournal {
  mkdirSync(dirname(file), { recursive: true });
  const takenBack = finishTakingBack(file, stamp);
  const opened = openInPlace(file, highWater, stamp, distrust);
  return takenBack === undefined ? opened : { ...opened, opening: { ...opened.opening, takenBack } };
}

function openInPlace(file: string, highWater: HighWater, stamp: string, distrust?: string): OpenJournal {
  const mark = highWater.read();
  const first = !existsSync(file) && mark === undefined;
  try {
    if (distrust !== undefined) throw new Damaged(distrust);
    return openWhole(file, mark, first);
  } catch (error) {
    const why = damage(error);
    if (why === undefined) throw error;
    const aside = replaceDamaged(file, stamp, mark, why);
    const opened = openWhole(file, undefined, false);
    const { opening } = opened;
    return {
      ...opened,
      opening: {
        ...opening,
        clean: false,
        ...(opening.damaged && { damaged: { ...opening.damaged, aside } }),
      },
    };
  }
}

/** Marks a clean end. */
export function closeJournal({ db, held, journal }: Omit<OpenJournal, 'opening'>): void {
  journal.append([{ changes: [{ op: 'delete', area: JOURNAL_AREA, key: 'running' }] }]);
  held.close();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Closes without a write to the files: they may hold what somebody else has put there. */
export function abandonJournal({ db, held }: Pick<OpenJournal, 'db' | 'held'>): void {
  try {
    db.close();
  } finally {
    held.close();
  }
}

function openWhole(file: string, mark: Mark | undefined, first: boolean): OpenJournal {
  const db = openDatabase(file, JOURNAL_TABLES);
  try {
    db.pragma(`cache_size = -${MEMORY_KIB}`);
    const journal = new Journal(db);
    const clean = stoppedCleanly(journal);
    if (!clean) assertWhole(db, journal);
    const last = lastDurable(db);
    const older = mark && olderThan(journal, mark);
    journal.append([{ changes: [row('running', '1'), ...(older ? [untoldRow(older)] : [])] }]);
    if (older !== undefined) journal.fork(journal.position.epoch, older.mark.epoch + 1);
    const restored = stillUntold<Opening['restored']>(journal, 'journal_restored');
    const damaged = stillUntold<Damage>(journal, 'journal_damaged');
    return {
      db,
      held: holdOpen(file),
      journal,
      opening: {
        first,
        clean,
        ...(last && { last }),
        ...(damaged && { damaged }),
        ...(restored && { restored }),
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

const row = (key: string, value: string) => ({ op: 'put', area: JOURNAL_AREA, key, value }) as const;

const untoldRow = (older: object) => row(untold('journal_restored'), JSON.stringify(older));

function stillUntold<T>(journal: Journal, reason: string): T | undefined {
  const text = journal.state.get(JOURNAL_AREA, untold(reason));
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

function olderThan(journal: Journal, mark: Mark): Opening['restored'] {
  const { epoch, last, first } = journal.position;
  const known = mark.epoch === epoch && (mark.seq < first || journal.hashAt(mark.seq) === mark.hash);
  return mark.epoch < epoch || known ? undefined : { mark, last };
}
