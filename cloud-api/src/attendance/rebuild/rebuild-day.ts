import { VratarError } from '@vratar/protocol/errors';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { doubtText, fireText } from '../store/doubt-text.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { type Hold, readSharedDay, type SharedDay, writeSharedDay } from '../store/school-days.ts';
import { type Sql, sqlOver } from '../store/sql.ts';
import { type Compared, compareRows } from './compare-rows.ts';
import { type ComputedDay, computeDay } from './compute-day.ts';
import { type KeptRow, readRevisions, readRows } from './read-rows.ts';
import { writeRows } from './write-rows.ts';

/** The first attempt runs beside live ingest, and may be overtaken; the next ones let nobody in between. */
const ATTEMPTS = 20;

/** What was found different from a day that is computed from nothing. */
export interface DayReport {
  readonly school: string;
  readonly day: string;
  readonly events: number;
  readonly persons: number;
  /** Rows that were missing, wrong, or of persons who have no day here. */
  readonly missing: number;
  readonly different: number;
  readonly surplus: number;
  /** Columns in which rows differed, each once. */
  readonly columns: readonly string[];
  readonly sharedChanged: boolean;
  /** Two events under one identity (R2). */
  readonly alarms: number;
}

export interface RebuildOptions {
  readonly cache: SchoolCache;
  /** The cloud's clock, ms since 1970: a day whose buildings have closed by then is settled. */
  readonly now: () => number;
  /** Compare only. */
  readonly dryRun?: boolean;
}

/**
 * Computes a school's day from nothing and writes what differs, in one transaction, beside live ingest. Rows are read
 * before events: an event that is stored in between changes its row's revision, and the write does not happen.
 * @returns undefined for a school that does not exist
 */
export async function rebuildDay(
  db: Kysely<Database>,
  school: string,
  day: string,
  options: RebuildOptions,
): Promise<DayReport | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const done = await db
      .transaction()
      .execute((trx) => attemptRebuild(trx, school, day, options, attempt > 0));
    if (done !== 'overtaken') return done;
  }
  throw new VratarError('attendance_overtaken', { count: 1 });
}

async function attemptRebuild(
  trx: Transaction<Database>,
  school: string,
  day: string,
  { cache, now, dryRun = false }: RebuildOptions,
  alone: boolean,
): Promise<DayReport | 'overtaken' | undefined> {
  const sql = sqlOver(trx);
  const facts = await cache.forReading(trx, school);
  if (facts === undefined) return undefined;
  const stored = await readSharedDay(sql, school, day, alone ? 'update' : undefined);
  const kept = await readRows(sql, school, day);
  const settled = stored?.settled === true || now() >= facts.settlesAt(day);
  const computed = await computeDay(trx, facts, day, settled);
  const compared = compareRows(computed.rows, kept);
  const sharedChanged =
    doubtText(stored?.doubts ?? []) !== computed.doubts || fireText(stored?.fires ?? []) !== computed.fires;
  const report = reportOf(school, day, computed, compared, sharedChanged);
  if (dryRun) return report;
  const hold = sharedChanged || stored?.settled !== settled ? 'update' : 'share';
  if (!(await isStill(sql, { school, day, stored, kept, sharedChanged }, hold))) return 'overtaken';
  if (hold === 'update') {
    const { doubts, fires } = computed;
    const write = { school, day, doubts, fires, settled };
    if (!(await writeSharedDay(sql, write, stored?.revision ?? 0))) return 'overtaken';
  }
  // Where there was nothing to hold, whoever folded without doubts must find that the row has moved on.
  const all = stored === undefined && sharedChanged;
  const overtaken = await writeRows(sql, all ? computed.rows : compared.wrong, kept);
  if (compared.surplus.length > 0) {
    await sql.query('delete from person_day where school = $1 and day = $2 and person = any($3::uuid[])', [
      school,
      day,
      compared.surplus,
    ]);
  }
  return overtaken > 0 ? 'overtaken' : report;
}

interface AsRead {
  readonly school: string;
  readonly day: string;
  readonly stored: SharedDay | undefined;
  readonly kept: ReadonlyMap<string, KeptRow>;
  readonly sharedChanged: boolean;
}

/**
 * Holds what the day shares, and tells whether it is still what was read. A change of it concerns rows that this
 * rebuild leaves alone, too: none of them may have been folded with the doubts of before in the meantime.
 */
async function isStill(
  sql: Sql,
  { school, day, stored, kept, sharedChanged }: AsRead,
  hold: Hold,
): Promise<boolean> {
  if (stored === undefined) return true;
  const held = await readSharedDay(sql, school, day, hold);
  if (held?.revision !== stored.revision) return false;
  if (!sharedChanged) return true;
  const revisions = await readRevisions(sql, school, day);
  return (
    revisions.size === kept.size &&
    [...revisions].every(([person, revision]) => kept.get(person)?.revision === revision)
  );
}

const reportOf = (
  school: string,
  day: string,
  computed: ComputedDay,
  compared: Compared,
  sharedChanged: boolean,
): DayReport => ({
  school,
  day,
  events: computed.events,
  persons: computed.rows.length,
  missing: compared.missing,
  different: compared.wrong.length - compared.missing,
  surplus: compared.surplus.length,
  columns: [...compared.columns].sort(),
  sharedChanged,
  alarms: computed.alarms.length,
});
