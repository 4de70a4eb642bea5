import { sql, type Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import type { Database } from '../db/index.ts';

/**
 * Whose family has refused processing while a card was out is without attendance as soon as no card is bound to them
 * any more (D9): the officer who takes the card has nothing else to remember.
 * @param credentials cards that somebody has just lost the use of
 */
export async function settleRefusals(
  trx: Transaction<Database>,
  school: string,
  credentials: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update person p set tracking = 'pass_only'
      where p.school = ${school} and p.tracking = 'full'
        and p.id in (select h.person from credential_holding h where h.credential = any(${credentials}::uuid[]))
        and not exists (select from credential_holding h where h.person = p.id and h.ended_at is null)
        and (select c.given from consent c where c.school = p.school and c.person = p.id and c.purpose = 'processing'
          order by c.signed_on desc, c.recorded_at desc limit 1) is false
      returning p.id`.execute(trx);
  for (const { id } of rows)
    await audit(trx, { action: 'person_changed', subject: `person:${id}`, detail: { fields: ['tracking'] } });
}
