import { fullName } from '../../vault/index.ts';
import type { ActContext } from '../submission/submit.ts';
import type { Sender } from './letter.ts';

/** The school, and the name of who signs where the account is a person of it. */
export async function readSender({
  trx,
  vault,
  actor,
}: Pick<ActContext, 'trx' | 'vault' | 'actor'>): Promise<Sender> {
  const { code, name, city } = await trx
    .selectFrom('school')
    .select(['code', 'name', 'city'])
    .where('id', '=', actor.school)
    .executeTakeFirstOrThrow();
  const signer = await trx
    .selectFrom('role_assignment')
    .innerJoin('person', 'person.id', 'role_assignment.person')
    .innerJoin('person_key', 'person_key.person', 'person.id')
    .select(['person.id', 'person.profile', 'person_key.version', 'person_key.wrapped'])
    .where('role_assignment.account', '=', actor.account)
    .where('role_assignment.school', '=', actor.school)
    .where('person.school', '=', actor.school)
    .where('person.profile', 'is not', null)
    .executeTakeFirst();
  if (signer?.profile == null) return { code, name, city, signer: undefined };
  const own = await vault.school(trx, actor.school);
  return { code, name, city, signer: fullName(own.openProfile(signer.id, signer, signer.profile)) };
}
