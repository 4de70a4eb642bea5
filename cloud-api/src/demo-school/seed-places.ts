import type { Transaction } from 'kysely';
import type { Database } from '../db/index.ts';
import type { SchoolPlan } from './plan.ts';

export interface SeedPlace {
  /** As topics name it. */
  readonly gateway: string;
  /** Names of its lanes, as events name them. */
  readonly lanes: readonly string[];
}

/** The building of events. */
export const BUILDING = 'A';

/** School, building, hall, site, gateway and lanes. */
export async function seedPlaces(
  trx: Transaction<Database>,
  plan: SchoolPlan,
  place: SeedPlace,
): Promise<{ school: string; site: string }> {
  const region = await trx
    .insertInto('region')
    .values({ code: 'SOF', name: 'София-град' })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ name: 'София-град' }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: school } = await trx
    .insertInto('school')
    .values({ region: region.id, code: plan.code, name: plan.name, city: plan.city, settings: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: building } = await trx
    .insertInto('building')
    .values({ school, code: BUILDING, name: 'Главна сграда', address: `${plan.city}, ул. „Пример“ 1` })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: zone } = await trx
    .insertInto('zone')
    .values({ school, building, code: 'hall', name: 'Училището' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: site } = await trx
    .insertInto('site')
    .values({ school, name: plan.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('gateway')
    .values({ id: place.gateway, school, site, building, name: 'Главен вход' })
    .execute();
  const lanes = place.lanes.map((id, index) => ({
    gateway: place.gateway,
    id,
    school,
    building,
    zone,
    name: `Турникет ${index + 1}`,
    kind: 'tripod' as const,
  }));
  await trx.insertInto('lane').values(lanes).execute();
  return { school, site };
}
