import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { runDays } from '../../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { inSchool } from '../../../src/db/index.ts';
import { proposeCorrections } from '../../../src/month/corrections/propose.ts';
import { encodeCp1251 } from '../../../src/month/files/cp1251.ts';
import { readNeispuo } from '../../../src/month/files/read-neispuo.ts';
import { validateNeispuo } from '../../../src/month/files/validate-neispuo.ts';
import { addMonthRoutes } from '../../../src/month/routes/index.ts';
import { addPeople } from '../../../src/people/index.ts';
import { utc } from '../../attendance/support/case-dsl.ts';
import { store, storedEvent } from '../../attendance/support/journal.ts';
import { addCard, schoolFixture } from '../../attendance/support/school-fixture.ts';
import { testDatabase } from '../../support/database.ts';
import { routeApp } from '../../support/route-app.ts';

const IN_WINDOW = new Date('2026-12-02T08:00:00Z');
let now = IN_WINDOW;
const db = await testDatabase();
const app = await routeApp(db, [{ name: 'month', routes: addMonthRoutes }], () => now);
after(async () => {
  await app.close();
  await db.close();
});
const hook = attendanceHook(new SchoolCache());
const DAY = '2026-11-09';
const at = (day: string, local: string) => Date.parse(utc(local, day));

const mine = await schoolFixture(db.owner, { pupils: 0, classes: 2 });
const other = await schoolFixture(db.owner, { pupils: 1 });
const { school } = mine;
const [first, second] = mine.classes as [string, string];
const [pupil, moved] = (await db.jobs.transaction().execute((trx) =>
  addPeople({ trx, vault: app.vault, school }, [
    {
      kind: 'student',
      profile: { first: 'Тест', middle: 'Примеров', last: 'Ученик', identifier: '1523010012' },
    },
    { kind: 'student', profile: { first: 'Мария', last: 'Примерова', identifier: '1523010020' } },
  ]),
)) as [string, string];
await db.owner
  .insertInto('enrolment')
  .values([
    { school, person: pupil, class: first, first_day: '2026-09-15' },
    { school, person: moved, class: second, first_day: '2026-09-15' },
  ])
  .execute();
await addCard(db.owner, { school, site: mine.site, person: pupil, kind: 'pupil', token: 'p' });
const gateway = mine.gateways[0]?.id as string;
const pass = (n: number, local: string, direction: 'in' | 'out') =>
  storedEvent(school, gateway, n, at(DAY, local), {
    kind: 'passage',
    direction,
    building: 'A',
    lane: 'L1',
    token: 'p',
  });
await store(db.ingest, hook, [
  storedEvent(school, gateway, 1, at('2026-11-02', '05:00'), { kind: 'power_up' }),
  pass(2, '07:20', 'in'),
  pass(3, '11:45', 'out'),
]);
const options = { kind: 'rebuild', school, from: '2026-11-02', to: '2026-11-30', dryRun: false } as const;
for await (const _ of runDays(db.jobs, { ...options, cache: new SchoolCache(), now: () => now.getTime() })) {
}
const { code } = await db.owner
  .selectFrom('school')
  .select('code')
  .where('id', '=', school)
  .executeTakeFirstOrThrow();

const teacher = await app.person('teacher@a.example', { role: 'homeroom_teacher', school, class: first });
const principal = await app.person('principal@a.example', { role: 'principal', school });
const guard = await app.person('guard@a.example', { role: 'guard', school });
const elsewhere = await app.person('principal@b.example', { role: 'principal', school: other.school });
const november = (path = '') => `/months/2026-11${path}`;
const act = (body: object) => principal.send('POST', november('/acts'), body);

