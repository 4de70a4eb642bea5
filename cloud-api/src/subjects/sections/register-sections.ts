import { sql } from 'kysely';
import { openPeople } from '../../people/index.ts';
import { type Section, type Subject, section } from '../section.ts';

/** Others are told by their relation and initials. */
async function readRelatives(of: Subject) {
  const rows = await of.trx
    .selectFrom('guardianship')
    .selectAll()
    .where((eb) => eb.or([eb('child', '=', of.person), eb('guardian', '=', of.person)]))
    .where('school', '=', of.school)
    .orderBy('valid_from')
    .execute();
  const isChild = (row: (typeof rows)[number]) => row.child === of.person;
  const others = rows.map((row) => (isChild(row) ? row.guardian : row.child));
  const people = new Map((await openPeople(of, others)).map((one) => [one.id, one.profile]));
  return rows.map((row, index) => {
    const other = people.get(others[index]!);
    const initials = other && `${other.first.slice(0, 1)}. ${other.last.slice(0, 1)}.`;
    const side = isChild(row) ? 'guardian' : 'child';
    return { side, relation: row.relation, initials, from: row.valid_from, until: row.valid_until };
  });
}

/** What the registers hold. */
export const registerSections = {
  enrolments: section(
    ['enrolment', 'class'],
    {
      class: 'text',
      firstDay: 'day',
      lastDay: 'day',
      reason: 'text',
      recordedAt: 'moment',
      withdrawnAt: 'moment',
    },
    ({ school, person }) => sql`select c.name as class, e.first_day::text as "firstDay",
        e.last_day::text as "lastDay", e.reason, e.recorded_at as "recordedAt", e.withdrawn_at as "withdrawnAt"
      from enrolment e join class c on c.id = e.class
      where e.school = ${school} and e.person = ${person} order by e.first_day, e.recorded_at`,
  ),
  employments: section(
    ['employment'],
    { post: 'text', from: 'day', until: 'day' },
    ({ school, person }) => sql`select post, valid_from::text as "from", valid_until::text as until
      from employment where school = ${school} and person = ${person} order by valid_from`,
  ),
  classesLed: section(
    ['class_teacher'],
    { class: 'text', from: 'day', recordedAt: 'moment', withdrawnAt: 'moment' },
    ({ school, person }) => sql`select c.name as class, t.holds_from::text as "from",
        t.recorded_at as "recordedAt", t.withdrawn_at as "withdrawnAt"
      from class_teacher t join class c on c.id = t.class
      where t.school = ${school} and t.teacher = ${person} order by t.holds_from, t.recorded_at`,
  ),
  lessonsTaught: section(
    ['timetable', 'subject'],
    { class: 'text', subject: 'text', from: 'day', onlyOn: 'day', weekday: 'number', lesson: 'number' },
    ({ school, person }) => sql`select c.name as class, coalesce(s.name, l ->> 'subject') as subject,
        t.holds_from::text as "from", t.only_on::text as "onlyOn", (l ->> 'weekday')::int as weekday,
        (l ->> 'period')::int as lesson
      from timetable t join class c on c.id = t.class cross join jsonb_array_elements(t.lessons) l
        left join subject s on s.school = t.school and s.id::text = l ->> 'subject'
      where t.school = ${school} and t.withdrawn_at is null and l ->> 'teacher' = ${person}
      order by t.holds_from, c.name, weekday, lesson`,
  ),
  relatives: {
    tables: ['guardianship'],
    columns: { side: 'code', relation: 'code', initials: 'text', from: 'day', until: 'day' },
    read: readRelatives,
  },
  consents: section(
    ['consent'],
    {
      purpose: 'code',
      given: 'flag',
      signer: 'code',
      form: 'text',
      signedOn: 'day',
      document: 'text',
      recordedAt: 'moment',
    },
    ({ school, person }) => sql`select purpose, given, signer, form, signed_on::text as "signedOn", document,
        recorded_at as "recordedAt"
      from consent where school = ${school} and person = ${person} order by recorded_at`,
  ),
  imports: section(
    ['roster_import', 'roster_import_step'],
    { at: 'moment', file: 'code', did: 'code', undoneAt: 'moment' },
    ({ school, person }) => sql`select i.applied_at as at, i.kind as file, s.step ->> 'did' as did,
        i.undone_at as "undoneAt"
      from roster_import_step s join roster_import i on i.id = s.import
      where s.school = ${school} and s.step ->> 'person' = ${person} order by i.applied_at, s.n`,
  ),
} as const satisfies Record<string, Section>;
