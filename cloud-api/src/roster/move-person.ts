import { VratarError } from '@vratar/protocol/errors';
import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import { type Vault, wordRows } from '../vault/index.ts';

/** The same key, wrapped by the new school's; what it sealed stays byte for byte. */
export async function movePerson(
  trx: Transaction<Database>,
  vault: Vault,
  person: string,
  from: string,
  to: string,
): Promise<void> {
  const [old, next] = [await vault.school(trx, from), await vault.school(trx, to)];
  const stored = await trx
    .selectFrom('person_key')
    .selectAll()
    .where('person', '=', person)
    .executeTakeFirst();
  if (stored === undefined) throw new VratarError('vault_erased');
  const { profile } = await trx
    .updateTable('person')
    .set({ school: to })
    .where('id', '=', person)
    .returning('profile')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('person_key')
    .set({ school: to, ...next.rewrapPersonKey(person, stored, old) })
    .where('person', '=', person)
    .execute();
  await trx.deleteFrom('person_word').where('person', '=', person).execute();
  await trx
    .insertInto('person_word')
    .values(wordRows(next, person, old.openProfile(person, stored, profile!)))
    .execute();
}
