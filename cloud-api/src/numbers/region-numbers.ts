import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/index.ts';
import { addMonths, monthOf } from '../month/month.ts';
import { MINISTRY } from '../month/submission/window.ts';
import { type Suppressed, suppress } from './suppress.ts';
import { suppressParts } from './suppress-parts.ts';

/** What a region or an operator sees of a school: numbers, none of a person, small ones hidden. */
export interface SchoolNumbers {
  readonly school: string;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly pupils: number | undefined;
  /** Pupils who have a working card. */
  readonly withCard: number | undefined;
  readonly passOnlyCards: number | undefined;
  /** Pupils whom a gate has seen today. */
  readonly seenToday: number | undefined;
  readonly atRisk: number | undefined;
  readonly droppingOut: number | undefined;
  /** Day up to which the two before were counted; undefined before the first night. */
  readonly riskAsOf: string | undefined;
  /** How far the absences of the month before are; undefined where nobody has begun. */
  readonly lastMonth: string | undefined;
  /** Things, not people: told as they are. */
  readonly gateways: number;
  readonly enrolledGateways: number;
  readonly hasBells: boolean;
  readonly hasTimetables: boolean;
  /** Whether somebody holds the role and can sign in. */
  readonly hasPrincipal: boolean;
  /** Whether somebody who holds it, or has held it, can sign in: then there is no first principal to invite. */
  readonly hadPrincipal: boolean;
}

export interface RegionNumbers {
  readonly schools: readonly SchoolNumbers[];
  readonly totals: Readonly<Record<Measure, number | undefined>>;
}

const PARTS = ['withCard', 'seenToday', 'atRisk', 'droppingOut'] as const;
type Measure = 'pupils' | 'passOnlyCards' | (typeof PARTS)[number];

/**
 * Whether the schools of a region are ready, how large they are, and how many pupils came and are at risk: for those
 * who may see no names (D5). What a row adds up to is suppressed as well as what a column does.
 * @param db connected as `jobs`
 * @param region of this region only; the whole network for an operator
 */
export async function regionNumbers(
  db: Kysely<Database>,
  now: Date,
  region?: string,
): Promise<RegionNumbers> {
  const rows = await readRows(db, now, region);
  const column = (pick: (row: Row) => number): Suppressed<string> =>
    suppress(new Map(rows.map((row) => [row.id, pick(row)])));
  const columns: Record<Measure, Suppressed<string>> = {
    pupils: column((row) => row.pupils),
    passOnlyCards: column((row) => row.passOnlyCards),
    ...(Object.fromEntries(
      PARTS.map((name) => [
        name,
        suppressParts(new Map(rows.map((row) => [row.id, { part: row[name], whole: wholeOf(row, name) }]))),
      ]),
    ) as Record<(typeof PARTS)[number], Suppressed<string>>),
  };
  const measures = Object.keys(columns) as Measure[];
  const schools = rows.map(({ id, counted: _, riskAsOf, lastMonth, ...row }) => ({
    ...row,
    school: id,
    riskAsOf: riskAsOf ?? undefined,
    lastMonth: lastMonth ?? undefined,
    ...(Object.fromEntries(measures.map((name) => [name, columns[name].cells.get(id)])) as Record<
      Measure,
      number | undefined
    >),
  }));
  const totals = Object.fromEntries(measures.map((name) => [name, columns[name].total]));
  return { schools, totals: totals as RegionNumbers['totals'] };
}

/** Those at risk are a part of those who were enrolled when it was counted. */
const wholeOf = (row: Row, name: (typeof PARTS)[number]): number =>
  Math.max(row[name], name === 'atRisk' || name === 'droppingOut' ? row.counted : row.pupils);

type Row = Awaited<ReturnType<typeof readRows>>[number];

const ENROLLED = (date: string) => sql`e.school = s.id and e.withdrawn_at is null
  and e.first_day <= ${date} and (e.last_day is null or e.last_day >= ${date})`;

function readRows(db: Kysely<Database>, now: Date, region: string | undefined) {
  const date = MINISTRY.dateOf(now.getTime());
  const month = addMonths(monthOf(date), -1);
  return db
    .selectFrom('school as s')
    .leftJoin('risk_count as r', 'r.school', 's.id')
    .leftJoin('month_submission as m', (join) =>
      join.onRef('m.school', '=', 's.id').on('m.month', '=', month),
    )
    .select(['s.id', 's.code', 's.name', 's.city', 'r.as_of as riskAsOf', 'm.state as lastMonth'])
    .select([
      sql<number>`coalesce(r.pupils, 0)`.as('counted'),
      sql<number>`coalesce(r.at_risk, 0)`.as('atRisk'),
      sql<number>`coalesce(r.dropping_out, 0)`.as('droppingOut'),
      sql<number>`(select count(*) from enrolment e where ${ENROLLED(date)})`.as('pupils'),
      sql<number>`(select count(distinct e.person) from enrolment e join credential_holding h on h.person = e.person
        and h.school = s.id and h.kind = 'pupil' and h.ended_at is null
        join credential c on c.id = h.credential and c.state = 'issued' where ${ENROLLED(date)})`.as(
        'withCard',
      ),
      sql<number>`(select count(*) from enrolment e join person_day d on d.school = s.id and d.day = ${date}
        and d.person = e.person and d.trail <> '' where ${ENROLLED(date)})`.as('seenToday'),
      sql<number>`(select count(*) from credential_holding h where h.school = s.id and h.kind = 'pass_only'
        and h.ended_at is null)`.as('passOnlyCards'),
      sql<number>`(select count(*) from gateway g where g.school = s.id and g.state <> 'retired')`.as(
        'gateways',
      ),
      sql<number>`(select count(*) from gateway g where g.school = s.id and g.state = 'enrolled')`.as(
        'enrolledGateways',
      ),
      sql<boolean>`exists (select from bell_schedule b where b.school = s.id and b.withdrawn_at is null)`.as(
        'hasBells',
      ),
      sql<boolean>`exists (select from timetable t where t.school = s.id and t.withdrawn_at is null)`.as(
        'hasTimetables',
      ),
      sql<boolean>`exists (select from role_assignment p where p.school = s.id and p.role = 'principal'
        and p.valid_from <= ${now} and (p.valid_until is null or p.valid_until > ${now})
        and vratar_account_opened(p.account))`.as('hasPrincipal'),
      sql<boolean>`exists (select from role_assignment p where p.school = s.id and p.role = 'principal'
        and vratar_account_opened(p.account))`.as('hadPrincipal'),
    ])
    .$if(region !== undefined, (query) => query.where('s.region', '=', region!))
    .orderBy('s.code')
    .execute();
}
