import { type QueryExecutorProvider, sql } from 'kysely';
import { CLOSED_STATES } from '../attendance/decide/open-month.ts';
import { addDays, type LocalDate } from '../people/calendar/local-date.ts';

/**
 * Why somebody is still the school's: attends it, works in it, answers for a child who attends, or belongs into the file
 * of a month that nobody has signed yet.
 */
export const STILL_HERE = ['attends', 'works', 'answers', 'unsigned'] as const;
export type StillHere = (typeof STILL_HERE)[number];

export interface StillHerePerson {
  readonly person: string;
  readonly why: StillHere;
}

/** After so many days the campaign of a month is over, signed or not. */
const SIGNED_WITHIN_DAYS = 62;

/**
 * Pupils who are enrolled, or were in a month that is not signed; staff who are employed; and guardians of a child here
 * that still is theirs.
 */
export async function stillHere(
  trx: QueryExecutorProvider,
  people: readonly string[],
  today: LocalDate,
): Promise<readonly StillHerePerson[]> {
  const since = addDays(today, -SIGNED_WITHIN_DAYS);
  const { rows } = await sql<StillHerePerson>`
    select person, 'attends' as why from enrolment where person = any(${people}) and withdrawn_at is null
      and (last_day is null or last_day >= ${today})
    union select person, 'works' from employment where person = any(${people})
      and (valid_until is null or valid_until > ${today})
    union select guardian, 'answers' from guardianship g where guardian = any(${people})
      and (valid_until is null or valid_until > ${today})
      and exists (select from enrolment e where e.person = g.child and e.withdrawn_at is null
        and (e.last_day is null or e.last_day >= ${today}))
    union select e.person, 'unsigned' from enrolment e where e.person = any(${people}) and e.withdrawn_at is null
      and e.last_day < ${today} and exists (
        select from generate_series(date_trunc('month', greatest(e.first_day, ${since}::date)), e.last_day, '1 month') first
        where not exists (select from month_submission m where m.school = e.school and m.month = first::date
          and m.state = any(${[...CLOSED_STATES]})))`.execute(trx);
  return rows;
}
