import { VratarError } from '@vratar/protocol/errors';
import { sql, type Transaction } from 'kysely';
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
  await moveLogins(trx, { person, school: from }, { person, school: to });
  await trx.deleteFrom('person_word').where('person', '=', person).execute();
  await trx
    .insertInto('person_word')
    .values(wordRows(next, person, old.openProfile(person, stored, profile!)))
    .execute();
}

/** Who a person is in a school. */
interface Place {
  readonly person: string;
  readonly school: string;
}

/** Whoever signs in as the pupil, or as a guardian, goes on doing so, in the new school and no longer in the old one. */
export async function moveLogins(trx: Transaction<Database>, from: Place, to: Place): Promise<void> {
  await trx
    .updateTable('role_assignment')
    .set({ school: to.school, person: to.person })
    .where('person', '=', from.person)
    .where('school', '=', from.school)
    .where('role', 'in', ['pupil', 'parent'])
    .execute();
}

/** Whoever signs in as a guardian who stays does so in the other school, too. */
export async function copyLogins(
  trx: Transaction<Database>,
  from: Place,
  to: Place,
  now: Date,
): Promise<void> {
  await sql`insert into role_assignment (account, role, school, person, valid_from, valid_until, granted_by)
    select r.account, r.role, ${to.school}, ${to.person}, ${now}, r.valid_until, r.granted_by from role_assignment r
      where r.person = ${from.person} and r.school = ${from.school} and r.role = 'parent' and r.valid_from <= ${now}
        and (r.valid_until is null or r.valid_until > ${now})
        and not exists (select from role_assignment k where k.account = r.account and k.person = ${to.person}
          and k.role = r.role and (k.valid_until is null or k.valid_until > ${now}))`.execute(trx);
}
