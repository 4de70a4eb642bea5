import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { schoolRoutes } from '../../../src/api/index.ts';
import { choiceRoutes } from '../../../src/attendance/choices/choice-routes.ts';
import { vaultNames } from '../../../src/attendance/today/names.ts';
import { monthCapability } from '../../../src/month/capability.ts';
import { tellSignal } from '../../../src/month/signals/tell-signal.ts';
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
    {
      name: 'choices',
      routes: (to, parts) => choiceRoutes(schoolRoutes(to, parts), vaultNames(parts.vault)),
    },
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

test('чл. 347: a municipality reads and answers its own signals here, and no one else’s', async () => {
  const [town, village] = await Promise.all(['Община Пример', 'Община Друга'].map(addMunicipality));
  const clerk = await app.person('clerk@town.example', { role: 'municipality', region: town as string });
  const alien = await app.person('clerk@village.example', {
    role: 'municipality',
    region: village as string,
  });
  const list = await principal.send('GET', '/at-risk?day=2026-11-30&selection=dropout');
  assert.deepEqual(list.json.municipalities, ['Община Друга', 'Община Пример']);
  assert.deepEqual([list.json.pupils[0].reasons, list.json.settledThrough], [['dropout'], '2026-11-13']);
  const wish = {
    asOf: '2026-11-30',
    selection: 'dropout',
    recipientKind: 'municipality',
    recipient: ' община  Пример',
    persons: [pupil],
  };
  // The one of the test before is still on its way to another recipient of the kind.
  const [{ id: earlier }] = (await principal.send('GET', '/signals?state=sent')).json.items;
  const close = { to: 'answered', answer: 'Съставен е акт.' };
  assert.equal((await principal.send('POST', `/signals/${earlier}/moves`, close)).status, 204);
  const [{ id }] = (await principal.send('POST', '/signals', wish)).json.drafted;
  const move = (who: typeof principal, body: object, at = `/signals/${id}/moves`) =>
    who.send('POST', at, body);
  const inbox = `/signal-inbox/${id}`;
  assert.equal((await move(principal, { to: 'signed' })).status, 204);
  assert.deepEqual((await clerk.send('GET', '/signal-inbox')).json.items, [], 'only what was sent');
  assert.equal((await clerk.send('GET', `${inbox}/letter`)).status, 404);
  assert.equal((await move(principal, { to: 'sent', reference: 'РД-2' })).status, 204);

  const [received, ...others] = (await clerk.send('GET', '/signal-inbox')).json.items;
  assert.deepEqual([received.id, received.reference, received.unexcused, others], [id, 'РД-2', 48, []]);
  assert.equal(JSON.stringify(received).includes('Ученик'), false, 'names are in the letter alone');
  const letter = await clerk.send('GET', `${inbox}/letter`);
  assert.equal(letter.bytes.subarray(0, 5).toString(), '%PDF-');
  for (const [who, status] of [
    [alien, 404],
    [principal, 403],
    [teacher, 403],
  ] as const) {
    assert.equal((await who.send('GET', `${inbox}/letter`)).status, status);
    assert.equal((await move(who, close, `${inbox}/moves`)).status, status);
  }
  assert.deepEqual((await alien.send('GET', '/signal-inbox')).json.items, []);
  assert.equal((await principal.send('GET', '/signal-inbox')).status, 403);
  assert.equal((await move(clerk, { to: 'withdrawn' }, `${inbox}/moves`)).status, 400);
  assert.equal(
    (await move(clerk, { to: 'acknowledged', reference: 'вх. 77' }, `${inbox}/moves`)).status,
    204,
  );
  assert.equal((await move(clerk, close, `${inbox}/moves`)).status, 204);
  assert.equal((await move(clerk, close, `${inbox}/moves`)).json.code, 'signal_state');

  const [mine] = (await principal.send('GET', '/signals?state=answered')).json.items;
  assert.deepEqual(
    [mine.id, mine.reference, mine.incoming, mine.answer, mine.inbox],
    [id, 'РД-2', 'вх. 77', 'Съставен е акт.', true],
  );
  assert.deepEqual(
    mine.history.map(({ state, by }: { state: string; by: { role: string } }) => `${state} ${by.role}`),
    [
      'draft principal',
      'signed principal',
      'sent principal',
      'acknowledged municipality',
      'answered municipality',
    ],
  );
  const told = await db.owner
    .selectFrom(
      sql<{ payload: { state: string } }>`(select payload::jsonb from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'month.signal_told'
      order by j.id)`.as('job'),
    )
    .select('payload')
    .execute();
  assert.deepEqual(
    told.map(({ payload }) => payload.state),
    ['sent', 'acknowledged', 'answered'],
  );
  for (const state of ['sent', 'answered'] as const)
    await tellSignal({ jobs: db.jobs, now: () => now }, { signal: id, state });
  const notices = await db.owner
    .selectFrom('account_notice')
    .select(['account', 'kind'])
    .where('kind', 'in', ['signal_received', 'signal_answered'])
    .orderBy('kind', 'desc')
    .execute();
  assert.deepEqual(
    notices.map(({ kind }) => kind),
    ['signal_received', 'signal_answered'],
  );
  assert.notEqual(notices[0]?.account, notices[1]?.account);
});

