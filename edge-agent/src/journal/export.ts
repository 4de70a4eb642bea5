import { assertNotTorn, readJournal, withJournal } from './read-journal.ts';

const STEP = 500;

/**
 * Event lines of a journal file, in pages: a long-lived read would keep the write-ahead log from being cut.
 * @throws VratarError `journal_unreadable`; `journal_torn` behind the last line that could be read
 */
export function* exportEvents(file: string, from: number, to: number): Generator<string> {
  const db = readJournal(file);
  try {
    const page = db.prepare<[number, number, number], { seq: number; line: string }>(
      'SELECT seq, line FROM events WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?',
    );
    for (let next = from; ; ) {
      const rows = page.all(next, to, STEP);
      for (const row of rows) yield row.line;
      if (rows.length < STEP) return;
      next = rows.at(-1)!.seq + 1;
    }
  } catch (error) {
    assertNotTorn(file, error);
    throw error;
  } finally {
    db.close();
  }
}

/** The last event lines, oldest first. @throws VratarError `journal_unreadable`, `journal_torn` */
export function lastEvents(file: string, limit: number): string[] {
  return withJournal(file, (db) => {
    const newest = db
      .prepare<[number]>('SELECT line FROM events ORDER BY seq DESC LIMIT ?')
      .pluck()
      .all(limit);
    return (newest as string[]).reverse();
  });
}
