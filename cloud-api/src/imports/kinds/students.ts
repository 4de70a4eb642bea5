import { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { enrolledOn } from '../../people/index.ts';
import { enrolStudents, leaveSchool } from '../../roster/index.ts';
import { fullName } from '../../vault/index.ts';
import { parseClassName } from '../cells.ts';
import { type Matched, matchPeople } from '../match-people.ts';
import { PERSON_COLUMNS, type ReadPerson, readPerson } from '../person-columns.ts';
import type { Change, ImportContext, ImportKind, ImportPlan } from '../plan.ts';
import type { Step } from '../step.ts';
import { writePeople } from '../write-people.ts';
import { classesOfYear, type YearClasses } from '../year-classes.ts';

export interface StudentRow extends ReadPerson {
  readonly line: number;
  readonly class: { readonly name: string; readonly grade: number };
}

/** Pupils with their classes: the list that every school has. */
export const students: ImportKind<StudentRow> = {
  name: 'students',
  columns: [
    { field: 'class', titles: ['Клас', 'Паралелка', 'Класс', 'class'], required: true },
    ...PERSON_COLUMNS,
  ],
  read(reader) {
    const person = readPerson(reader);
    const text = reader.required('class');
    const parsed =
      text === undefined ? undefined : reader.parsed('class', parseClassName, 'a class such as 7а');
    return person === undefined || parsed === undefined
      ? undefined
      : { ...person, line: reader.line, class: parsed };
  },
  async plan(context, rows) {
    const { matched, unnamed, problems } = await matchPeople(context, 'student', rows);
    const year = await classesOfYear(context);
    const enrolled = new Map(
      (await enrolledOn(context.trx, context.school, context.date)).map((one) => [one.person, one.class]),
    );
    const leaving = unnamed.filter((person) => enrolled.has(person.id));
    const moves = matched.filter((one) => movesClass(one, year, enrolled));
    const change = (one: Matched<StudentRow>): Change[] => describe(one, moves.includes(one));
    const changes: Change[] = [
      ...newClasses(year, rows).map(({ name }): Change => ({ action: 'add', label: name })),
      ...matched.flatMap(change),
      ...(context.removeMissing
        ? leaving.map((person): Change => ({ action: 'remove', label: fullName(person.profile) }))
        : []),
    ];
    return {
      changes,
      unchanged: matched.filter((one) => change(one).length === 0).length,
      missing: context.removeMissing ? [] : leaving.map((person) => fullName(person.profile)),
      problems: [...problems, ...(await elsewhere(context, matched))],
      apply: async () => {
        const classes = await addClasses(context, year, rows);
        const written = await writePeople(context, 'student', matched);
        const enrolling = moves.map(({ row }) => ({
          person: written.personOf.get(row.line)!,
          class: classes.idOf.get(row.class.name)!,
          firstDay: context.date,
        }));
        await enrolStudents(context, enrolling);
        const gone = context.removeMissing ? leaving.map((person) => person.id) : [];
        if (gone.length > 0) await leaveSchool(context, gone, year.dayBefore);
        const moved = [...enrolling.map((one) => one.person), ...gone];
        const enrolmentSteps = moved.map((person): Step => ({ did: 'enrolment_changed', person }));
        return [...classes.steps, ...written.steps, ...enrolmentSteps];
      },
    } satisfies ImportPlan;
  },
};

function movesClass(
  one: Matched<StudentRow>,
  year: YearClasses,
  enrolled: ReadonlyMap<string, string>,
): boolean {
  const target = year.idOf.get(one.row.class.name);
  return one.known === undefined || target === undefined || enrolled.get(one.known.id) !== target;
}

function describe({ row, known, profile, differences }: Matched<StudentRow>, moves: boolean): Change[] {
  const label = `${fullName(profile)}, ${row.class.name}`;
  if (known === undefined) return [{ action: 'add', line: row.line, label }];
  const fields = [...differences, ...(moves ? ['class'] : [])];
  return fields.length === 0 ? [] : [{ action: 'change', line: row.line, label, fields }];
}

/** Pupils of other schools, whom this one cannot see: they are transferred, not entered twice. */
async function elsewhere(
  { trx, vault }: ImportContext,
  matched: readonly Matched<StudentRow>[],
): Promise<readonly VratarError[]> {
  const network = await vault.network(trx);
  const fresh = matched.filter((one) => one.known === undefined && one.profile.identifier !== undefined);
  if (fresh.length === 0) return [];
  const types = fresh.map((one) => one.row.identifierType ?? 0);
  const indexes = fresh.map((one, index) => network.identifier(types[index]!, one.profile.identifier!));
  const { rows } = await sql<{ n: number }>`
    select vratar_pupils_elsewhere(${types}::smallint[], ${indexes}::bytea[]) as n`.execute(trx);
  return rows.map(({ n }) => new VratarError('import_elsewhere', {}, { line: fresh[n - 1]!.row.line }));
}

function newClasses(year: YearClasses, rows: readonly StudentRow[]): readonly StudentRow['class'][] {
  const missing = rows.map((row) => row.class).filter((of) => !year.idOf.has(of.name));
  return [...new Map(missing.map((of) => [of.name, of])).values()];
}

async function addClasses({ trx, school }: ImportContext, year: YearClasses, rows: readonly StudentRow[]) {
  const fresh = newClasses(year, rows).map(({ name, grade }) => ({
    school,
    school_year: year.id,
    name,
    grade,
  }));
  if (fresh.length === 0) return { idOf: year.idOf, steps: [] };
  const added = await trx.insertInto('class').values(fresh).returning(['id', 'name']).execute();
  const steps = added.map((row): Step => ({ did: 'class_added', class: row.id }));
  return { idOf: new Map([...year.idOf, ...added.map((row) => [row.name, row.id] as const)]), steps };
}