test('the months of the year, with states and deadlines, for those who sign', async () => {
  const { json } = await principal.send('GET', '/months');
  assert.deepEqual(
    json.months.map((each: { month: string }) => each.month),
    ['2026-12', '2026-11', '2026-10', '2026-09'],
  );
  assert.equal(new Date(json.months[1].window.closes).toISOString(), '2026-12-04T22:00:00.000Z');
  assert.equal((await teacher.send('GET', '/months')).json.code, 'not_permitted');
  assert.equal((await guard.send('GET', november())).json.code, 'not_permitted');
  assert.equal((await app.stranger('GET', '/months')).status, 401);
  assert.equal((await principal.send('GET', '/months/2026-13')).json.code, 'request_invalid');
});

test('what stands in the way of a month is named with its number', async () => {
  const { json } = await principal.send('GET', november());
  assert.equal(json.state, 'draft');
  assert.deepEqual(json.can.generate, { ok: false, code: 'classes_unchecked', count: 2 });
  assert.equal(json.can.sign.code, 'not_imported');
  assert.ok(json.openDays.length > 0);
  assert.deepEqual(
    new Set(json.openDays.map((day: { state: string }) => day.state)),
    new Set(['not_closed']),
    'no gateway has closed a day here',
  );
  assert.equal((await elsewhere.send('GET', november())).json.classes.length, 0);
});

test('a homeroom teacher checks the own class off, and no other', async () => {
  const own = await teacher.send('GET', november(`/classes/${first}`));
  assert.deepEqual(own.json.check, { ok: true });
  assert.deepEqual(
    own.json.pupils.map((row: { name: string; undecided: number }) => [row.name, row.undecided]),
    [['Тест Примеров Ученик', 0]],
  );
  assert.equal((await teacher.send('GET', november(`/classes/${second}`))).json.code, 'not_permitted');
  assert.equal((await teacher.send('PUT', november(`/classes/${second}/check`))).json.code, 'not_permitted');
  assert.equal((await elsewhere.send('PUT', november(`/classes/${first}/check`))).json.code, 'class_unknown');
  assert.equal((await teacher.send('PUT', november(`/classes/${first}/check`))).status, 204);
  const checked = (await teacher.send('GET', november(`/classes/${first}`))).json.checked;
  assert.equal(checked.by.role, 'homeroom_teacher');
  assert.equal((await teacher.send('DELETE', november(`/classes/${first}/check`))).status, 204);
  assert.equal((await teacher.send('GET', november(`/classes/${first}`))).json.checked, undefined);
  now = new Date('2026-11-30T08:00:00Z');
  assert.equal((await teacher.send('PUT', november(`/classes/${first}/check`))).json.code, 'month_not_over');
  now = IN_WINDOW;
  assert.equal((await teacher.send('PUT', november(`/classes/${first}/check`))).status, 204);
});

test('R19: a lateness inside a medical note is listed for the teacher', async () => {
  await db.owner
    .insertInto('excuse')
    .values({
      school,
      person: pupil,
      kind: 'medical',
      first_day: DAY,
      last_day: DAY,
      number: '1',
      doctor: '2',
      filed_on: null,
      account: null,
      withdrawn_at: null,
    } as never)
    .execute();
  await db.owner
    .updateTable('person_day')
    .set({ lessons: '1L2P3P4P5P6P7P' })
    .where('person', '=', pupil)
    .where('day', '=', DAY)
    .execute();
  const { json } = await teacher.send('GET', november(`/classes/${first}`));
  assert.deepEqual(json.lateInMedical, [
    { person: pupil, name: 'Тест Примеров Ученик', date: DAY, lessons: [1] },
  ]);
  await db.owner.deleteFrom('excuse').where('person', '=', pupil).execute();
  await db.owner
    .updateTable('person_day')
    .set({ lessons: '1P2P3P4P5P6A7A' })
    .where('person', '=', pupil)
    .where('day', '=', DAY)
    .execute();
});

