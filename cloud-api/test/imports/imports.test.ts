import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { encode } from 'iconv-lite';
import { inSchool } from '../../src/db/index.ts';
import { impossibleEgn } from '../../src/demo-school/identifier.ts';
import {
  applyImport,
  type ImportContext,
  type ImportKindName,
  planImport,
  undoImport,
} from '../../src/imports/index.ts';
import {
  calendarOf,
  classDay,
  enrolledOn,
  findByIdentifier,
  loadPeople,
  searchPeople,
} from '../../src/people/index.ts';
import { fullName } from '../../src/vault/index.ts';
import { testDatabase } from '../support/database.ts';
import { twoSchools } from '../support/two-schools.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const vault = testVault();
const base = new Date('2026-11-16T05:00:00Z');
const { a, b } = await twoSchools(db, vault, base);
let clock = base.getTime();

/** Each act a second later: imports are told apart by their moments. */
const desk = <T>(work: (context: ImportContext) => Promise<T>, more: Partial<ImportContext> = {}) => {
  clock += 1_000;
  return inSchool(db.api, { school: a.school }, (trx) =>
    work({
      trx,
      vault,
      school: a.school,
      now: new Date(clock),
      date: '2026-11-16',
      removeMissing: false,
      ...more,
    }),
  );
};
const csv = (rows: readonly (readonly string[])[]) =>
  Buffer.from(rows.map((row) => row.join(';')).join('\r\n'));
const apply = (kind: ImportKindName, bytes: Uint8Array, more?: Partial<ImportContext>) =>
  desk((context) => applyImport(context, kind, bytes), more);
const plan = (kind: ImportKindName, bytes: Uint8Array, more?: Partial<ImportContext>) =>
  desk(async (context) => (await planImport(context, kind, bytes)).report, more);

/** Nobody of the plan is born on a thirty-first. */
const egn = (serial: number) => impossibleEgn('2019-12-31', 'm', serial);
const HEADER = ['Клас', 'ЕГН', 'Име', 'Презиме', 'Фамилия', 'Телефон'];
const pupils = a.plan.classes.flatMap((of) =>
  of.students.map(({ profile }) => ({ class: of.name, profile })),
);
const roster = pupils.map(({ class: name, profile }) => [
  name,
  profile.identifier!,
  profile.first,
  profile.middle!,
  profile.last,
  '',
]);
const NEW = [
  ['1а', egn(0), 'Ана', 'Петрова', 'Щерева', '0888 123 456'],
  ['1в', egn(1), 'Петър', 'Ъглов', 'Йовков', ''],
];

/** All that the registers say of the pupils, opened. */
async function state() {
  const people = await desk((context) => loadPeople(context, 'student'));
  const classes = new Map(
    (await enrolledOn(db.jobs, a.school, '2026-11-20')).map((one) => [one.person, one.class]),
  );
  return people
    .map((person) => ({
      ...person.profile,
      id: person.id,
      class: classes.get(person.id),
      type: person.identifierType,
    }))
    .sort((one, two) => one.id.localeCompare(two.id));
}

test('the roster that is there already: nothing to do, in every encoding', async () => {
  const text = [HEADER, ...roster].map((row) => row.join(',')).join('\n');
  for (const bytes of [Buffer.from(text), encode(text, 'win1251')]) {
    const report = await plan('students', bytes);
    assert.deepEqual([report.changes, report.problems, report.missing], [[], [], []]);
    assert.equal(report.unchanged, roster.length);
    assert.equal((await apply('students', bytes)).id, undefined);
  }
});

test('dry run, import, the same again, undo', async () => {
  const before = await state();
  const changed = [...roster[0]!];
  changed[5] = '0888 999 999';
  changed[0] = '5а';
  const file = csv([HEADER, changed, ...roster.slice(1), ...NEW]);
  const report = await plan('students', file);
  const of = (action: string) => report.changes.filter((change) => change.action === action);
  assert.deepEqual(
    of('add').map((change) => change.label),
    ['1в', 'Ана Петрова Щерева, 1а', 'Петър Ъглов Йовков, 1в'],
  );
  assert.deepEqual(
    of('change').map((change) => [change.line, change.fields]),
    [[2, ['phone', 'class']]],
  );
  assert.deepEqual(await state(), before, 'a dry run writes nothing');

  const { id } = await apply('students', file);
  const found = await desk((context) => searchPeople(context, { text: 'щер', kinds: ['student'] }));
  assert.equal(found[0]!.profile.phone, '+359888123456');
  assert.equal((await state()).length, before.length + 2);
  assert.equal((await apply('students', file)).id, undefined, 'the same file again changes nothing');

  await desk((context) => undoImport(context, id!));
  assert.deepEqual(await state(), before);
  await assert.rejects(
    desk((context) => undoImport(context, id!)),
    { code: 'import_undone' },
  );
  assert.notEqual((await apply('students', file)).id, undefined, 'after undoing it can be imported again');
});

