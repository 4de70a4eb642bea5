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
  now: Date,
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
  await moveLogins(trx, { person, school: from }, { person, school: to }, now);
  // What a family has agreed to or refused holds wherever the person learns (D9).
  await trx.updateTable('consent').set({ school: to }).where('person', '=', person).execute();
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
export async function moveLogins(
  trx: Transaction<Database>,
  from: Place,
  to: Place,
  now: Date,
): Promise<void> {
  await copyLogins(trx, from, to, now);
  await trx
    .updateTable('role_assignment')
    .set({ valid_until: sql`greatest(${now}::timestamptz, valid_from + interval '1 millisecond')` })
    .where('person', '=', from.person)
    .where('school', '=', from.school)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .execute();
}

/**
 * Whoever signs in as a guardian who stays does so in the other school, too. Whom the old school has locked out is
 * locked there as well, unless the new school had given them a role of its own.
 */
export async function copyLogins(
  trx: Transaction<Database>,
  from: Place,
  to: Place,
  now: Date,
): Promise<void> {
  await sql`insert into account_lock (school, account, locked_at, locked_by)
    select distinct ${to.school}::uuid, l.account, l.locked_at, l.locked_by from account_lock l
      join role_assignment r on r.account = l.account and r.school = l.school and r.person = ${from.person}
        and (r.valid_until is null or r.valid_until > ${now})
      where l.school = ${from.school} and not exists (select from role_assignment k where k.account = l.account
        and k.school = ${to.school} and (k.valid_until is null or k.valid_until > ${now}))
    on conflict do nothing`.execute(trx);
  await sql`insert into role_assignment (account, role, school, person, valid_from, valid_until, granted_by)
    select r.account, r.role, ${to.school}, ${to.person}, greatest(r.valid_from, ${now}), r.valid_until, r.granted_by
      from role_assignment r
      where r.person = ${from.person} and r.school = ${from.school} and r.role in ('pupil', 'parent')
        and (r.valid_until is null or r.valid_until > ${now})
        and not exists (select from role_assignment k where k.account = r.account and k.person = ${to.person}
          and k.school = ${to.school} and k.role = r.role
          and (k.valid_until is null or k.valid_until > ${now}))`.execute(trx);
}
