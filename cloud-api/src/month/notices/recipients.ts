import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Accounts that sign for a school at this moment: its principal, and delegates who were given `month.sign`.
 * @param db connected as `jobs`
 */
export async function signersOf(db: QueryExecutorProvider, school: string, at: Date): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select account from role_assignment
      where school = ${school} and role = 'principal' and valid_from <= ${at}
        and (valid_until is null or valid_until > ${at})
    union
    select receiver from delegation
      where school = ${school} and class is null and 'month.sign' = any(acts) and ended_at is null
        and valid_from <= ${at} and valid_until > ${at}
    order by 1`.execute(db);
  return rows.map(({ account }) => account);
}

/**
 * Accounts that answer for a pupil: the homeroom teachers of the class, guardians, and the pupil.
 * @param day local date
 */
export async function carersOf(
  db: QueryExecutorProvider,
  pupil: { readonly school: string; readonly class: string; readonly person: string },
  day: string,
  at: Date,
): Promise<string[]> {
  const { school, class: classId, person } = pupil;
  const { rows } = await sql<{ account: string }>`
    select account from role_assignment r
      where r.school = ${school} and r.valid_from <= ${at} and (r.valid_until is null or r.valid_until > ${at})
        and ((r.role = 'homeroom_teacher' and r.class = ${classId})
          or (r.role = 'pupil' and r.person = ${person})
          or (r.role = 'parent' and exists (select from guardianship g
            where g.school = r.school and g.guardian = r.person and g.child = ${person}
              and g.valid_from <= ${day}::date and (g.valid_until is null or g.valid_until > ${day}::date))))
    group by account order by account`.execute(db);
  return rows.map(({ account }) => account);
}