test('who is missing is named; with --remove-missing they leave, and undoing brings them back', async () => {
  const before = await state();
  const [gone, ...rest] = [...roster.slice(1), ...NEW];
  const file = csv([HEADER, ...rest]);
  const missing = (await plan('students', file)).missing;
  assert.ok(missing.includes(`${gone![2]} ${gone![3]} ${gone![4]}`));
  const { id, report } = await apply('students', file, { removeMissing: true });
  assert.equal(report.changes.filter((change) => change.action === 'remove').length, missing.length);
  assert.equal((await enrolledOn(db.jobs, a.school, '2026-11-16')).length, before.length - missing.length);
  await desk((context) => undoImport(context, id!));
  assert.deepEqual(await state(), before);
});

test('every wrong cell is named by row and column, and nothing is imported', async () => {
  const before = await state();
  const file = csv([
    HEADER,
    ['7ъ1', egn(9), 'Ана', '', 'Нова', ''],
    ['1а', '1641010014', 'Боян', '', 'Нов', ''],
    ['1а', egn(2), '', '', 'Нов', 'няма'],
    ['1а', egn(3), 'Вяра', '', 'Нова', ''],
    ['5а', egn(3), 'Вяра', '', 'Нова', ''],
    ['1а', b.plan.classes[0]!.students[0]!.profile.identifier!, 'Чужд', '', 'Ученик', ''],
  ]);
  const failure = await apply('students', file).then(
    () => assert.fail('it was imported'),
    (error: unknown) => error as VratarError,
  );
  assert.equal(failure.code, 'import_has_errors');
  assert.deepEqual(
    failure.details.map(({ code, place }) => [code, place.line, place.column]),
    [
      ['import_cell_invalid', 2, 1],
      ['import_identifier_invalid', 3, 2],
      ['import_cell_empty', 4, 3],
      ['import_cell_invalid', 4, 6],
      ['import_duplicate', 6, undefined],
      ['import_elsewhere', 7, undefined],
    ],
  );
  assert.deepEqual(failure.details[4]!.params, { other: 5 });
  assert.deepEqual(await state(), before);
});

test('an import whose people have cards, or that another import stands on, is not undone', async () => {
  const one = await apply('students', csv([HEADER, ['1а', egn(4), 'Гео', '', 'Нов', '']]));
  const person = (await desk((context) => findByIdentifier(context, 'student', 0, egn(4))))!.id;
  const two = await apply('students', csv([HEADER, ['5а', egn(4), 'Гео', '', 'Нов', '']]));
  await assert.rejects(
    desk((context) => undoImport(context, one.id!)),
    { code: 'import_not_last' },
  );
  await desk((context) => undoImport(context, two.id!));
  const { id: credential } = await db.owner
    .selectFrom('credential')
    .select('id')
    .where('school', '=', a.school)
    .where('state', '=', 'stock')
    .limit(1)
    .executeTakeFirstOrThrow();
  const row = { school: a.school, credential, person, kind: 'pupil', valid_from: base } as const;
  await db.owner.insertInto('credential_holding').values(row).execute();
  await assert.rejects(
    desk((context) => undoImport(context, one.id!)),
    { code: 'import_used' },
  );
});

