import { VratarError } from '@vratar/protocol/errors';
import { openPeople } from '../people/index.ts';
import { normaliseWords } from '../vault/index.ts';
import type { RosterContext } from './context.ts';

/**
 * Finds the person whom a request for erasure names: by the account number and the family name together, so that a slip
 * of the pen erases nobody, and whoever protects data learns no name that the request did not say.
 * @throws VratarError `person_unnamed` when no person of the school has both
 */
export async function findForErasure(
  context: RosterContext,
  { accountNo, last }: { readonly accountNo: string; readonly last: string },
): Promise<string> {
  const { trx, school } = context;
  const row = await trx
    .selectFrom('person')
    .select('id')
    .where('account_no', '=', accountNo)
    .where('school', '=', school)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  const [person] = row === undefined ? [] : await openPeople(context, [row.id]);
  const words = (name: string) => normaliseWords(name).join(' ');
  if (person === undefined || words(person.profile.last) !== words(last))
    throw new VratarError('person_unnamed', {}, { field: 'body/accountNo' });
  return person.id;
}
