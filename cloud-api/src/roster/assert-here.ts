import { VratarError } from '@vratar/protocol/errors';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { PersonKind } from '../people/tables/persons.ts';
import type { RosterContext } from './context.ts';

/** Registers whose rows a request may name. */
export type Register =
  | 'class'
  | 'school_year'
  | 'shift'
  | 'subject'
  | 'building'
  | 'zone'
  | 'site'
  | 'credential';

/** @throws VratarError `register_unknown` unless the school has the row, naming the field that asked for it */
export async function assertHere(
  { trx, school }: { readonly trx: QueryExecutorProvider; readonly school: string },
  register: Register,
  id: string,
  field: string,
): Promise<void> {
  const { rows } =
    await sql`select from ${sql.table(register)} where id = ${id} and school = ${school}`.execute(trx);
  if (rows.length === 0) throw new VratarError('register_unknown', { what: register }, { field });
}

/** @throws VratarError `person_not_here` */
export async function assertPerson(
  { trx, school }: Pick<RosterContext, 'trx' | 'school'>,
  id: string,
  kinds: readonly PersonKind[] = ['student', 'staff', 'guardian'],
  field = 'params/id',
): Promise<PersonKind> {
  const row = await trx
    .selectFrom('person')
    .select('kind')
    .where('id', '=', id)
    .where('school', '=', school)
    .where('kind', 'in', kinds)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new VratarError('person_not_here', {}, { field });
  return row.kind;
}
