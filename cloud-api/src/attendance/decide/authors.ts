import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { NamesOf } from '../today/names.ts';
import type { Author } from './schema.ts';

/** Who is behind accounts that decided something here: staff by name, whoever has no role any more without one. */
export async function authorsOf(
  trx: Transaction<Database>,
  names: NamesOf,
  school: string,
  accounts: Iterable<string | null>,
): Promise<ReadonlyMap<string | null, Author>> {
  const wanted = [...new Set([...accounts].filter((account) => account !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await trx
    .selectFrom('role_assignment')
    .select(['account', 'role', 'person'])
    .where('school', '=', school)
    .where('account', 'in', wanted)
    .orderBy('valid_from')
    .execute();
  const persons = rows.flatMap(({ person }) => person ?? []);
  const named = await names(trx, school, persons);
  return new Map(
    rows.map(({ account, role, person }) => {
      const name = person === null ? undefined : named.get(person);
      return [account, { role, ...(name === undefined ? {} : { name }) }];
    }),
  );
}