test('a class that changes after its teacher went through it has to be gone through again', async () => {
  const check = november(`/classes/${first}/check`);
  const days = db.owner.updateTable('person_day').where('person', '=', pupil).where('day', '=', DAY);
  const before = await db.owner
    .selectFrom('person_day')
    .select('unexcused_halves')
    .where('person', '=', pupil)
    .where('day', '=', DAY)
    .executeTakeFirstOrThrow();
  await days.set({ unexcused_halves: before.unexcused_halves + 2 }).execute();
  const changed = (await teacher.send('GET', november(`/classes/${first}`))).json;
  assert.equal(changed.checked, undefined);
  assert.equal(changed.outdated.by.role, 'homeroom_teacher');
  const line = (await principal.send('GET', november())).json.classes.find(
    ({ id }: { id: string }) => id === first,
  );
  assert.deepEqual([line.checked, line.outdated.at], [undefined, changed.outdated.at]);
  const state = (to: 'checked' | 'draft') =>
    db.owner.updateTable('month_submission').set({ state: to }).where('school', '=', school).execute();
  await state('checked');
  assert.equal((await principal.send('GET', november())).json.state, 'draft', 'not checked off any more');
  const ofClass = (await teacher.send('GET', november(`/classes/${first}`))).json;
  assert.equal(ofClass.state, 'draft', 'the same for the teacher');
  const { months } = (await principal.send('GET', '/months')).json;
  assert.equal(
    months.find((each: { month: string }) => each.month === '2026-11').state,
    'draft',
    'and listed',
  );
  await state('draft');
  assert.equal((await act({ act: 'generate' })).json.code, 'classes_unchecked');
  assert.equal((await teacher.send('PUT', check)).status, 204);
  const again = (await teacher.send('GET', november(`/classes/${first}`))).json;
  assert.deepEqual([again.checked.by.role, again.outdated], ['homeroom_teacher', undefined]);
  await days.set({ unexcused_halves: before.unexcused_halves }).execute();
  assert.equal((await teacher.send('PUT', check)).status, 204);
});

