import { type QueryExecutorProvider, sql } from 'kysely';
import type { LocalDate } from '../people/calendar/local-date.ts';

/** Why somebody is still the school's: attends it, works in it, or answers for a child who attends. */
export const STILL_HERE = ['attends', 'works', 'answers'] as const;
export type StillHere = (typeof STILL_HERE)[number];

/** Pupils who are enrolled, staff who are employed, and guardians of a child here that still is theirs. */
export async function stillHere(
  trx: QueryExecutorProvider,
  people: readonly string[],
  today: LocalDate,
): Promise<readonly { readonly person: string; readonly why: StillHere }[]> {
  const { rows } = await sql<{ person: string; why: StillHere }>`
    select person, 'attends' as why from enrolment where person = any(${people}) and withdrawn_at is null
      and (last_day is null or last_day >= ${today})
    union select person, 'works' from employment where person = any(${people})
      and (valid_until is null or valid_until > ${today})
    union select guardian, 'answers' from guardianship g where guardian = any(${people})
      and (valid_until is null or valid_until > ${today})
      and exists (select from enrolment e where e.person = g.child and e.withdrawn_at is null
        and (e.last_day is null or e.last_day >= ${today}))`.execute(trx);
  return rows;
}
