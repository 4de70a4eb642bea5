import { VratarError } from '@vratar/protocol/errors';
import { type Kysely, sql, type Transaction } from 'kysely';
import { audit } from '../audit/index.ts';
import type { Database } from '../db/index.ts';
import { findRegion, regionCode } from '../people/region-code.ts';
import type { NewSchool } from './schemas.ts';

export interface AddedSchool {
  readonly school: string;
  /** A school begins with one building and one site; more can be added. */
  readonly building: string;
  readonly site: string;
}

/**
 * Enters a school with its first building and site.
 * @param db connected as `jobs`: a school cannot make another
 * @param by account that enters it; absent at a terminal
 * @throws VratarError `school_code`, `school_known`, `timezone_unknown`, `region_known` with another name than the region's
 */
export async function addSchool(db: Kysely<Database>, added: NewSchool, by?: string): Promise<AddedSchool> {
  if (!/^[0-9]{6,8}$/.test(added.code)) throw new VratarError('school_code', { code: added.code });
  assertTimezone(added.timezone ?? 'Europe/Sofia');
  return db.transaction().execute(async (trx) => {
    const region = await regionOf(trx, added);
    const { code, name, city, timezone, language } = added;
    const row = await trx
      .insertInto('school')
      .values({
        region,
        code,
        name,
        settings: '{}',
        ...(city && { city }),
        ...(timezone && { timezone }),
        ...(language && { language }),
      })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new VratarError('school_known', { code }, { field: 'body/code' });
    const school = row.id;
    const building = await trx
      .insertInto('building')
      .values({ school, code: 'A', name: 'A' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const site = await trx
      .insertInto('site')
      .values({ school, name })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`select set_config('vratar.account', ${by ?? ''}, true)`.execute(trx);
    await audit(trx, {
      action: 'register_changed',
      subject: `school:${school}`,
      detail: { added: true, code },
    });
    return { school, building: building.id, site: site.id };
  });
}

/** The region of this code, in large letters or small; made when it is new, and named once. */
async function regionOf(trx: Transaction<Database>, added: NewSchool): Promise<string> {
  const code = regionCode(added.region);
  const name = added.regionName?.trim() || undefined;
  let known = await findRegion(trx, code);
  if (known === undefined) {
    const values = { code, name: name ?? code };
    await trx
      .insertInto('region')
      .values(values)
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute();
    known = (await findRegion(trx, code))!;
  }
  if (name === undefined || name === known.name) return known.id;
  // A region that was made without a name has its code for one.
  if (known.name !== known.code)
    throw new VratarError('region_known', { code }, { field: 'body/regionName' });
  await trx.updateTable('region').set({ name }).where('id', '=', known.id).execute();
  return known.id;
}

/** @throws VratarError `timezone_unknown` */
export function assertTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (cause) {
    throw new VratarError('timezone_unknown', { timezone }, {}, { cause });
  }
}
