import { sql } from 'kysely';
import type { CardContext } from '../cards/context.ts';
import { changePerson } from '../roster/change-person.ts';
import { refusesProcessing } from './latest-consent.ts';

/**
 * Whose family has refused processing while a card was out is without attendance as soon as the card is back and no
 * other is bound to them (D9): the officer who takes it has nothing else to remember. A card that is only stopped or lost
 * settles nothing, for it may be freed or replaced yet (D10).
 * @param credentials cards that are back
 */
export async function settleRefusals(context: CardContext, credentials: readonly string[]): Promise<void> {
  const { trx, school } = context;
  const holders = await sql<{ id: string }>`select id from person
    where school = ${school} and tracking = 'full' and erased_at is null
      and id in (select h.person from credential_holding h where h.credential = any(${credentials}::uuid[]))
    order by id for update`.execute(trx);
  if (holders.rows.length === 0) return;
  // Only a statement that begins once the rows are locked sees what a family has said meanwhile.
  const ids = holders.rows.map((row) => row.id);
  const { rows } = await sql<{ id: string }>`select p.id from person p
    where p.id = any(${ids}::uuid[]) and ${refusesProcessing}
      and not exists (select from credential_holding h where h.person = p.id and h.ended_at is null)
    order by p.id`.execute(trx);
  for (const { id } of rows) await changePerson(context, id, { tracking: 'pass_only' });
}
