import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { dayKey } from '../store/day-basis.ts';
import { dayRow } from '../store/day-row.ts';
import { readBasis, readDays, type WantedDay } from '../store/read-days.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { readSharedDays, sharedKey } from '../store/school-days.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { type Sql, sqlOver } from '../store/sql.ts';
import { timetabledWhereServed } from '../store/timetabled.ts';
import { parseTrail } from '../store/trail-text.ts';
import { type DayWrite, writeDays } from '../store/write-days.ts';

const ATTEMPTS = 20;

/**
 * Folds stored days again with what registers and decisions say now, so that whoever decided sees the result of it at
 * once. The gates' trail stays as it is; days that have no row yet get theirs from the job.
 */
export async function refreshDays(
  trx: Transaction<Database>,
  cache: SchoolCache,
  wanted: readonly WantedDay[],
): Promise<void> {
  let open = wanted;
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new VratarError('attendance_overtaken', { count: open.length });
    const overtaken = await attemptRefresh(trx, cache, open);
    open = overtaken.map(({ row }) => ({ person: row.person, day: row.day }));
  }
}

async function attemptRefresh(
  trx: Transaction<Database>,
  cache: SchoolCache,
  wanted: readonly WantedDay[],
): Promise<readonly DayWrite[]> {
  const sql = sqlOver(trx);
  const stored = await readDays(sql, wanted);
  const basis = await readBasis(sql, wanted);
  const schools = await cache.current(trx, [...new Set([...basis.values()].map(({ school }) => school))]);
  const shared = await readSharedDays(sql, [...basis.values()], 'share');
  const timetabled = timetables(sql);
  const writes: DayWrite[] = [];
  for (const { person, day } of wanted) {
    const before = stored.get(dayKey(person, day));
    const now = basis.get(dayKey(person, day));
    const facts = now === undefined ? undefined : schools.get(now.school);
    if (before === undefined || now === undefined || facts === undefined) continue;
    if (before.basis.school !== now.school) continue;
    const { doubts = [], fires = [] } = shared.get(sharedKey(now.school, day)) ?? {};
    const schoolDay = { settings: facts.settings, window: facts.window(day), doubts, fires };
    const lessonsOf = await timetabled(facts, day);
    const row = dayRow(now, parseTrail(before.trail), schoolDay, lessonsOf(now.class));
    writes.push({ row, read: before.revision });
  }
  return writeDays(sql, writes);
}

type LessonsOf = Awaited<ReturnType<typeof timetabledWhereServed>>;

/** Timetables of schools on dates, each asked for once. */
function timetables(sql: Sql): (facts: SchoolFacts, day: string) => Promise<LessonsOf> {
  const known = new Map<string, Promise<LessonsOf>>();
  return (facts, day) => {
    const key = sharedKey(facts.school, day);
    const found = known.get(key) ?? timetabledWhereServed(sql, facts, day);
    known.set(key, found);
    return found;
  };
}
