import { sql, type Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { schoolYearOf } from '../../month/month.ts';
import { type PersonMonth, totalsBetween } from '../../month/totals/month-totals.ts';
import { addDays } from '../../people/index.ts';

/** A pupil's school year so far, at all schools together. */
export interface YearTotals extends Pick<PersonMonth, 'person' | 'class' | 'grade' | 'preschool'> {
  readonly unexcusedHalves: number;
  readonly excusedHalves: number;
  /** Of these, absences at other schools. */
  readonly carriedHalves: number;
}

/**
 * The year of everybody who is enrolled on `asOf`, up to and with that date.
 * @param trx its scope names the school: of others it sees only what its own pupils brought along
 */
export async function yearTotals(
  trx: Transaction<Database>,
  school: string,
  asOf: string,
): Promise<YearTotals[]> {
  const from = `${schoolYearOf(asOf)}-09-01`;
  const until = addDays(asOf, 1);
  const enrolled = await trx
    .selectFrom('enrolment')
    .innerJoin('class', 'class.id', 'enrolment.class')
    .select(['enrolment.person', 'enrolment.class', 'class.grade'])
    .where('enrolment.school', '=', school)
    .where('enrolment.withdrawn_at', 'is', null)
    .where('enrolment.first_day', '<=', asOf)
    .where((eb) => eb.or([eb('enrolment.last_day', 'is', null), eb('enrolment.last_day', '>=', asOf)]))
    .execute();
  const own = new Map((await totalsBetween(trx, school, from, until)).map((row) => [row.person, row]));
  const carried = await carriedInto(trx, from, until);
  return enrolled.map(({ person, class: classId, grade }) => {
    const here = own.get(person);
    const there = carried.get(person) ?? { unexcused: 0, excused: 0 };
    return {
      person,
      class: classId,
      grade,
      preschool: here?.preschool ?? (grade < 0 || grade === 32),
      unexcusedHalves: (here?.unexcusedHalves ?? 0) + there.unexcused,
      excusedHalves: (here?.excusedHalves ?? 0) + there.excused,
      carriedHalves: there.unexcused + there.excused,
    };
  });
}

/** Absences in `[from, until)` at other schools of who is at this one, in halves. */
export async function carriedInto(
  trx: Transaction<Database>,
  from: string,
  until: string,
): Promise<ReadonlyMap<string, { readonly unexcused: number; readonly excused: number }>> {
  const { rows } = await sql<{ person: string; unexcused: string; excused: string }>`
    select person, unexcused_halves as unexcused, excused_halves as excused
    from vratar_carried(${from}::date, ${until}::date)`.execute(trx);
  return new Map(
    rows.map((row) => [row.person, { unexcused: Number(row.unexcused), excused: Number(row.excused) }]),
  );
}