async function addMunicipality(name: string): Promise<string> {
  const { id } = await db.owner
    .insertInto('region')
    .values({ code: randomUUID(), name })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

test('limits are shown to who works with them and changed by who signs, and no day is computed anew for it', async () => {
  const shown = (await teacher.send('GET', '/attendance-settings')).json;
  assert.deepEqual([shown.values, shown.mayChange, shown.changed], [shown.defaults, false, undefined]);
  assert.deepEqual([shown.defaults.riskTotal, shown.defaults.dropoutUnexcused], [130, 5]);
  assert.equal((await guard.send('GET', '/attendance-settings')).status, 403);
  const wider = { ...shown.values, riskUnexcused: 48, dropoutUnexcused: 47 };
  assert.equal((await teacher.send('PUT', '/attendance-settings', wider)).status, 403);
  assert.equal(
    (await principal.send('PUT', '/attendance-settings', { ...wider, riskTotal: -1 })).status,
    400,
  );
  const dirty = async () =>
    (await db.owner.selectFrom('attendance_dirty').selectAll().where('school', '=', school).execute()).length;
  const before = await dirty();
  assert.equal((await principal.send('PUT', '/attendance-settings', wider)).status, 204);
  assert.equal(await dirty(), before);
  const after = (await principal.send('GET', '/attendance-settings')).json;
  assert.deepEqual([after.values, after.changed.by.role, after.mayChange], [wider, 'principal', true]);
  assert.deepEqual((await principal.send('GET', '/at-risk?day=2026-11-30')).json.pupils, []);
  const dropout = await principal.send('GET', '/at-risk?day=2026-11-30&selection=dropout');
  assert.equal(dropout.json.pupils.length, 1);
  const report = '/reports/at-risk?day=2026-11-30&format=csv&language=en&selection=dropout';
  assert.match(
    (await principal.send('GET', report)).bytes.toString(),
    /Тест Ученик,48,48,0,at risk of dropping out/,
  );
  const entry = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('school', '=', school)
    .where('subject', '=', 'attendance_settings')
    .executeTakeFirstOrThrow();
  assert.deepEqual(JSON.parse(entry.line).detail, {
    riskUnexcused: { from: 40, to: 48 },
    dropoutUnexcused: { from: 5, to: 47 },
  });
  // A rule of lessons is another matter: all days follow it.
  await db.owner
    .updateTable('attendance_settings')
    .set({ settings: JSON.stringify({ lateMaxSeconds: 600 }) })
    .where('school', '=', school)
    .execute();
  assert.equal(await dirty(), before + 1);
});
