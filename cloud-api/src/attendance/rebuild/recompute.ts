import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { EVENT_CAUSES, SHARED_CAUSES } from '../follow/sort-events.ts';
import { barrier } from '../store/school-cache.ts';
import { sqlOver } from '../store/sql.ts';
import { type RebuildOptions, rebuildDay } from './rebuild-day.ts';
import { reshareDay } from './reshare-day.ts';

interface Noted {
  id: number;
  from_day: string;
  to_day: string;
  cause: string;
}

interface NotedDay {
  day: string;
  /** Only what everybody shares has changed. */
  shared: boolean;
}

const FROM_EVENTS = new Set([...SHARED_CAUSES, ...EVENT_CAUSES]);

/** Days that have never been computed are only added for notes of at most so many days: a calendar is not an event. */
const LONGEST_NEW = 7;

/**
 * Computes the noted days of a school again. Notes are deleted after their days are written, so that a job that dies
 * leaves them to the next; a day may be computed twice, never forgotten. Days to come have no rows: nobody is absent
 * from them.
 * @returns how many days were computed
 */
export async function recompute(
  db: Kysely<Database>,
  school: string,
  options: Omit<RebuildOptions, 'dryRun'>,
): Promise<number> {
  let count = 0;
  for (;;) {
    const notes = await readNotes(db, school);
    if (notes.length === 0) return count;
    // Whoever stored events by the facts of before has to be through first. Events do not change them.
    if (notes.some(({ cause }) => !FROM_EVENTS.has(cause))) await barrier(sqlOver(db), school);
    const today = (await options.cache.forReading(db, school))?.dayOf(options.now());
    for (const { day, shared } of await daysOf(db, school, notes)) {
      if (today === undefined || day > today) continue;
      if (!shared || !(await reshareDay(db, school, day, options)))
        await rebuildDay(db, school, day, options);
      count += 1;
    }
    await db
      .deleteFrom('attendance_dirty')
      .where(
        'id',
        'in',
        notes.map(({ id }) => id),
      )
      .execute();
  }
}

function readNotes(db: Kysely<Database>, school: string): Promise<Noted[]> {
  return db
    .selectFrom('attendance_dirty')
    .select(['id', 'from_day', 'to_day', 'cause'])
    .where('school', '=', school)
    .orderBy('id')
    .limit(1_000)
    .execute();
}

/** Every day that a note names and that has been computed before, and the days of short notes. */
async function daysOf(db: Kysely<Database>, school: string, notes: readonly Noted[]): Promise<NotedDay[]> {
  const { rows } = await sqlOver(db).query<NotedDay>(
    `select day::text as day, bool_and(shared) as shared from (
       select d.day, n.shared from unnest($2::date[], $3::date[], $5::boolean[]) as n(first_day, last_day, shared)
       join school_day d on d.school = $1 and d.day between n.first_day and n.last_day
       union all
       select generate_series(n.first_day, n.last_day, '1 day')::date, n.shared
       from unnest($2::date[], $3::date[], $5::boolean[]) as n(first_day, last_day, shared)
       where n.last_day - n.first_day < $4
     ) noted group by 1 order by 1`,
    [
      school,
      notes.map(({ from_day }) => from_day),
      notes.map(({ to_day }) => to_day),
      LONGEST_NEW,
      notes.map(({ cause }) => SHARED_CAUSES.includes(cause)),
    ],
  );
  return rows;
}
