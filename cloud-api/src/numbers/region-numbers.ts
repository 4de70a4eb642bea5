import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import { type Suppressed, suppress } from './suppress.ts';

/** What a region or an operator sees of a school: numbers, none of a person, small ones hidden. */
export interface SchoolNumbers {
  readonly school: string;
  readonly code: string;
  readonly name: string;
  readonly pupils: number | undefined;
  /** Pupils who have a working card. */
  readonly withCard: number | undefined;
  readonly passOnlyCards: number | undefined;
  /** Things, not people: told as they are. */
  readonly gateways: number;
  readonly enrolledGateways: number;
  readonly hasBells: boolean;
  readonly hasTimetables: boolean;
}

export interface RegionNumbers {
  readonly schools: readonly SchoolNumbers[];
  readonly pupils: number | undefined;
  readonly withCard: number | undefined;
}

/**
 * Whether the schools of a region are ready, and how large they are: for the first of September, and for those who
 * may see no names (D5).
 * @param db connected as `jobs`
 * @param region of this region only; the whole network for an operator
 */
export async function regionNumbers(
  db: Kysely<Database>,
  date: string,
  region?: string,
): Promise<RegionNumbers> {
  const rows = await db
    .selectFrom('school as s')
    .select(['s.id', 's.code', 's.name'])
    .select([
      sql<number>`(select count(*) from enrolment e where e.school = s.id and e.withdrawn_at is null
        and e.first_day <= ${date} and (e.last_day is null or e.last_day >= ${date}))`.as('pupils'),
      sql<number>`(select count(distinct h.person) from credential_holding h join credential c on c.id = h.credential
        where h.school = s.id and h.kind = 'pupil' and h.ended_at is null and c.state = 'issued')`.as(
        'with_card',
      ),
      sql<number>`(select count(*) from credential_holding h where h.school = s.id and h.kind = 'pass_only'
        and h.ended_at is null)`.as('pass_only'),
      sql<number>`(select count(*) from gateway g where g.school = s.id and g.state <> 'retired')`.as(
        'gateways',
      ),
      sql<number>`(select count(*) from gateway g where g.school = s.id and g.state = 'enrolled')`.as(
        'enrolled',
      ),
      sql<boolean>`exists (select from bell_schedule b where b.school = s.id and b.withdrawn_at is null)`.as(
        'bells',
      ),
      sql<boolean>`exists (select from timetable t where t.school = s.id and t.withdrawn_at is null)`.as(
        'timetables',
      ),
    ])
    .$if(region !== undefined, (query) => query.where('s.region', '=', region!))
    .orderBy('s.code')
    .execute();
  const column = (pick: (row: (typeof rows)[number]) => number): Suppressed<string> =>
    suppress(new Map(rows.map((row) => [row.id, pick(row)])));
  const pupils = column((row) => row.pupils);
  const withCard = column((row) => row.with_card);
  const passOnly = column((row) => row.pass_only);
  const schools = rows.map((row) => ({
    school: row.id,
    code: row.code,
    name: row.name,
    pupils: pupils.cells.get(row.id),
    withCard: withCard.cells.get(row.id),
    passOnlyCards: passOnly.cells.get(row.id),
    gateways: row.gateways,
    enrolledGateways: row.enrolled,
    hasBells: row.bells,
    hasTimetables: row.timetables,
  }));
  return { schools, pupils: pupils.total, withCard: withCard.total };
}
