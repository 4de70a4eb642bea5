import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { IdentifierType } from '../../people/tables/persons.ts';
import type { Vault } from '../../vault/index.ts';
import type { ReadFile } from './read-neispuo.ts';
import type { Expected } from './validate-neispuo.ts';

/**
 * Who of a file is a pupil of the school, or was one: a file of a month may name who has moved since. Nobody's
 * identifier is opened for it.
 */
export async function knownPupils(
  trx: Transaction<Database>,
  vault: Vault,
  school: string,
  file: ReadFile,
): Promise<NonNullable<Expected['known']>> {
  const network = await vault.network(trx);
  const indexOf = (type: number, identifier: string): Buffer =>
    network.identifier(type as IdentifierType, identifier);
  const indexes = file.rows.map(({ value }) => indexOf(value.identifierType, value.identifier));
  if (indexes.length === 0) return () => false;
  const rows = await trx
    .selectFrom('person')
    .select('identifier_index')
    .where('kind', '=', 'student')
    .where('identifier_index', 'in', indexes)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('school', '=', school),
        exists(
          selectFrom('enrolment')
            .select('enrolment.id')
            .whereRef('enrolment.person', '=', 'person.id')
            .where('enrolment.school', '=', school),
        ),
      ]),
    )
    .execute();
  const known = new Set(rows.map(({ identifier_index: index }) => index?.toString('hex')));
  return (type, identifier) => known.has(indexOf(type, identifier).toString('hex'));
}
