import { VratarError } from '@vratar/protocol/errors';
import type { LocalDate } from '../../people/calendar/local-date.ts';
import { addDays } from '../../people/index.ts';
import { schoolToday } from '../../people/school-today.ts';
import type { PersonKind } from '../../people/tables/persons.ts';
import type { RosterContext } from '../context.ts';
import { lonelyGuardians } from '../lonely-guardians.ts';
import { type StillHere, stillHere } from '../still-here.ts';

/** What the erasure of a person would take, and what would stay; numbers only, no name. */
export interface ErasureOutlook {
  readonly person: string;
  readonly accountNo: string;
  readonly kind: PersonKind;
  /** Why it is refused; none when it may be done. */
  readonly refused: readonly StillHere[];
  /** Guardians who have no other child in the school: they go along. */
  readonly guardians: number;
  /** Cards that the person, or a guardian who goes along, holds now. */
  readonly cards: number;
  /** Signed months that have a row of the person: numbers, which stay. */
  readonly signedMonths: number;
  /** `YYYY-MM` of the last month of attendance where it is recent and nobody has signed it: its file would lack the row. */
  readonly unsignedMonth?: string;
}

/** After so many days the campaign of a month is over, signed or not. */
const SIGNED_WITHIN_DAYS = 62;

/** @throws VratarError `person_not_here` */
export async function erasureOutlook(context: RosterContext, person: string): Promise<ErasureOutlook> {
  const { trx, school, now } = context;
  const row = await trx
    .selectFrom('person')
    .select(['account_no', 'kind'])
    .where('id', '=', person)
    .where('school', '=', school)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('person_not_here', {}, { field: 'params/id' });
  const today = await schoolToday(trx, school, now);
  const guardians = await lonelyGuardians(context, [person]);
  const { cards } = await trx
    .selectFrom('credential_holding')
    .select((eb) => eb.fn.countAll<number>().as('cards'))
    .where('person', 'in', [person, ...guardians])
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  const signed = await trx.selectFrom('signed_row').select('month').where('person', '=', person).execute();
  const months = new Set(signed.map(({ month }) => month.slice(0, 7)));
  const last = await lastMonth(context, person, today);
  return {
    person,
    accountNo: row.account_no,
    kind: row.kind,
    refused: (await stillHere(trx, [person], today)).map(({ why }) => why),
    guardians: guardians.length,
    cards: Number(cards),
    signedMonths: months.size,
    ...(last === undefined || months.has(last) ? {} : { unsignedMonth: last }),
  };
}

async function lastMonth(
  { trx }: RosterContext,
  person: string,
  today: LocalDate,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('enrolment')
    .select('last_day')
    .where('person', '=', person)
    .where('withdrawn_at', 'is', null)
    .where('last_day', '>=', addDays(today, -SIGNED_WITHIN_DAYS))
    .orderBy('last_day', 'desc')
    .executeTakeFirst();
  return row?.last_day?.slice(0, 7);
}
