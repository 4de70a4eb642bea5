import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Database } from '../db/index.ts';
import type { LocalDate } from './calendar/local-date.ts';

/** Where a pupil belongs on a date (R13). */
export interface EnrolmentOnDate {
  readonly person: string;
  readonly school: string;
  readonly class: string;
}

/** The enrolment of one pupil on a local date, in whatever school the connection may see. */
export async function enrolmentAt(
  db: Kysely<Database>,
  person: string,
  date: LocalDate,
  asOf?: Date,
): Promise<EnrolmentOnDate | undefined> {
  return onDate(db, date, asOf).where('enrolment.person', '=', person).executeTakeFirst();
}

/** Everyone enrolled in a school on a local date. */
export async function enrolledOn(
  db: Kysely<Database>,
  school: string,
  date: LocalDate,
  asOf?: Date,
): Promise<readonly EnrolmentOnDate[]> {
  return onDate(db, date, asOf).where('enrolment.school', '=', school).execute();
}

function onDate(db: Kysely<Database>, date: LocalDate, asOf?: Date) {
  return db
    .selectFrom('enrolment')
    .select(['enrolment.person', 'enrolment.school', 'enrolment.class'])
    .where('first_day', '<=', date)
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '>=', date)]))
    .where((eb) => knownAt(eb, asOf));
}

function knownAt(eb: ExpressionBuilder<Database, 'enrolment'>, asOf?: Date) {
  if (asOf === undefined) return eb('withdrawn_at', 'is', null);
  const notYetWithdrawn = eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_at', '>', asOf)]);
  return eb.and([eb('recorded_at', '<=', asOf), notYetWithdrawn]);
}
