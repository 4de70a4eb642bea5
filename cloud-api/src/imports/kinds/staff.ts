import { VratarError } from '@vratar/protocol/errors';
import { fullName } from '../../vault/index.ts';
import { parseClassName } from '../cells.ts';
import { type Matched, matchPeople } from '../match-people.ts';
import { PERSON_COLUMNS, type ReadPerson, readPerson } from '../person-columns.ts';
import type { Change, ImportContext, ImportKind, ImportPlan } from '../plan.ts';
import type { Step } from '../step.ts';
import { writePeople } from '../write-people.ts';
import { classesOfYear } from '../year-classes.ts';

export interface StaffRow extends ReadPerson {
  readonly line: number;
  readonly post: string;
  /** Class whose homeroom teacher this is. */
  readonly homeroom: string | undefined;
}

/** Staff with their posts and classes. */
export const staff: ImportKind<StaffRow> = {
  name: 'staff',
  columns: [
    ...PERSON_COLUMNS,
    { field: 'post', titles: ['Длъжност', 'Должность', 'post', 'position'], required: true },
    {
      field: 'homeroom',
      titles: ['Класен ръководител на', 'Класен на', 'Классный руководитель', 'homeroom'],
    },
  ],
  read(reader) {
    const person = readPerson(reader);
    const post = reader.required('post', 120);
    const homeroom = reader.parsed('homeroom', parseClassName, 'a class such as 7а');
    if (person === undefined || post === undefined) return undefined;
    return { ...person, line: reader.line, post, homeroom: homeroom?.name };
  },
  async plan(context, rows) {
    const { matched, unnamed, problems } = await matchPeople(context, 'staff', rows);
    const posts = await currentPosts(context);
    const teachers = await homerooms(context);
    const employ = matched.filter(
      ({ row, known }) => known === undefined || posts.get(known.id) !== row.post,
    );
    const lead = matched.filter(({ row, known }) => leads(row, known?.id, teachers));
    const change = (one: Matched<StaffRow>) => describe(one, employ.includes(one), lead.includes(one));
    return {
      changes: matched.flatMap(change),
      unchanged: matched.filter((one) => change(one).length === 0).length,
      missing: unnamed.filter((person) => posts.has(person.id)).map((person) => fullName(person.profile)),
      problems: [...problems, ...unknownClasses(rows, teachers)],
      apply: async () => {
        const written = await writePeople(context, 'staff', matched);
        const person = (one: Matched<StaffRow>) => written.personOf.get(one.row.line)!;
        const jobs = await addPosts(
          context,
          employ.map((one) => ({ person: person(one), post: one.row.post })),
        );
        const led = lead.map((one) => ({
          class: teachers.idOf.get(one.row.homeroom!)!,
          teacher: person(one),
        }));
        return [...written.steps, ...jobs, ...(await addHomerooms(context, led))];
      },
    } satisfies ImportPlan;
  },
};

type Homerooms = Awaited<ReturnType<typeof homerooms>>;

async function homerooms(context: ImportContext) {
  const year = await classesOfYear(context);
  const rows = await context.trx
    .selectFrom('class_teacher')
    .select(['class', 'teacher'])
    .where('school', '=', context.school)
    .where('withdrawn_at', 'is', null)
    .where('holds_from', '<=', context.date)
    .orderBy('holds_from')
    .orderBy('recorded_at')
    .execute();
  return { idOf: year.idOf, teacherOf: new Map(rows.map((row) => [row.class, row.teacher])) };
}

function leads(row: StaffRow, person: string | undefined, { idOf, teacherOf }: Homerooms): boolean {
  if (row.homeroom === undefined) return false;
  const id = idOf.get(row.homeroom);
  return person === undefined || id === undefined || teacherOf.get(id) !== person;
}

function unknownClasses(rows: readonly StaffRow[], { idOf }: Homerooms): readonly VratarError[] {
  return rows
    .filter((row) => row.homeroom !== undefined && !idOf.has(row.homeroom))
    .map((row) => new VratarError('import_class_unknown', { name: row.homeroom! }, { line: row.line }));
}

function describe(
  { row, known, profile, differences }: Matched<StaffRow>,
  post: boolean,
  homeroom: boolean,
): Change[] {
  const label = `${fullName(profile)}, ${row.post}`;
  if (known === undefined) return [{ action: 'add', line: row.line, label }];
  const fields = [...differences, ...(post ? ['post'] : []), ...(homeroom ? ['homeroom'] : [])];
  return fields.length === 0 ? [] : [{ action: 'change', line: row.line, label, fields }];
}

async function currentPosts({ trx, school, date }: ImportContext): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('employment')
    .select(['person', 'post'])
    .where('school', '=', school)
    .where('valid_from', '<=', date)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', date)]))
    .orderBy('valid_from')
    .execute();
  return new Map(rows.map((row) => [row.person, row.post]));
}

async function addPosts(
  { trx, school, date }: ImportContext,
  posts: readonly { person: string; post: string }[],
): Promise<Step[]> {
  if (posts.length === 0) return [];
  const rows = posts.map((one) => ({ ...one, school, valid_from: date }));
  const added = await trx.insertInto('employment').values(rows).returning('id').execute();
  return added.map(({ id }): Step => ({ did: 'employment_added', employment: id }));
}

async function addHomerooms(
  { trx, school, date, now }: ImportContext,
  list: readonly { class: string; teacher: string }[],
): Promise<Step[]> {
  if (list.length === 0) return [];
  const rows = list.map((one) => ({ ...one, school, holds_from: date, recorded_at: now }));
  const added = await trx.insertInto('class_teacher').values(rows).returning('id').execute();
  return added.map(({ id }): Step => ({ did: 'class_teacher_added', classTeacher: id }));
}