test('the month from the file to the signature, by a name and a reason where days are open', async () => {
  assert.equal((await principal.send('GET', november('/file'))).json.code, 'not_generated');
  assert.equal((await act({ act: 'generate' })).json.code, 'classes_unchecked');
  assert.equal((await principal.send('PUT', november(`/classes/${second}/check`))).status, 204);
  assert.equal(
    (await teacher.send('POST', november('/acts'), { act: 'generate' })).json.code,
    'not_permitted',
  );
  const generated = await act({ act: 'generate' });
  assert.equal(generated.json.state, 'generated', generated.bytes.toString());
  const file = await principal.send('GET', november('/file'));
  assert.equal(file.status, 200, file.bytes.toString());
  assert.match(String(file.headers['content-disposition']), new RegExp(`${code}_2026_11_1\\.txt`));
  const read = readNeispuo(file.bytes);
  assert.equal(read.rows.length, 2);
  assert.deepEqual(validateNeispuo(read, { institution: code, schoolYear: 2026, month: 11 }), []);
  assert.equal((await teacher.send('GET', november('/file'))).json.code, 'not_permitted');
  assert.equal((await act({ act: 'mark_imported' })).json.code, 'submission_number_missing');
  assert.equal((await act({ act: 'mark_imported', number: ' 4711 ' })).json.state, 'imported');
  assert.equal((await act({ act: 'sign' })).json.code, 'days_unreconciled');
  assert.equal((await act({ act: 'sign', acceptedBy: 'М. Иванова' })).json.code, 'acceptance_reason_missing');
  const signed = await act({ act: 'sign', acceptedBy: 'М. Иванова', reason: 'шлюзът е подменен' });
  assert.equal(signed.json.state, 'signed');
  const [signature, imported] = signed.json.history;
  assert.equal(signature.reason, 'шлюзът е подменен');
  assert.ok(signature.openDays > 0);
  assert.equal(signature.acceptedBy, 'М. Иванова');
  assert.equal(signature.acceptedDays.length, signature.openDays);
  assert.ok(
    signature.acceptedDays.every((each: { date: string; state: string }) => each.date.startsWith('2026-11')),
  );
  const audited = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('action', '=', 'month_signed')
    .where('account', '=', principal.account)
    .execute();
  assert.match(
    String(audited[0]?.line),
    /"days": \[\{"day": "2026-11-01", "state": "not_closed", "gateway"/,
    'and in the log',
  );
  const stored = JSON.stringify([
    audited,
    await db.owner.selectFrom('month_act').selectAll().where('school', '=', school).execute(),
    await db.owner.selectFrom('month_acceptance').selectAll().where('school', '=', school).execute(),
  ]);
  assert.ok(!stored.includes('Иванова'), 'I7: the name lies sealed');
  assert.equal(imported.number, '4711');
  assert.equal((await act({ act: 'generate' })).json.code, 'month_signed');
  const exported = await db.owner
    .selectFrom('audit_entry')
    .select('subject')
    .where('action', '=', 'list_exported')
    .where('account', '=', principal.account)
    .execute();
  assert.deepEqual(exported, [{ subject: 'month:2026-11-01' }]);
});

test('after the campaign nothing is signed or taken back', async () => {
  now = new Date('2026-12-05T08:00:00Z');
  assert.equal((await act({ act: 'unsign' })).json.code, 'campaign_closed');
  now = IN_WINDOW;
});

test('a month without unexcused absences is declared; a delegate signs while the delegation lasts', async () => {
  const deputy = await app.person('deputy@b.example', { role: 'guard', school: other.school });
  const declare = (who: typeof deputy) => who.send('POST', november('/acts'), { act: 'declare' });
  assert.equal((await declare(deputy)).json.code, 'not_permitted');
  const until = new Date(now.getTime() + 3_600_000);
  const given = await elsewhere.send('POST', '/delegations', {
    login: 'deputy@b.example',
    acts: ['month.sign', 'month.check'],
    from: now,
    until,
  });
  assert.equal(given.status, 201, given.bytes.toString());
  assert.equal((await declare(deputy)).json.code, 'days_unreconciled');
  const body = { act: 'declare', acceptedBy: 'заместник', reason: 'входът още не е пуснат' };
  const declared = await deputy.send('POST', november('/acts'), body);
  assert.equal(declared.json.state, 'declared', declared.bytes.toString());
  const declaration = await deputy.send('GET', november('/declaration'));
  assert.equal(declaration.bytes.subarray(0, 5).toString(), '%PDF-');
  assert.equal((await teacher.send('GET', november('/declaration'))).json.code, 'not_permitted');
  now = new Date(until.getTime());
  assert.equal((await deputy.send('POST', november('/acts'), { act: 'unsign' })).json.code, 'not_permitted');
  now = IN_WINDOW;
});

test('what later evidence says against a signed month is answered once, with a note', async () => {
  await db.owner
    .updateTable('person_day')
    .set({ lessons: '1P2P3P4P5P6P7A', unexcused_halves: 2 })
    .where('person', '=', pupil)
    .where('day', '=', DAY)
    .execute();
  await proposeCorrections(db.jobs, school, '2026-11-01');
  const { items } = (await principal.send('GET', '/corrections')).json;
  assert.equal(items.length, 1);
  const [item] = items;
  assert.equal(item.signed.unexcused - item.now.unexcused, 1);
  assert.equal(item.name, 'Тест Примеров Ученик');
  const answer = (who: typeof principal, body: object) =>
    who.send('POST', `/corrections/${item.id}/answer`, body);
  const sent = { state: 'sent', note: 'писмо 12' };
  assert.equal((await answer(teacher, sent)).json.code, 'not_permitted');
  assert.equal((await answer(elsewhere, sent)).json.code, 'correction_unknown');
  assert.equal((await answer(principal, { state: 'sent', note: ' ' })).json.code, 'note_required');
  assert.equal((await answer(principal, sent)).status, 204);
  assert.equal((await answer(principal, sent)).json.code, 'correction_unknown');
  assert.equal((await elsewhere.send('GET', '/corrections')).json.items.length, 0);
});

test('the agency’s list: read in, answered row by row, signed, downloaded', async () => {
  const line = (id: string, absences: string, kind: number, days: string, of = code) =>
    `2026|11|${of}|0|${id}|Тест|Примеров|Ученик|${absences}|${kind}|${days}\r\n`;
  const list = encodeCp1251(line('1523010012', '006.00', 0, '00') + line('1523019999', '000.00', 2, '12'));
  const dates = '?opens=2026-12-01T00:00:00%2B02:00&closes=2026-12-20T00:00:00%2B02:00';
  const upload = (who: typeof principal, bytes: Buffer, query = dates) =>
    who.send('POST', november(`/asp/list${query}`), bytes);
  assert.equal((await principal.send('GET', november('/asp'))).json.code, 'campaign_unknown');
  assert.equal((await upload(teacher, list)).json.code, 'not_permitted');
  assert.equal((await upload(elsewhere, list)).json.code, 'file_row_invalid');
  assert.equal((await upload(principal, Buffer.from('a|b'))).json.code, 'file_row_invalid');
  const backwards = '?opens=2026-12-20T00:00:00Z&closes=2026-12-01T00:00:00Z';
  assert.equal((await upload(principal, list, backwards)).json.code, 'campaign_dates');
  const read = await upload(principal, list);
  assert.deepEqual(read.json, { rows: 2, unknown: 1 }, read.bytes.toString());
  assert.equal((await upload(principal, list)).status, 201, 'nothing is answered: it may be read in again');
  const row = (who: typeof principal, number: number, body: object) =>
    who.send('PUT', november(`/asp/rows/${number}`), body);
  const refuse = { decision: 'refuse', note: 'болничен лист' };
  for (const [who, number, body, expected] of [
    [teacher, 1, { decision: 'confirm' }, 'not_permitted'],
    [elsewhere, 1, { decision: 'confirm' }, 'campaign_unknown'],
    [principal, 3, { decision: 'confirm' }, 'row_unknown'],
    [principal, 1, { ...refuse, corrected: 6 }, 'correction_unchanged'],
    [principal, 1, { ...refuse, corrected: 5 }, 'correction_too_high'],
    [principal, 1, refuse, 'correction_invalid'],
    [principal, 1, { ...refuse, corrected: 4, note: '' }, 'note_required'],
    [principal, 2, { ...refuse, corrected: 31 }, 'correction_days_exceeded'],
  ] as const) {
    assert.equal((await row(who, number, body)).json.code, expected, JSON.stringify(body));
  }
  const refused = await row(principal, 1, { ...refuse, corrected: 4.5 });
  assert.deepEqual([refused.json.rows[0].state, refused.json.rows[0].corrected], ['refused', 4.5]);
  assert.equal(refused.json.rows[0].name, 'Тест Примеров Ученик');
  assert.deepEqual(refused.json.can.sign, { ok: false, code: 'rows_undecided', count: 1 });
  assert.equal((await upload(principal, list)).json.code, 'campaign_begun');
  await row(principal, 2, { decision: 'confirm' });
  assert.equal((await principal.send('GET', november('/asp/answers'))).json.code, 'not_signed');
  const signed = await principal.send('POST', november('/asp/acts'), { act: 'sign' });
  assert.equal(signed.json.state, 'signed', signed.bytes.toString());
  const answers = await principal.send('GET', november('/asp/answers'));
  assert.match(answers.bytes.toString('latin1'), /\|006\.00\|0\|0\|2\|004\.50\|0\r\n/);
});

test('row-level security: whatever the routes forget, another school sees no row of these', async () => {
  for (const table of ['month_submission', 'class_check', 'asp_row', 'correction', 'signed_row'] as const) {
    const seen = await inSchool(db.api, { school: other.school }, (trx) =>
      trx.selectFrom(table).select('school').where('school', '=', school).execute(),
    );
    assert.deepEqual(seen, [], table);
  }
});
