import type { SitePolicy } from '@vratar/protocol/lists';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../db/index.ts';
import { addDays } from '../../people/index.ts';
import type { SchoolSettings } from '../../people/tables/places.ts';

/** A policy without the moment of issue: what is compared to see whether it changed. */
export type PolicyBody = Omit<SitePolicy, 'issuedAt'>;

/** What a site's school has decided about its gates. */
export interface SiteRules {
  readonly policy: PolicyBody;
  readonly groupsOf: NonNullable<SchoolSettings['groupsOf']>;
}

/** The rules of a site, from the school that owns it: its zone, its holidays, the schools it lets in. */
export async function siteRules(db: Kysely<Database>, site: string): Promise<SiteRules> {
  // One round trip: it is made at every change of a card.
  const owner = await db
    .selectFrom('site')
    .innerJoin('school', 'school.id', 'site.school')
    .select(['school.id', 'school.timezone', 'school.language', 'school.settings'])
    .select([
      sql<
        string[]
      >`array(select school::text from site_guest where site_guest.site = site.id order by school)`.as(
        'guests',
      ),
      sql<string[]>`array(select distinct day::text from calendar_day d where d.school = school.id
        and d.class is null and d.kind in ('holiday', 'off_day') and d.withdrawn_at is null order by 1)`.as(
        'free',
      ),
    ])
    .where('site.id', '=', site)
    .executeTakeFirstOrThrow();
  const policy: PolicyBody = {
    timezone: owner.timezone,
    language: owner.language,
    schools: [owner.id, ...owner.guests],
    groups: [],
    holidays: ranges(owner.free),
    laneModes: [],
    passback: { mode: 'soft' },
    ...owner.settings.gate,
  };
  return { policy, groupsOf: owner.settings.groupsOf ?? {} };
}

/** Neighbouring days as one stretch. */
function ranges(days: readonly string[]): { from: string; to: string }[] {
  const result: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = result.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day;
    else result.push({ from: day, to: day });
  }
  return result;
}