test('staff with posts and homerooms', async () => {
  const header = ['Трите имена', 'ЕГН', 'Длъжност', 'Класен ръководител на'];
  const file = csv([
    header,
    ['Мария Иванова Петрова', egn(5), 'учител', '1а'],
    ['Охранител Първи', '', 'охрана', ''],
  ]);
  const { id, report } = await apply('staff', file);
  assert.equal(report.changes.length, 2);
  assert.equal((await apply('staff', file)).id, undefined);
  const teacher = await desk((context) => findByIdentifier(context, 'staff', 0, egn(5)));
  const led = await db.owner
    .selectFrom('class_teacher')
    .select('class')
    .where('teacher', '=', teacher!.id)
    .execute();
  assert.equal(led.length, 1);
  const unknown = await plan('staff', csv([header, ['Мария Иванова Петрова', egn(5), 'учител', '9ж']]));
  assert.equal(unknown.problems[0]!.code, 'import_class_unknown');
  await desk((context) => undoImport(context, id!));
  assert.equal(await desk((context) => findByIdentifier(context, 'staff', 0, egn(5))), undefined);
});

test('guardians: one parent of two children is one person with two links', async () => {
  const header = ['ЕГН на ученика', 'Връзка', 'Име', 'Фамилия', 'ЕГН', 'Телефон', 'Имейл'];
  const parent = ['майка', 'Ева', 'Нова', egn(6), '0888 000 001', 'eva@example.bg'];
  const [one, two] = [pupils[3]!.profile.identifier!, pupils[20]!.profile.identifier!];
  const file = csv([header, [one, ...parent], [two, ...parent]]);
  const { id } = await apply('guardians', file);
  assert.equal((await apply('guardians', file)).id, undefined);
  const found = await desk((context) => findByIdentifier(context, 'guardian', 0, egn(6)));
  const links = () =>
    db.owner.selectFrom('guardianship').select('child').where('guardian', '=', found!.id).execute();
  assert.equal((await links()).length, 2);
  const stranger = await plan('guardians', csv([header, [egn(7), ...parent]]));
  assert.deepEqual(
    stranger.problems.map((problem) => problem.code),
    ['import_child_unknown'],
  );
  await desk((context) => undoImport(context, id!));
  assert.equal((await links()).length, 0);
});

test('timetable: replaces the week of its classes from its day, and the week before stays', async () => {
  const calendarNow = async () => (await calendarOf(db.jobs, a.school))!;
  const classId = [...(await calendarNow()).classes.values()].find((of) => of.name === '1а')!.id;
  const numbers = async (date: string) =>
    classDay(await calendarNow(), classId, date)!.lessons.map((lesson) => lesson.number);
  const before = await numbers('2026-11-16');
  const teacher = fullName(a.plan.staff.at(-1)!.profile);
  const header = ['Клас', 'Ден', 'Час', 'Предмет', 'Учител', 'Група'];
  const file = csv([
    header,
    ['1а', 'понеделник', '1', 'Математика', teacher, ''],
    ['1а', 'пн', '2', 'Английски език', '', '1'],
    ['1а', '1', '2', 'Шахмат', '', '2'],
  ]);
  const { id } = await apply('timetable', file);
  assert.equal((await apply('timetable', file)).id, undefined);
  assert.deepEqual(await numbers('2026-11-16'), [1, 2]);
  assert.ok((await numbers('2026-11-09')).length > 2);
  const monday = classDay(await calendarNow(), classId, '2026-11-16')!.lessons;
  assert.ok(monday[0]!.parts[0]!.teacher !== undefined);
  assert.deepEqual(
    monday[1]!.parts.map((part) => part.subject),
    ['eng', 'шахмат'],
  );
  const twice = await plan(
    'timetable',
    csv([header, ['1а', '1', '1', 'Математика', '', ''], ['1а', '1', '1', 'Музика', '', '']]),
  );
  assert.deepEqual(
    twice.problems.map((problem) => [problem.code, problem.place.line]),
    [['import_lesson_twice', 3]],
  );
  await desk((context) => undoImport(context, id!));
  assert.deepEqual(await numbers('2026-11-16'), before);
});

test('no name and no identifier lies open in what an import stores', async () => {
  const rows = [
    ...(await db.owner.selectFrom('roster_import').selectAll().execute()),
    ...(await db.owner.selectFrom('roster_import_step').selectAll().execute()),
    ...(await db.owner.selectFrom('audit_entry').select('line').execute()),
  ];
  const text = JSON.stringify(rows);
  for (const secret of ['Щерева', 'Петрова', egn(0), 'eva@example'])
    assert.ok(!text.includes(secret), secret);
});
