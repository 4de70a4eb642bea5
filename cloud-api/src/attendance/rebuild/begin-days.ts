import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { noteDirty } from '../follow/dirty.ts';
import type { WholeDay } from '../follow/sort-events.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { sqlOver } from '../store/sql.ts';
import { addDays } from '../time/local-times.ts';

/** A process that slept over a weekend settles the days that it missed. */
const LOOK_BACK_DAYS = 7;

/**
 * Notes each school's day that has begun and has no rows yet, so that who never comes has a day, too; and each day
 * that is over and not settled, so that silence until its end becomes a gap of it.
 */
export async function beginDays(db: Kysely<Database>, cache: SchoolCache, now: number): Promise<void> {
  const schools = await db.selectFrom('school').select('id').orderBy('id').execute();
  for (const { id } of schools) {
    const facts = await cache.forReading(db, id);
    if (facts === undefined) continue;
    const today = facts.dayOf(now);
    const known = await db
      .selectFrom('school_day')
      .select(['day', 'settled'])
      .where('school', '=', id)
      .where('day', '>=', addDays(today, -LOOK_BACK_DAYS))
      .where('day', '<=', today)
      .execute();
    const note = (day: string, cause: string): WholeDay => ({ school: id, from: day, to: day, cause });
    const begun = known.some(({ day }) => day === today) || now < facts.window(today).opens;
    const over = known.filter(({ day, settled }) => !settled && now >= facts.settlesAt(day));
    const days = [...(begun ? [] : [note(today, 'begin')]), ...over.map(({ day }) => note(day, 'settle'))];
    await noteDirty(sqlOver(db), days);
  }
}
