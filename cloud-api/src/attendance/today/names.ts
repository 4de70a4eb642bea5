import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import { fullName, type Vault } from '../../vault/index.ts';

/** Full names by person. Whoever calls it has checked the right to see them, and logs that they were seen. */
export type NamesOf = (
  trx: Transaction<Database>,
  school: string,
  persons: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** Names from the school's vault; erased persons have none. */
export function vaultNames(vault: Vault): NamesOf {
  return async (trx, school, persons) => {
    if (persons.length === 0) return new Map();
    const own = await vault.school(trx, school);
    const rows = await trx
      .selectFrom('person')
      .innerJoin('person_key', 'person_key.person', 'person.id')
      .select(['person.id', 'person.profile', 'person_key.version', 'person_key.wrapped'])
      .where('person.id', 'in', [...persons])
      .where('person.profile', 'is not', null)
      .execute();
    return new Map(
      rows.map((row) => [row.id, fullName(own.openProfile(row.id, row, row.profile as Buffer))] as const),
    );
  };
}
