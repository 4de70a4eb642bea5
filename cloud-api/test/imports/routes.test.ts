import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import iconv from 'iconv-lite';
import { impossibleEgn } from '../../src/demo-school/identifier.ts';
import { importsCapability } from '../../src/imports/capability.ts';
import { planImport } from '../../src/imports/index.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [importsCapability, peopleCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const officer = await app.person('p1@school.example', { role: 'card_officer', school: a.school });
const other = await app.person('p2@school.example', { role: 'card_officer', school: b.school });
const teacher = await app.person('p3@school.example', { role: 'guard', school: a.school });

const csv = (...rows: string[]) =>
  iconv.encode(['Клас;ЕГН;Име;Презиме;Фамилия', ...rows].join('\r\n'), 'windows-1251');
const good = csv(
  `7а;${impossibleEgn('2013-02-03', 'm', 401)};Явор;Янков;Якимов`,
  `7а;${impossibleEgn('2013-02-04', 'f', 402)};Яна;Янкова;Якимова`,
);
const pupils = async () =>
  (await db.owner.selectFrom('person').select('id').where('school', '=', a.school).execute()).length;

test('a dry run shows what a file would do, row and column of what is wrong, and changes nothing', async () => {
  const before = await pupils();
  const { json } = await officer.send('POST', '/imports/plan?kind=students', good);
  assert.deepEqual(
    [json.format, json.encoding, json.counts.added],
    ['csv', 'windows-1251', 3],
    JSON.stringify(json),
  );
  assert.equal(json.changes[1].label, 'Явор Янков Якимов, 7а');
  const wrong = csv('7а;1234567891;Явор;;Якимов', '7я я;;;;');
  const { json: report } = await officer.send('POST', '/imports/plan?kind=students', wrong);
  assert.deepEqual(
    report.problems
      .slice(0, 1)
      .map((one: { code: string; line: number; column: number }) => [one.code, one.line, one.column]),
    [['import_identifier_invalid', 2, 2]],
  );
  assert.equal((await officer.send('POST', '/imports?kind=students', wrong)).json.code, 'import_has_errors');
  assert.equal(await pupils(), before);
});

test('applied, applied again without effect, taken back', async () => {
  const before = await pupils();
  const key = { 'idempotency-key': 'import-of-monday' };
  const { json, status } = await officer.send('POST', '/imports?kind=students', good, key);
  assert.equal(status, 201, JSON.stringify(json));
  assert.equal(await pupils(), before + 2);
  assert.equal(
    (await officer.send('POST', '/imports?kind=students', good, key)).json.id,
    json.id,
    'one request',
  );
  assert.equal(
    (await officer.send('POST', '/imports?kind=students', good)).json.id,
    undefined,
    'nothing to do',
  );
  const { json: list } = await officer.send('GET', '/imports');
  assert.deepEqual([list.items[0].id, list.items[0].added], [json.id, json.report.counts.added]);
  assert.equal((await other.send('POST', `/imports/${json.id}/undo`, {})).json.code, 'import_unknown');
  assert.equal((await officer.send('POST', `/imports/${json.id}/undo`, {})).status, 204);
  assert.equal(await pupils(), before);
  assert.equal((await officer.send('POST', `/imports/${json.id}/undo`, {})).json.code, 'import_undone');
});

test('what is no table, and who may not, is refused', async () => {
  const noise = await officer.send('POST', '/imports/plan?kind=students', Buffer.from([0, 1, 2, 3]));
  assert.ok(noise.status >= 400 && noise.status < 500, JSON.stringify(noise.json));
  assert.equal((await teacher.send('POST', '/imports?kind=students', good)).json.code, 'not_permitted');
});

test('templates have the columns that the import reads', async () => {
  for (const kind of ['students', 'staff', 'guardians', 'timetable'] as const) {
    const { bytes, status } = await officer.send('GET', `/import-templates/${kind}`);
    assert.equal(status, 200);
    const plan = db.jobs.transaction().execute((trx) => {
      const base = { trx, vault: app.vault, school: a.school, now };
      return planImport({ ...base, date: '2026-11-09', removeMissing: false }, kind, bytes);
    });
    // A column that is missing or not known would be told first.
    await assert.rejects(plan, { code: 'import_empty' }, kind);
  }
});
