import type { SitePolicy } from '@vratar/protocol/lists';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../db/index.ts';
import { addDays } from '../../people/index.ts';
import type { GateRules } from '../../people/tables/places.ts';

/** A policy without the moment of issue: what is compared to see whether it changed. */
export type PolicyBody = Omit<SitePolicy, 'issuedAt'>;

/** What a site's school has decided about its gates. */
export interface SiteRules {
  readonly policy: PolicyBody;
  readonly groupsOf: GateRules['groupsOf'];
}

/** What holds where a school has decided nothing. */
export const DEFAULT_GATE_RULES: GateRules = {
  groups: [],
  laneModes: [],
  passback: { mode: 'soft' },
  groupsOf: {},
};

/**
 * The rules of a site on the day of `now`, from the school that owns it: its zone, its holidays, the schools it lets in,
 * and the gate rules that hold.
 */
export async function siteRules(db: Kysely<Database>, site: string, now: Date): Promise<SiteRules> {
  // One round trip: it is made at every change of a card.
  const owner = await db
    .selectFrom('site')
    .innerJoin('school', 'school.id', 'site.school')
    .select(['school.id', 'school.timezone', 'school.language'])
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
      sql<GateRules | null>`(select rules from gate_rules g where g.school = school.id and g.withdrawn_at is null
        and g.holds_from <= (${now}::timestamptz at time zone school.timezone)::date
        order by g.holds_from desc, g.recorded_at desc limit 1)`.as('rules'),
    ])
    .where('site.id', '=', site)
    .executeTakeFirstOrThrow();
  const { groupsOf, ...rules } = owner.rules ?? DEFAULT_GATE_RULES;
  const policy: PolicyBody = {
    timezone: owner.timezone,
    language: owner.language,
    schools: [owner.id, ...owner.guests],
    holidays: ranges(owner.free),
    ...rules,
  };
  return { policy, groupsOf };
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
