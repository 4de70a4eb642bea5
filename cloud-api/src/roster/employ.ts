import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../audit/index.ts';
import { listChanged } from '../cards/index.ts';
import { addDays, instantOf, type LocalDate } from '../people/index.ts';
import type { RosterContext } from './context.ts';

/** Somebody works in the school from a day on; another post ends the one before. */
export async function employ(
  { trx, school }: RosterContext,
  { person, post, from }: { readonly person: string; readonly post: string; readonly from: LocalDate },
): Promise<void> {
  await trx.deleteFrom('employment').where('person', '=', person).where('valid_from', '>=', from).execute();
  await trx
    .updateTable('employment')
    .set({ valid_until: from })
    .where('person', '=', person)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', from)]))
    .execute();
  await trx.insertInto('employment').values({ school, person, post, valid_from: from }).execute();
  await audit(trx, { action: 'person_changed', subject: `person:${person}`, detail: { employed: from } });
}

/**
 * Somebody of the staff leaves; the last day is still one of theirs. Their cards open nothing after it.
 * @throws VratarError `person_not_employed`
 */
export async function endEmployment(
  context: RosterContext,
  person: string,
  lastDay: LocalDate,
): Promise<void> {
  const { trx, school, now } = context;
  const end = addDays(lastDay, 1);
  const { numUpdatedRows } = await trx
    .updateTable('employment')
    .set({ valid_until: sql`greatest(${end}::date, valid_from + 1)` })
    .where('person', '=', person)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', end)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new VratarError('person_not_employed');
  const { timezone } = await trx
    .selectFrom('school')
    .select('timezone')
    .where('id', '=', school)
    .executeTakeFirstOrThrow();
  const midnight = new Date(instantOf(timezone, end, '00:00'));
  const held = await trx
    .updateTable('credential_holding')
    .set({ valid_until: sql`greatest(${midnight}::timestamptz, ${now}::timestamptz)` })
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', midnight)]))
    .where('valid_from', '<', now)
    .returning('credential')
    .execute();
  await listChanged(
    context,
    held.map((row) => row.credential),
  );
  await audit(trx, { action: 'person_changed', subject: `person:${person}`, detail: { left: lastDay } });
}
