import type { Kysely } from 'kysely';
import { alertsAt } from '../../attendance/rules/r21-alerts.ts';
import type { Database } from '../../db/index.ts';
import type { Month } from '../month.ts';
import { monthTotals, type PersonMonth } from '../totals/month-totals.ts';

export interface Raised {
  readonly person: string;
  readonly school: string;
  readonly month: Month;
  readonly threshold: number;
}

/**
 * Raises what the pupils of a school have reached in a month, each threshold once (R21). Absences of the same month at
 * other schools count with these: a family loses its aid by the person, not by the school.
 * @param db connected as `jobs`: it sees all schools
 */
export async function raiseAlerts(db: Kysely<Database>, school: string, month: Month): Promise<Raised[]> {
  const own = await monthTotals(db, school, month);
  const all = new Map<string, PersonMonth[]>(own.map((row) => [row.person, [row]]));
  for (const other of await otherSchools(db, school, month, [...all.keys()])) {
    for (const row of await monthTotals(db, other, month)) all.get(row.person)?.push(row);
  }
  const rows = own.flatMap((row) => {
    const reached = (all.get(row.person) ?? []).reduce((sum, each) => sum + each.unexcusedHalves, 0);
    return alertsAt(reached, row.preschool).map((threshold) => ({
      person: row.person,
      month,
      threshold_halves: threshold,
      school,
      reached_halves: reached,
      preschool: row.preschool,
    }));
  });
  if (rows.length === 0) return [];
  const raised = await db
    .insertInto('absence_alert')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['person', 'month', 'threshold_halves']).doNothing())
    .returning(['person', 'threshold_halves'])
    .execute();
  return raised.map((row) => ({ person: row.person, school, month, threshold: row.threshold_halves }));
}

/** Schools at which some of these pupils had other days of the month. */
async function otherSchools(
  db: Kysely<Database>,
  school: string,
  month: Month,
  persons: readonly string[],
): Promise<string[]> {
  if (persons.length === 0) return [];
  const rows = await db
    .selectFrom('enrolment')
    .select('school')
    .distinct()
    .where('person', 'in', persons)
    .where('school', '<>', school)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', month)]))
    .execute();
  return rows.map((row) => row.school);
}
