import { VratarError } from '@vratar/protocol/errors';
import { audit } from '../audit/index.ts';
import { isUnique } from '../db/pg-errors.ts';
import type { LocalDate } from '../people/index.ts';
import type { GuardianshipTable } from '../people/tables/persons.ts';
import type { RosterContext } from './context.ts';

export interface NewGuardianship {
  readonly child: string;
  readonly guardian: string;
  readonly relation: GuardianshipTable['relation'];
  readonly from: LocalDate;
}

/** Says who answers for a child from a day on. @throws VratarError `guardianship_known` */
export async function linkGuardian({ trx, school }: RosterContext, link: NewGuardianship): Promise<string> {
  const { child, guardian, relation, from } = link;
  const now = await trx
    .selectFrom('guardianship')
    .select('id')
    .where('child', '=', child)
    .where('guardian', '=', guardian)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', from)]))
    .executeTakeFirst();
  if (now !== undefined) throw new VratarError('guardianship_known');
  const row = await trx
    .insertInto('guardianship')
    .values({ school, child, guardian, relation, valid_from: from })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((cause: unknown) => {
      throw isUnique(cause) ? new VratarError('guardianship_known', {}, {}, { cause }) : cause;
    });
  await audit(trx, { action: 'guardian_linked', subject: `person:${child}`, detail: { guardian, from } });
  return row.id;
}

/** Ends it; from that day on the guardian sees nothing of the child. @throws VratarError `register_unknown` */
export async function unlinkGuardian(
  { trx, school }: RosterContext,
  id: string,
  until: LocalDate,
): Promise<void> {
  const link = await trx
    .selectFrom('guardianship')
    .select(['child', 'guardian', 'valid_from'])
    .where('id', '=', id)
    .where('school', '=', school)
    .forUpdate()
    .executeTakeFirst();
  if (link === undefined)
    throw new VratarError('register_unknown', { what: 'guardianship' }, { field: 'params/id' });
  const { child, guardian } = link;
  if (link.valid_from >= until) await trx.deleteFrom('guardianship').where('id', '=', id).execute();
  else await trx.updateTable('guardianship').set({ valid_until: until }).where('id', '=', id).execute();
  await audit(trx, { action: 'guardian_linked', subject: `person:${child}`, detail: { guardian, until } });
}
