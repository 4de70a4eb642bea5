import type { Mark } from '../fold/facts.ts';
import type { DayBasis } from '../store/day-basis.ts';
import type { Sql } from '../store/sql.ts';

interface Row {
  person: string;
  class: string | null;
  tracked: boolean;
  excused: boolean;
  marks: Record<string, Mark> | null;
}

/** Pupils enrolled on the date (R13) and staff of the school: everybody who has a row on that day. */
const BASIS = `select p.id as person, e.class, p.tracking = 'full' as tracked,
    exists (select from excuse x where x.person = p.id and x.withdrawn_at is null
      and $2::date between x.first_day and x.last_day) as excused,
    m.marks
  from enrolment e join person p on p.id = e.person
  left join (select person, jsonb_object_agg(lesson, mark) as marks from lesson_mark
    where school = $1 and day = $2 and withdrawn_at is null group by person) m on m.person = p.id
  where e.school = $1 and e.withdrawn_at is null
    and e.first_day <= $2::date and (e.last_day is null or e.last_day >= $2::date)
  union all
  select p.id, null, p.tracking = 'full', false, null from person p where p.school = $1 and p.kind = 'staff'`;

/** Who has a day at the school on a date, with what facts and decisions say about them. */
export async function readSchoolBasis(sql: Sql, school: string, day: string): Promise<DayBasis[]> {
  const { rows } = await sql.query<Row>(BASIS, [school, day]);
  return rows.map((row) => ({
    school,
    day,
    person: row.person,
    class: row.class ?? undefined,
    tracked: row.tracked,
    excused: row.excused,
    marks:
      row.marks === null
        ? undefined
        : new Map(Object.entries(row.marks).map(([n, mark]) => [Number(n), mark])),
  }));
}
