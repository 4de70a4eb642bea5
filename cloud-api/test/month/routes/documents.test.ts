import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { monthCapability } from '../../../src/month/capability.ts';
import { addPeople } from '../../../src/people/index.ts';
import { reportsCapability } from '../../../src/reports/capability.ts';
import { schoolFixture } from '../../attendance/support/school-fixture.ts';
import { testDatabase } from '../../support/database.ts';
import { routeApp } from '../../support/route-app.ts';

const now = new Date('2026-12-02T08:00:00Z');
const db = await testDatabase();
const app = await routeApp(
  db,
  [
    { name: 'month', routes: monthCapability.routes! },
    { name: 'reports', routes: reportsCapability.routes! },
  ],
  () => now,
);
after(async () => {
  await app.close();
  await db.close();
});

const mine = await schoolFixture(db.owner, { pupils: 0, classes: 2 });
const other = await schoolFixture(db.owner, { pupils: 1 });
const { school } = mine;
const [first, second] = mine.classes as [string, string];
const [pupil = ''] = await db.jobs
  .transaction()
  .execute((trx) =>
    addPeople({ trx, vault: app.vault, school }, [
      { kind: 'student', profile: { first: 'Тест', last: 'Ученик', identifier: '1523010012' } },
    ]),
  );
await db.owner
  .insertInto('enrolment')
  .values({ school, person: pupil, class: first, first_day: '2026-09-15' })
  .execute();
for (let day = 2; day <= 13; day += 1) {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  await sql`insert into school_day (school, day, revision, doubts, fires, settled)
    values (${school}, ${date}, 1, '', '', true)`.execute(db.owner);
  await sql`insert into person_day (school, day, person, class, revision, tracked, excused, marks, trail, intervals,
      lessons, flags, doubts, unexcused_halves, excused_hours, review_lessons)
    values (${school}, ${date}, ${pupil}, ${first}, 1, true, false, '', '', '', '1A2A3A4A', '', '', 8, 0, 0)`.execute(
    db.owner,
  );
}

const principal = await app.person('principal@a.example', { role: 'principal', school });
const teacher = await app.person('teacher@a.example', { role: 'homeroom_teacher', school, class: first });
const guard = await app.person('guard@a.example', { role: 'guard', school });
const stranger = await app.person('principal@b.example', { role: 'principal', school: other.school });

const exported = async () =>
  (
    await db.owner
      .selectFrom('audit_entry')
      .select('account')
      .where('school', '=', school)
      .where('action', '=', 'list_exported')
      .execute()
  ).length;

test('reports are documents in three forms and languages, each with its entry in the audit log', async () => {
  const before = await exported();
  const paths = [
    `month?month=2026-11&format=csv&language=en`,
    `register?month=2026-11&class=${first}&format=xlsx`,
    `person?month=2026-11&person=${pupil}&language=ru`,
    `day?day=2026-11-09&format=csv`,
    `week?day=2026-11-09&class=${first}`,
    `at-risk?day=2026-11-30&format=csv`,
  ];
  for (const path of paths) {
    const answer = await principal.send('GET', `/reports/${path}`);
    assert.equal(answer.status, 200, `${path}: ${answer.bytes.toString().slice(0, 300)}`);
    assert.match(String(answer.headers['content-disposition']), /^attachment/);
    assert.match(String(answer.headers['cache-control']), /no-store/);
  }
  assert.equal((await exported()) - before, paths.length);
  const csv = (await principal.send('GET', `/reports/${paths[0]}`)).bytes.toString();
  assert.match(csv, /Class,Name,Excused,Unexcused,Late,To decide\r\n5а,Тест Ученик,0,48,0,0/);
});

test('a report shows the own class to its teacher, and nothing to others', async () => {
  assert.equal((await teacher.send('GET', `/reports/month?month=2026-11&class=${first}`)).status, 200);
  assert.equal((await teacher.send('GET', `/reports/person?month=2026-11&person=${pupil}`)).status, 200);
  const refused = [
    [teacher, `/reports/month?month=2026-11`],
    [teacher, `/reports/month?month=2026-11&class=${second}`],
    [teacher, `/reports/person?month=2026-11&person=${randomUUID()}`],
    [guard, `/reports/day?day=2026-11-09`],
  ] as const;
  for (const [who, path] of refused) assert.equal((await who.send('GET', path)).status, 403, path);
  const foreign = await stranger.send('GET', `/reports/person?month=2026-11&person=${pupil}`);
  assert.deepEqual([foreign.status, foreign.json.code], [404, 'person_unknown']);
  const class404 = await stranger.send('GET', `/reports/register?month=2026-11&class=${first}`);
  assert.deepEqual([class404.status, class404.json.code], [404, 'class_unknown']);
});

test('чл. 347 over HTTP: select, draft, sign, send; the other school sees nothing of it', async () => {
  const list = await principal.send('GET', '/at-risk?day=2026-11-30');
  assert.deepEqual(
    list.json.pupils.map((row: { name: string; unexcused: number }) => [row.name, row.unexcused]),
    [['Тест Ученик', 48]],
  );
  assert.deepEqual((await stranger.send('GET', '/at-risk?day=2026-11-30')).json.pupils, []);
  const wish = { asOf: '2026-11-30', recipientKind: 'municipality', recipient: 'Община', persons: [pupil] };
  assert.equal((await teacher.send('POST', '/signals', wish)).status, 403);
  const made = await principal.send('POST', '/signals', wish);
  assert.equal(made.status, 201);
  const [{ id }] = made.json.drafted;
  const move = (body: object, who = principal) => who.send('POST', `/signals/${id}/moves`, body);
  assert.equal((await move({ to: 'sent' })).status, 400);
  assert.equal((await move({ to: 'signed' }, stranger)).json.code, 'signal_unknown');
  assert.equal((await move({ to: 'signed' })).status, 204);
  assert.equal((await move({ to: 'sent', reference: 'РД-1' })).status, 204);
  const letter = await principal.send('GET', `/signals/${id}/letter`);
  assert.equal(letter.headers['content-type'], 'application/pdf');
  assert.equal((await stranger.send('GET', `/signals/${id}/letter`)).status, 404);
  const [row] = (await principal.send('GET', '/signals?state=sent')).json.items;
  assert.deepEqual([row.id, row.name, row.reference, row.state], [id, 'Тест Ученик', 'РД-1', 'sent']);
  assert.ok((await principal.send('GET', '/at-risk?day=2026-11-30')).json.pupils[0].riskSince);
  const end = { persons: [pupil], endedOn: '2026-12-01' };
  assert.equal((await principal.send('POST', '/at-risk/end', end)).status, 204);
});

test('M13: the declaration can be read as a draft by who signs', async () => {
  const draft = await principal.send('GET', '/months/2026-11/declaration');
  assert.equal(draft.bytes.subarray(0, 5).toString(), '%PDF-');
  assert.equal((await teacher.send('GET', '/months/2026-11/declaration')).status, 403);
});
