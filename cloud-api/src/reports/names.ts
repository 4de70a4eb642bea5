import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import { fullName, type Vault } from '../vault/index.ts';

const CHUNK = 5_000;

/**
 * Names of persons who belong to the school now. Of who has moved on, the new school holds the key: they have no name
 * here, also where the connection could read the row.
 */
export async function namesOfSchool(
  trx: Transaction<Database>,
  vault: Vault,
  school: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const own = await vault.school(trx, school);
  for (let start = 0; start < persons.length; start += CHUNK) {
    const rows = await trx
      .selectFrom('person')
      .innerJoin('person_key', 'person_key.person', 'person.id')
      .select(['person.id', 'person.profile', 'person_key.version', 'person_key.wrapped'])
      .where('person.school', '=', school)
      .where('person.id', 'in', persons.slice(start, start + CHUNK))
      .where('person.profile', 'is not', null)
      .execute();
    for (const row of rows) names.set(row.id, fullName(own.openProfile(row.id, row, row.profile as Buffer)));
  }
  return names;
}
