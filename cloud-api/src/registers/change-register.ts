import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { audit } from '../audit/index.ts';
import { isReferred, isUnique } from '../db/pg-errors.ts';
import type { RosterContext } from '../roster/index.ts';

/** Registers whose rows are corrected in place: what they say holds for all days, unlike bells or timetables. */
export type Correctable = 'class' | 'subject' | 'shift' | 'building' | 'zone' | 'school_year' | 'school';

/**
 * Corrects what a register says of one row; what is not named stays.
 * @param values at least one
 * @throws VratarError `register_unknown`, `register_known`
 */
export async function correctRegister(
  { trx, school }: RosterContext,
  register: Correctable,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const changed = Object.entries(values).filter(([, value]) => value !== undefined);
  const own = register === 'school' ? sql`id = ${school}` : sql`school = ${school}`;
  const set = sql.join(changed.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
  const { numAffectedRows } = await sql`
    update ${sql.table(register)} set ${set} where id = ${id} and ${own}`
    .execute(trx)
    .catch((cause: unknown) => {
      throw isUnique(cause) ? new VratarError('register_known', { what: register }, {}, { cause }) : cause;
    });
  if (numAffectedRows === 0n) throw unknown(register);
  const detail = { changed: changed.map(([column]) => column) };
  await audit(trx, { action: 'register_changed', subject: `${register}:${id}`, detail });
}

/** Takes a row out that nothing stands on. @throws VratarError `register_unknown`, `register_used` */
export async function removeRegister(
  { trx, school }: RosterContext,
  register: Exclude<Correctable, 'school'>,
  id: string,
): Promise<void> {
  if (register === 'subject') await assertNotTaught({ trx, school }, id);
  const { numAffectedRows } = await sql`
    delete from ${sql.table(register)} where id = ${id} and school = ${school}`
    .execute(trx)
    .catch((cause: unknown) => {
      throw isReferred(cause) ? new VratarError('register_used', { what: register }, {}, { cause }) : cause;
    });
  if (numAffectedRows === 0n) throw unknown(register);
  await audit(trx, {
    action: 'register_changed',
    subject: `${register}:${id}`,
    detail: { removed: true },
  });
}

/** Timetables name subjects by their codes, inside of documents where no reference can be declared. */
async function assertNotTaught({ trx, school }: Pick<RosterContext, 'trx' | 'school'>, id: string) {
  const { rows } = await sql`
    select from subject s join timetable t on t.school = s.school and t.withdrawn_at is null
      and t.lessons @> jsonb_build_array(jsonb_build_object('subject', s.code))
    where s.id = ${id} and s.school = ${school} limit 1`.execute(trx);
  if (rows.length > 0) throw new VratarError('register_used', { what: 'subject' });
}

const unknown = (register: Correctable) =>
  new VratarError('register_unknown', { what: register }, { field: 'params/id' });
