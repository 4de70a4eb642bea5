import type { Kysely } from 'kysely';
import type { Database } from '../../db/index.ts';
import { totalsBetween } from './month-totals.ts';

/** Absences that a pupil brings along from other schools, for the class book of the new one. */
export interface Carried {
  readonly unexcusedHalves: number;
  readonly excusedHalves: number;
}

/**
 * Absences of a pupil in `[from, until)` at all schools but this one.
 * @param db connected as `jobs`
 */
export async function carriedTo(
  db: Kysely<Database>,
  school: string,
  person: string,
  from: string,
  until: string,
): Promise<Carried> {
  const schools = await db
    .selectFrom('enrolment')
    .select('school')
    .distinct()
    .where('person', '=', person)
    .where('school', '<>', school)
    .where('withdrawn_at', 'is', null)
    .execute();
  let [unexcusedHalves, excusedHalves] = [0, 0];
  for (const other of schools) {
    for (const row of await totalsBetween(db, other.school, from, until, person)) {
      unexcusedHalves += row.unexcusedHalves;
      excusedHalves += row.excusedHalves;
    }
  }
  return { unexcusedHalves, excusedHalves };
}
