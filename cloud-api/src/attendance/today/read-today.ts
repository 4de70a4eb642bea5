import type { Transaction } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { SchoolDay } from '../fold/rebuild-student-day.ts';
import { emptyTrail, type Trail } from '../fold/trail.ts';
import type { SchoolCache } from '../store/school-cache.ts';
import { readSharedDays, sharedKey } from '../store/school-days.ts';
import type { SchoolFacts } from '../store/school-facts.ts';
import { sqlOver } from '../store/sql.ts';
import { parseTrail } from '../store/trail-text.ts';
import { gatewaysHeard, type Heard, silenceOf } from './gateways-heard.ts';

/** A person of the school on the date: every enrolled pupil, and staff whom the gates saw. */
export interface TodayPerson {
  readonly person: string;
  /** undefined: staff. */
  readonly class: string | undefined;
  readonly tracked: boolean;
  readonly excused: boolean;
  readonly trail: Trail;
}

/** Everything that presence on one date is told from. */
export interface DayPicture {
  readonly facts: SchoolFacts;
  readonly date: string;
  readonly day: SchoolDay;
  readonly heard: readonly Heard[];
  readonly persons: readonly TodayPerson[];
}

const PERSONS = `select p.id as person, e.class, p.tracking = 'full' as tracked, coalesce(d.trail, '') as trail,
    coalesce(d.excused, false) as excused
  from enrolment e join person p on p.id = e.person
  left join person_day d on d.school = e.school and d.day = $2 and d.person = e.person
  where e.school = $1 and e.withdrawn_at is null and e.first_day <= $2::date
    and (e.last_day is null or e.last_day >= $2::date)
  union all
  select d.person, null, true, d.trail, false from person_day d where d.school = $1 and d.day = $2 and d.class is null`;

/**
 * Reads a school's day as it stands.
 * @param now a gateway that is silent at this moment is doubt from its last word on; undefined for a day that is over
 */
export async function readDayPicture(
  trx: Transaction<Database>,
  cache: SchoolCache,
  school: string,
  date: string,
  now: number | undefined,
): Promise<DayPicture | undefined> {
  const sql = sqlOver(trx);
  const facts = await cache.forReading(trx, school);
  if (facts === undefined) return undefined;
  const shared = (await readSharedDays(sql, [{ school, day: date }])).get(sharedKey(school, date));
  const heard = await gatewaysHeard(trx, school);
  const window = facts.window(date);
  const silence = now === undefined ? [] : silenceOf(heard, now, window.starts);
  const { rows } = await sql.query<PersonRow>(PERSONS, [school, date]);
  return {
    facts,
    date,
    heard,
    day: {
      settings: facts.settings,
      window,
      fires: shared?.fires ?? [],
      doubts: [...(shared?.doubts ?? []), ...silence],
    },
    persons: rows.map((row) => ({
      person: row.person,
      class: row.class ?? undefined,
      tracked: row.tracked,
      excused: row.excused,
      trail: row.tracked ? parseTrail(row.trail) : emptyTrail(),
    })),
  };
}

interface PersonRow {
  person: string;
  class: string | null;
  tracked: boolean;
  excused: boolean;
  trail: string;
}
