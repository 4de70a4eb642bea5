import { VratarError } from '@vratar/protocol/errors';
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
}

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
  const signed = await trx
    .selectFrom('signed_row')
    .select('month')
    .distinct()
    .where('person', '=', person)
    .execute();
  return {
    person,
    accountNo: row.account_no,
    kind: row.kind,
    refused: (await stillHere(trx, [person], today)).map(({ why }) => why),
    guardians: guardians.length,
    cards: Number(cards),
    signedMonths: signed.length,
  };
}
