import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import iconv from 'iconv-lite';
import writeExcelFile from 'write-excel-file/node';
import { impossibleEgn } from '../../src/demo-school/identifier.ts';
import { importsCapability } from '../../src/imports/capability.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { fullName } from '../../src/vault/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

// Each kind of file in each dress over HTTP, as a principal sends it: a workbook of a spreadsheet, and what class books
// export in windows-1251.

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [importsCapability, peopleCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a } = await twoSchools(db, app.vault, now);
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });

type Cell = string | number | Date;
type Rows = readonly (readonly Cell[])[];
const egn = (serial: number) => impossibleEgn('2019-12-31', 'f', serial);
const [pupil, sibling] = a.plan.classes[0]!.students;
const teacher = a.plan.staff.find(({ post }) => post === 'teacher') ?? a.plan.staff[0]!;
const BORN = new Date('2019-12-31T00:00:00Z');

interface Kind {
  readonly header: readonly string[];
  /** To take in. */
  readonly rows: Rows;
  /** What the first row once more is told as; the same link twice is one link. */
  readonly twice?: string;
}
const FILES: Readonly<Record<string, Kind>> = {
  students: {
    header: ['Клас', 'ЕГН', 'Име', 'Презиме', 'Фамилия', 'Дата на раждане'],
    rows: [
      ['1а', egn(31), 'Щериана', 'Ъглова', 'Йовкова', BORN],
      ['1б', egn(32), 'Жана', 'Цецова', 'Шушева', BORN],
    ],
    twice: 'import_duplicate',
  },
  staff: {
    header: ['ЕГН', 'Име', 'Фамилия', 'Длъжност'],
    rows: [
      [impossibleEgn('1985-05-31', 'f', 33), 'Ляля', 'Юнакова', 'учител'],
      [impossibleEgn('1986-05-31', 'm', 34), 'Ямен', 'Ючков', 'охрана'],
    ],
    twice: 'import_duplicate',
  },
  guardians: {
    header: ['ЕГН на ученика', 'Връзка', 'Име', 'Фамилия', 'ЕГН', 'Телефон'],
    rows: [
      [
        pupil!.profile.identifier!,
        'майка',
        'Ева',
        'Нова',
        impossibleEgn('1985-05-31', 'f', 35),
        '0888 000 001',
      ],
      [
        sibling!.profile.identifier!,
        'баща',
        'Йордан',
        'Нов',
        impossibleEgn('1984-05-31', 'm', 36),
        '0888 000 002',
      ],
    ],
  },
  timetable: {
    header: ['Клас', 'Ден', 'Час', 'Предмет', 'Учител'],
    rows: [
      ['1а', 'понеделник', 1, 'Математика', fullName(teacher.profile)],
      ['1а', 'понеделник', 2, 'Шахмат', ''],
    ],
    twice: 'import_lesson_twice',
  },
};

const workbook = (rows: Rows): Promise<Buffer> =>
  writeExcelFile(
    rows.map((row) =>
      row.map((value) =>
        value instanceof Date
          ? { value, type: Date, format: 'dd.mm.yyyy' }
          : typeof value === 'number'
            ? { value, type: Number }
            : { value, type: String },
      ),
    ),
  ).toBuffer();
const text = (value: Cell) =>
  value instanceof Date ? value.toISOString().slice(0, 10).split('-').reverse().join('.') : String(value);
const exported = (rows: Rows): Buffer =>
  iconv.encode(rows.map((row) => row.map(text).join(';')).join('\r\n'), 'windows-1251');
const send = (path: string, body: Buffer, type: string) => {
  now = new Date(now.getTime() + 1_000);
  return principal.send('POST', path, body, { 'content-type': type });
};

for (const [kind, { header, rows, twice }] of Object.entries(FILES)) {
  test(`${kind}: a workbook and a windows-1251 file say the same; imported, known again, taken back`, async () => {
    const table = [header, ...rows];
    const planned = await send(`/imports/plan?kind=${kind}`, await workbook(table), XLSX);
    const again = await send(`/imports/plan?kind=${kind}`, exported(table), 'text/csv');
    assert.equal(planned.status, 200, planned.bytes.toString());
    assert.deepEqual([planned.json.format, planned.json.problems], ['xlsx', []]);
    assert.deepEqual([again.json.format, again.json.encoding], ['csv', 'windows-1251']);
    assert.deepEqual(again.json.changes, planned.json.changes);
    assert.ok(planned.json.changes.length > 0);

    const done = await send(`/imports?kind=${kind}`, await workbook(table), XLSX);
    assert.equal(done.status, 201, done.bytes.toString());
    assert.deepEqual(done.json.report.counts, planned.json.counts);
    const known = await send(`/imports?kind=${kind}`, exported(table), 'text/csv');
    assert.equal(known.json.id, undefined, JSON.stringify(known.json));

    const doubled = await send(`/imports/plan?kind=${kind}`, exported([...table, rows[0]!]), 'text/csv');
    assert.deepEqual(
      doubled.json.problems.map(({ code, line }: { code: string; line: number }) => [code, line]),
      twice === undefined ? [] : [[twice, 4]],
    );

    const undone = await principal.send('POST', `/imports/${done.json.id}/undo`, {});
    assert.equal(undone.status, 204, undone.bytes.toString());
    const after = await send(`/imports/plan?kind=${kind}`, await workbook(table), XLSX);
    assert.deepEqual(after.json.counts, planned.json.counts, 'as if nothing had been');
  });
}
