import type { Kysely } from 'kysely';
import { siteKeys } from '../cards/site-key.ts';
import type { Database } from '../db/index.ts';
import { instantOf } from '../people/index.ts';
import type { Vault } from '../vault/index.ts';
import type { SchoolPlan } from './plan.ts';
import { seedCalendar } from './seed-calendar.ts';
import { seedCards } from './seed-cards.ts';
import { seedPeople } from './seed-people.ts';
import { type SeedPlace, seedPlaces } from './seed-places.ts';

export interface SeededSchool {
  readonly school: string;
  readonly site: string;
  readonly gateway: string;
  /** What the gateway hashes card numbers with: 32 bytes, base64url. */
  readonly siteKey: string;
  /** False when the school was there already and nothing was written. */
  readonly created: boolean;
}

/**
 * Writes an invented school through the same services that people use, in one transaction; a school that is there
 * already stays as it is.
 * @param db connected as `jobs`
 */
export async function seedSchool(
  db: Kysely<Database>,
  vault: Vault,
  plan: SchoolPlan,
  place: SeedPlace,
  now: Date,
): Promise<SeededSchool> {
  await vault.prepare(db);
  return db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('school')
      .innerJoin('gateway', 'gateway.school', 'school.id')
      .select(['school.id as school', 'gateway.site as site', 'gateway.id as gateway'])
      .where('school.code', '=', plan.code)
      .executeTakeFirst();
    if (known !== undefined) return { ...known, siteKey: await keyOf(known.site), created: false };

    const { school, site } = await seedPlaces(trx, plan, place);
    const year = await seedCalendar(trx, school, plan);
    const people = await seedPeople({ trx, vault, school }, plan, year);
    const issuedAt = new Date(instantOf('Europe/Sofia', year.firstDay, '06:00'));
    await seedCards({ trx, vault, school, now }, plan, people, issuedAt);
    return { school, site, gateway: place.gateway, siteKey: await keyOf(site), created: true };

    async function keyOf(of: string): Promise<string> {
      return (await siteKeys(trx, vault, of)).at(-1)!.bytes.toString('base64url');
    }
  });
}
