import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { dayAccounts, type GatewayDay } from '../../attendance/reconcile/day-accounts.ts';
import type { SchoolFacts } from '../../attendance/store/school-facts.ts';
import { sqlOver } from '../../attendance/store/sql.ts';
import type { Database } from '../../db/index.ts';
import { datesBetween } from '../../people/index.ts';
import { addMonths, lastDayOf, type Month } from '../month.ts';
import { monthTotals, type PersonMonth } from '../totals/month-totals.ts';
import type { SubmissionFacts, SubmissionState } from './state.ts';
import { submissionWindow } from './window.ts';

/** A month as it stands, with everything that the guards look at. */
export interface MonthPicture {
  readonly state: SubmissionState;
  readonly facts: Omit<SubmissionFacts, 'signs' | 'now'>;
  readonly totals: readonly PersonMonth[];
  /** Gateways' days that do not match. */
  readonly open: readonly GatewayDay[];
  /** School days that nobody has computed. */
  readonly unsettled: readonly string[];
  /** Classes that nobody has gone through as they are now. */
  readonly uncheckedClasses: readonly string[];
}

/** Numbers alone decide whether a file, or a check-off, is outdated: a name that was corrected does not. */
export function totalsHash(totals: readonly PersonMonth[]): Buffer {
  const rows = totals.map((row) => [row.person, row.class, row.unexcusedHalves, row.excusedHalves]);
  return createHash('sha256').update(JSON.stringify(rows)).digest();
}

export async function readMonth(
  trx: Transaction<Database>,
  school: SchoolFacts,
  month: Month,
): Promise<MonthPicture> {
  const submission = await trx
    .selectFrom('month_submission')
    .select(['state', 'file_hash'])
    .where('school', '=', school.school)
    .where('month', '=', month)
    .executeTakeFirst();
  const totals = await monthTotals(trx, school.school, month);
  const classes = [...Map.groupBy(totals, (row) => row.class)];
  const checked = await checkedClasses(trx, school.school, month);
  const unchecked = classes.filter(([id, rows]) => !holds(checked.get(id), rows)).map(([id]) => id);
  const open = await openAccounts(trx, school, month);
  const unsettled = await unsettledDays(trx, school, month);
  const hash = submission?.file_hash ?? undefined;
  return {
    state: submission?.state ?? 'draft',
    totals,
    open,
    unsettled,
    uncheckedClasses: unchecked,
    facts: {
      monthEnds: school.window(lastDayOf(month)).ends,
      window: await submissionWindow(trx, month),
      classes: classes.length,
      classesChecked: classes.length - unchecked.length,
      undecided: totals.reduce((sum, row) => sum + row.review, 0),
      unexcusedRows: totals.filter((row) => row.unexcusedHalves > 0).length,
      openDays: open.length + unsettled.length,
      fileIsCurrent: hash?.equals(totalsHash(totals)) === true,
    },
  };
}

/** What a class's teacher saw when checking it off is what stands there now. */
const holds = (seen: Buffer | null | undefined, rows: readonly PersonMonth[]): boolean =>
  seen !== undefined && (seen === null || seen.equals(totalsHash(rows)));

/** Of each class that was checked off, what was seen then. */
async function checkedClasses(
  trx: Transaction<Database>,
  school: string,
  month: Month,
): Promise<ReadonlyMap<string, Buffer | null>> {
  const rows = await trx
    .selectFrom('class_check')
    .select(['class', 'totals'])
    .where('school', '=', school)
    .where('month', '=', month)
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.class, row.totals]));
}

async function openAccounts(
  trx: Transaction<Database>,
  school: SchoolFacts,
  month: Month,
): Promise<GatewayDay[]> {
  const days = datesBetween(month, lastDayOf(month));
  const accounts = await dayAccounts(sqlOver(trx), [...school.gateways.keys()], days);
  return accounts.filter(({ state }) => state !== 'closed');
}

/** School days without rows: nobody has computed them, so nobody may sign them. */
async function unsettledDays(
  trx: Transaction<Database>,
  school: SchoolFacts,
  month: Month,
): Promise<string[]> {
  const rows = await trx
    .selectFrom('school_day')
    .select(sql<string>`day::text`.as('day'))
    .where('school', '=', school.school)
    .where('day', '>=', month)
    .where('day', '<', addMonths(month, 1))
    .where('settled', '=', true)
    .execute();
  const settled = new Set(rows.map((row) => row.day));
  const isSchoolDay = (day: string): boolean =>
    [...school.calendar.classes.keys()].some((id) => school.timetabled(id, day).lessons.length > 0);
  return datesBetween(month, lastDayOf(month)).filter((day) => isSchoolDay(day) && !settled.has(day));
}
