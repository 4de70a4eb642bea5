import { VratarError } from '@vratar/protocol/errors';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { type DayRow, dayRow, type Timetabled } from '../store/day-row.ts';
import { doubtText, fireText } from '../store/doubt-text.ts';
import { parseMarks } from '../store/marks-text.ts';
import { readSharedDay, writeSharedDay } from '../store/school-days.ts';
import { sqlOver } from '../store/sql.ts';
import { timetabledWhereServed } from '../store/timetabled.ts';
import { parseTrail } from '../store/trail-text.ts';
import { compareRows } from './compare-rows.ts';
import { computeShared } from './compute-shared.ts';
import { readRows } from './read-rows.ts';
import type { RebuildOptions } from './rebuild-day.ts';
import { writeRows } from './write-rows.ts';

const ATTEMPTS = 20;

/**
 * Brings a school's day up to date after something that concerns everybody, such as a guard's release: the trails that
 * the gates left of single persons are as they were, so that only what all share is read again, the stored trails are
 * folded with it, and the rows that it changes are written. What people wait for after a release is this.
 * @returns false where only a rebuild from nothing can tell
 */
export async function reshareDay(
  db: Kysely<Database>,
  school: string,
  day: string,
  options: Omit<RebuildOptions, 'dryRun'>,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const done = await db.transaction().execute((trx) => attemptReshare(trx, school, day, options));
    if (done !== 'overtaken') return done === 'done';
  }
  throw new VratarError('attendance_overtaken', { count: 1 });
}

async function attemptReshare(
  trx: Transaction<Database>,
  school: string,
  day: string,
  { cache, now }: Omit<RebuildOptions, 'dryRun'>,
): Promise<'done' | 'whole' | 'overtaken'> {
  const sql = sqlOver(trx);
  const facts = await cache.forReading(trx, school);
  const stored = await readSharedDay(sql, school, day);
  if (facts === undefined || stored === undefined) return 'whole';
  const settled = now() >= facts.settlesAt(day);
  if (settled && !stored.settled) return 'whole';
  const shared = await computeShared(trx, facts, day, stored.settled);
  if (shared === undefined) return 'whole';
  const [doubts, fires] = [doubtText(shared.doubts), fireText(shared.fires)];
  const lessonsOf = await timetabledWhereServed(sql, facts, day);
  const changed = doubts !== doubtText(stored.doubts) || fires !== fireText(stored.fires);
  // From here on nobody folds with the doubts of before, and whoever did has written.
  const held = changed
    ? await writeSharedDay(sql, { school, day, doubts, fires, settled: stored.settled }, stored.revision)
    : (await readSharedDay(sql, school, day, 'share'))?.revision === stored.revision;
  if (!held) return 'overtaken';
  const kept = await readRows(sql, school, day);
  const rows = [...kept.values()].map(({ row }) => refolded(row, shared, lessonsOf(row.class ?? undefined)));
  const overtaken = await writeRows(sql, compareRows(rows, kept).wrong, kept);
  return overtaken > 0 ? 'overtaken' : 'done';
}

function refolded(row: DayRow, shared: SchoolDay, timetabled: Timetabled): DayRow {
  const basis = { ...row, class: row.class ?? undefined, marks: parseMarks(row.marks) };
  return dayRow(basis, parseTrail(row.trail), shared, timetabled);
}
