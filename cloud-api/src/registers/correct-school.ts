import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql, type Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import { type Database, setScope } from '../db/index.ts';
import { isUnique } from '../db/pg-errors.ts';
import { findRegion } from '../people/region-code.ts';
import { assertTimezone } from './add-school.ts';

/** What an operator may say anew of a school; what is not named stays. */
export interface SchoolCorrection {
  readonly name?: string;
  readonly city?: string;
  /** Institution code of НЕИСПУО. */
  readonly code?: string;
  /** Code of a region that is known. */
  readonly region?: string;
  /** IANA name. */
  readonly timezone?: string;
}

/**
 * Corrects what was entered of a school. Name, city and region change at any time: what was signed keeps the name that it
 * was signed with. The code stands in the files of months, and days are counted by the time zone: neither changes once
 * there is one that was made with it.
 * @param db connected as `jobs`
 * @param by the operator
 * @throws VratarError `school_unknown`, `school_known`, `school_code`, `school_code_used`, `school_zone_used`,
 *   `timezone_unknown`, `register_unknown` for a region
 */
export async function correctSchool(
  db: Kysely<Database>,
  school: string,
  correction: SchoolCorrection,
  by: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await setScope(trx, { school, account: by });
    const before = await trx
      .selectFrom('school')
      .select(['code', 'timezone', 'region'])
      .where('id', '=', school)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw new VratarError('school_unknown', { code: school });
    const { region: regionText, ...plain } = correction;
    const { code, timezone } = plain;
    if (code !== undefined && code !== before.code) await assertCodeUnused(trx, school);
    if (timezone !== undefined && timezone !== before.timezone) await assertZoneUnused(trx, school, timezone);
    const region = regionText === undefined ? undefined : await findRegion(trx, regionText);
    if (regionText !== undefined && region === undefined)
      throw new VratarError('register_unknown', { what: 'region' }, { field: 'body/region' });
    await trx
      .updateTable('school')
      .set({ ...plain, ...(region === undefined ? {} : { region: region.id }) })
      .where('id', '=', school)
      .execute()
      .catch((cause: unknown) => {
        if (!isUnique(cause)) throw cause;
        throw new VratarError('school_known', { code: code! }, { field: 'body/code' }, { cause });
      });
    await audit(trx, {
      action: 'register_changed',
      subject: `school:${school}`,
      detail: { fields: Object.keys(correction) },
    });
  });
}

/** Files of a month carry the code; so do the answers to АСП. */
async function assertCodeUnused(trx: Transaction<Database>, school: string): Promise<void> {
  const { rows } = await sql`
    select from month_submission where school = ${school} and state not in ('draft', 'checked')
    union all select from asp_campaign where school = ${school} limit 1`.execute(trx);
  if (rows.length > 0) throw new VratarError('school_code_used', {}, { field: 'body/code' });
}

/** Each event has its day by the time zone. */
async function assertZoneUnused(trx: Transaction<Database>, school: string, timezone: string): Promise<void> {
  assertTimezone(timezone);
  const { rows } = await sql`
    select from event_mark m join gateway g on g.id = m.gateway where g.school = ${school} limit 1`.execute(
    trx,
  );
  if (rows.length > 0) throw new VratarError('school_zone_used', {}, { field: 'body/timezone' });
}
