import { statSync } from 'node:fs';
import type { Position } from '../socket/position.ts';
import { openReadonly } from '../store/open-database.ts';
import { damage } from './after-stop.ts';
import { StateTable } from './state-table.ts';
import { JOURNAL_AREA } from './tables.ts';
import { type Link, verifySome } from './verify.ts';

const STEP = 1000;
/** Events by whose chain values the end is known. */
const END = 100;

/**
 * Whether the files of an open journal hold something else than the journal: read anew, past what the open connection
 * remembers of them. The first event to the last take seconds where there are 70,000.
 *
 * @param flaws events that are known not to match their chain values
 * @param part all of it, or only what tells an older journal, or another one, from this one
 * @returns what differs; undefined when it is the journal, whole
 * @throws SqliteError when the disk did not let it be read, which says nothing of its content
 */
export function differs(
  file: string,
  position: Position,
  flaws: ReadonlySet<number>,
  part: 'whole' | 'end',
): string | undefined {
  // Of an empty file SQLite removes the write-ahead log, which may hold what somebody else is just bringing back.
  if (statSync(file, { throwIfNoEntry: false })?.size === 0) return 'it is empty';
  try {
    return differenceOf(file, position, flaws, part);
  } catch (error) {
    const why = damage(error) ?? notOne(error);
    if (why === undefined) throw error;
    return why;
  }
}

function differenceOf(
  file: string,
  { epoch, first, last, base, head, acked }: Position,
  flaws: ReadonlySet<number>,
  part: 'whole' | 'end',
): string | undefined {
  const db = openReadonly(file);
  try {
    const answer = part === 'whole' ? db.pragma('quick_check(1)', { simple: true }) : 'ok';
    if (answer !== 'ok') return String(answer);
    const meta = new StateTable(db);
    if (Number(meta.get(JOURNAL_AREA, 'epoch') ?? 1) !== epoch) return 'it is of another epoch';
    if (Number(meta.get(JOURNAL_AREA, 'acked') ?? first - 1) !== acked) return 'it has another watermark';
    const start = { seq: first - 1, hash: base };
    const end = { seq: last - END, hash: undefined };
    for (let at: Link = part === 'whole' || end.seq < start.seq ? start : end; ; ) {
      const { reached, flaw, done } = verifySome(db, at, STEP);
      if (flaw !== undefined && !flaws.has(flaw.seq)) return `event ${flaw.seq}: ${flaw.detail}`;
      if (flaw === undefined && done)
        return reached.seq === last && (reached.hash ?? head) === head
          ? undefined
          : `it ends at ${reached.seq}`;
      at = flaw === undefined ? reached : { seq: flaw.seq, hash: undefined };
    }
  } finally {
    db.close();
  }
}

/** Another program's database has no such tables; of a file that was cut there is less than was written. */
function notOne(error: unknown): string | undefined {
  const { code = '', message } = error as { code?: string; message?: string };
  return ['SQLITE_ERROR', 'SQLITE_IOERR_SHORT_READ'].includes(code) ? `${code}: ${message}` : undefined;
}
