import type { SitePolicy } from '@vratar/protocol/lists';
import type { Kysely } from 'kysely';
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
  const owner = await db
    .selectFrom('site')
    .innerJoin('school', 'school.id', 'site.school')
    .select(['school.id', 'school.timezone', 'school.language', 'school.settings'])
    .where('site.id', '=', site)
    .executeTakeFirstOrThrow();
  const guests = await db
    .selectFrom('site_guest')
    .select('school')
    .where('site', '=', site)
    .orderBy('school')
    .execute();
  const days = await db
    .selectFrom('calendar_day')
    .select('day')
    .where('school', '=', owner.id)
    .where('class', 'is', null)
    .where('kind', 'in', ['holiday', 'off_day'])
    .where('withdrawn_at', 'is', null)
    .orderBy('day')
    .execute();
  const policy: PolicyBody = {
    timezone: owner.timezone,
    language: owner.language,
    schools: [owner.id, ...guests.map((guest) => guest.school)],
    groups: [],
    holidays: ranges([...new Set(days.map((row) => row.day))]),
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
