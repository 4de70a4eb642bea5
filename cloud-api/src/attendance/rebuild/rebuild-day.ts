import { VratarError } from '@vratar/protocol/errors';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { DayRow } from '../store/day-row.ts';
import { doubtText, fireText } from '../store/doubt-text.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { readSharedDays, sharedKey, writeSharedDay } from '../store/school-days.ts';
import { sqlOver } from '../store/sql.ts';
import { type DayWrite, writeDays } from '../store/write-days.ts';
import { type ComputedDay, computeDay } from './compute-day.ts';
import { differingColumns, type KeptRow, readRows } from './read-rows.ts';

/** Live ingest may overtake a rebuild; each time it is done again with what is there now. */
const ATTEMPTS = 20;
/** Rows of one statement: long enough to be fast, short enough that nobody waits for its locks. */
const CHUNK = 2_000;

/** A gateway speaks once a minute: only after this its silence says something about the end of the day. */
export const SETTLE_AFTER_MS = 10 * 60_000;

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
    const done = await db.transaction().execute((trx) => attemptRebuild(trx, school, day, options));
    if (done === undefined) return undefined;
    if (done.overtaken === 0) return done.report;
  }
  throw new VratarError('attendance_overtaken', { count: 1 });
}

async function attemptRebuild(
  trx: Transaction<Database>,
  school: string,
  day: string,
  { cache, now, dryRun = false }: RebuildOptions,
): Promise<{ report: DayReport; overtaken: number } | undefined> {
  const sql = sqlOver(trx);
  const facts = await cache.forReading(trx, school);
  if (facts === undefined) return undefined;
  const kept = await readRows(sql, school, day);
  const stored = (await readSharedDays(sql, [{ school, day }])).get(sharedKey(school, day));
  const settled = stored?.settled === true || now() >= facts.window(day).closes + SETTLE_AFTER_MS;
  const computed = await computeDay(trx, facts, day, settled);
  const compared = compare(computed, kept);
  if (dryRun) {
    const sharedChanged =
      doubtText(stored?.doubts ?? []) !== computed.doubts || fireText(stored?.fires ?? []) !== computed.fires;
    return { report: report(school, day, computed, compared, sharedChanged), overtaken: 0 };
  }
  const { doubts, fires } = computed;
  const sharedChanged = await writeSharedDay(sql, { school, day, doubts, fires, settled });
  // Whoever folds with the doubts of before must find that the row has moved on.
  const rows = (sharedChanged ? computed.rows : compared.wrong).toSorted(byPerson);
  const writes = rows.map((row): DayWrite => ({ row, read: kept.get(row.person)?.revision ?? 0 }));
  let overtaken = 0;
  for (let start = 0; start < writes.length; start += CHUNK) {
    overtaken += (await writeDays(sql, writes.slice(start, start + CHUNK))).length;
  }
  if (compared.surplus.length > 0) {
    await sql.query('delete from person_day where school = $1 and day = $2 and person = any($3::uuid[])', [
      school,
      day,
      compared.surplus,
    ]);
  }
  return { report: report(school, day, computed, compared, sharedChanged), overtaken };
}

/** Over all chunks in the order in which ingest takes its locks, so that neither waits for the other in a circle. */
const byPerson = (a: DayRow, b: DayRow): number => (a.person < b.person ? -1 : 1);

interface Compared {
  readonly wrong: readonly DayRow[];
  readonly missing: number;
  readonly surplus: readonly string[];
  readonly columns: ReadonlySet<string>;
}

function compare(computed: ComputedDay, kept: ReadonlyMap<string, KeptRow>): Compared {
  const columns = new Set<string>();
  const present = new Set<string>();
  let missing = 0;
  const wrong = computed.rows.filter((row) => {
    present.add(row.person);
    const before = kept.get(row.person);
    if (before === undefined) missing += 1;
    const differing = before === undefined ? [] : differingColumns(row, before.row);
    for (const name of differing) columns.add(name);
    return before === undefined || differing.length > 0;
  });
  return { wrong, missing, columns, surplus: [...kept.keys()].filter((person) => !present.has(person)) };
}

const report = (
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
