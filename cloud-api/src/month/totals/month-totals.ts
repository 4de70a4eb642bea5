import type { Kysely } from 'kysely';
import { isPreschool } from '../../attendance/decide/preschool.ts';
import { sqlOver } from '../../attendance/store/sql.ts';
import type { Database } from '../../db/index.ts';
import { addMonths, type Month } from '../month.ts';

/** What the settled days of a month add up to for one pupil at one school (R20). */
export interface PersonMonth {
  readonly person: string;
  /** The last class of the pupil in the month. */
  readonly class: string;
  readonly grade: number;
  /** Counted in days; otherwise in lesson-hours. */
  readonly preschool: boolean;
  /** Unexcused, in halves of an hour (a lateness is one half), for preschool of a day. */
  readonly unexcusedHalves: number;
  readonly excusedHalves: number;
  /** Lessons that somebody has to decide. */
  readonly review: number;
  readonly lates: number;
  /** Days on which the pupil belonged to the school. */
  readonly days: number;
}

interface Row {
  person: string;
  class: string;
  grade: number;
  unexcused: string;
  excused: string;
  review: string;
  lates: string;
  days: string;
  absent_days: string;
  excused_days: string;
}

const TOTALS = `select t.*, c.grade from (
    select d.person, (array_agg(d.class order by d.day desc))[1] as class,
      sum(d.unexcused_halves) as unexcused, sum(d.excused_hours) as excused, sum(d.review_lessons) as review,
      sum(length(d.lessons) - length(replace(d.lessons, 'L', ''))) as lates, count(*) as days,
      count(*) filter (where d.lessons like '%A%') as absent_days,
      count(*) filter (where d.lessons like '%E%' and d.lessons not like '%A%') as excused_days
    from school_day s join person_day d on d.school = s.school and d.day = s.day
    where s.school = $1 and s.day >= $2 and s.day < $3 and s.settled and d.class is not null
      and ($4::uuid is null or d.person = $4)
    group by d.person) t
  join class c on c.id = t.class
  order by t.person`;

/**
 * Totals of a school in `[from, until)`, one row a pupil. Only days that are over and settled count.
 * @param person only this one
 */
export async function totalsBetween(
  db: Kysely<Database>,
  school: string,
  from: string,
  until: string,
  person?: string,
): Promise<PersonMonth[]> {
  const { rows } = await sqlOver(db).query<Row>(TOTALS, [school, from, until, person ?? null]);
  return rows.map((row) => {
    const preschool = isPreschool(row.grade);
    return {
      person: row.person,
      class: row.class,
      grade: row.grade,
      preschool,
      unexcusedHalves: preschool ? Number(row.absent_days) * 2 : Number(row.unexcused),
      excusedHalves: preschool ? Number(row.excused_days) * 2 : Number(row.excused) * 2,
      review: Number(row.review),
      lates: Number(row.lates),
      days: Number(row.days),
    };
  });
}

/** Totals of one month. */
export const monthTotals = (db: Kysely<Database>, school: string, month: Month): Promise<PersonMonth[]> =>
  totalsBetween(db, school, month, addMonths(month, 1));
