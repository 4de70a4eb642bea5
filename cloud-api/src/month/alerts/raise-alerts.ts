import type { Kysely, Transaction } from 'kysely';
import { notify } from '../../accounts/index.ts';
import { alertsAt } from '../../attendance/rules/r21-alerts.ts';
import type { Database } from '../../db/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import { addMonths, lastDayOf, type Month } from '../month.ts';
import { carersOf, signersOf } from '../notices/recipients.ts';
import { monthTotals, type PersonMonth, totalsBetween } from '../totals/month-totals.ts';

export interface Raised {
  readonly person: string;
  readonly school: string;
  readonly month: Month;
  readonly threshold: number;
}

interface Reached {
  readonly row: PersonMonth;
  /** At all schools, in halves. */
  readonly halves: number;
}

/**
 * Raises what the pupils of a school have reached in a month, each threshold once (R21), and tells who answers for
 * them. Absences of the same month at other schools count with these: a family loses its aid by the person, not by the
 * school. Whoever went to another school in the month is told there: here nobody answers for them any more.
 * @param db connected as `jobs`: it sees all schools
 */
export async function raiseAlerts(
  db: Kysely<Database>,
  school: string,
  month: Month,
  at: Date = new Date(),
): Promise<Raised[]> {
  const own = await monthTotals(db, school, month);
  const elsewhere = await halvesElsewhere(db, school, month, own);
  const above = own
    .map((row) => ({ row, halves: row.unexcusedHalves + (elsewhere.get(row.person) ?? 0) }))
    .filter(({ row, halves }) => alertsAt(halves, row.preschool).length > 0);
  if (above.length === 0) return [];
  const [day = month] = [await schoolToday(db, school, at), lastDayOf(month)].sort();
  const persons = above.map(({ row }) => row.person);
  const schools = await schoolsOf(db, persons, day);
  const reached = above.filter(({ row }) => (schools.get(row.person) ?? school) === school);
  if (reached.length === 0) return [];
  return db.transaction().execute(async (trx) => {
    const raised = await keep(trx, { school, month, at }, reached);
    await tell(trx, { school, month, day, at }, reached, raised);
    return raised;
  });
}

async function keep(
  trx: Transaction<Database>,
  { school, month, at }: { school: string; month: Month; at: Date },
  reached: readonly Reached[],
): Promise<Raised[]> {
  const rows = reached.flatMap(({ row, halves }) =>
    alertsAt(halves, row.preschool).map((threshold) => ({
      person: row.person,
      month,
      threshold_halves: threshold,
      school,
      reached_halves: halves,
      preschool: row.preschool,
      raised_at: at,
    })),
  );
  const raised = await trx
    .insertInto('absence_alert')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['person', 'month', 'threshold_halves']).doNothing())
    .returning(['person', 'threshold_halves'])
    .execute();
  return raised.map((row) => ({ person: row.person, school, month, threshold: row.threshold_halves }));
}

/** One notice a pupil, however many thresholds were passed at once: it says the number that is reached. */
async function tell(
  trx: Transaction<Database>,
  { school, month, day, at }: { school: string; month: Month; day: string; at: Date },
  reached: readonly Reached[],
  raised: readonly Raised[],
): Promise<void> {
  const fresh = new Set(raised.map(({ person }) => person));
  const signers = fresh.size === 0 ? [] : await signersOf(trx, school, at);
  for (const { row, halves } of reached) {
    if (!fresh.has(row.person)) continue;
    const pupil = { school, class: row.class, person: row.person };
    const accounts = new Set([...signers, ...(await carersOf(trx, pupil, day, at))]);
    const detail = {
      school,
      person: row.person,
      month: month.slice(0, 7),
      reached: halves / 2,
    };
    for (const account of accounts) await notify(trx, account, 'absences_reached', detail, at);
  }
}

/** The school of each pupil as of a date: the one that took them in last. */
async function schoolsOf(
  db: Kysely<Database>,
  persons: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('enrolment')
    .distinctOn('person')
    .select(['person', 'school'])
    .where('person', 'in', persons)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<=', day)
    .orderBy('person')
    .orderBy('first_day', 'desc')
    .execute();
  return new Map(rows.map(({ person, school }) => [person, school]));
}

/** Halves of the same month at other schools, of those who were at one. */
async function halvesElsewhere(
  db: Kysely<Database>,
  school: string,
  month: Month,
  own: readonly PersonMonth[],
): Promise<ReadonlyMap<string, number>> {
  const halves = new Map<string, number>();
  if (own.length === 0) return halves;
  const rows = await db
    .selectFrom('enrolment')
    .select(['person', 'school'])
    .distinct()
    .where(
      'person',
      'in',
      own.map((row) => row.person),
    )
    .where('school', '<>', school)
    .where('withdrawn_at', 'is', null)
    .where('first_day', '<', addMonths(month, 1))
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', month)]))
    .execute();
  for (const { person, school: other } of rows) {
    for (const row of await totalsBetween(db, other, month, addMonths(month, 1), person)) {
      halves.set(person, (halves.get(person) ?? 0) + row.unexcusedHalves);
    }
  }
  return halves;
}
