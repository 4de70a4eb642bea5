import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { addLessonRoutes } from '../../../src/attendance/decide/routes/index.ts';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { runDays } from '../../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { verifyAudit } from '../../../src/audit/index.ts';
import { testDatabase } from '../../support/database.ts';
import { routeApp } from '../../support/route-app.ts';
import { utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
const now = new Date('2026-11-13T18:30:00Z');
const app = await routeApp(db, [{ name: 'lessons', routes: addLessonRoutes }], () => now);
after(async () => {
  await app.close();
  await db.close();
});
const hook = attendanceHook(new SchoolCache());
const cache = new SchoolCache();
const MONDAY = '2026-11-09';
const TUESDAY = '2026-11-10';
const at = (day: string, local: string) => Date.parse(utc(local, day));

let seq = 1;
function passes(fixture: SchoolFixture, token: string, day: string, times: string) {
  return times.split('-').map((local, index) => {
    seq += 1;
    const direction = index % 2 === 0 ? ('in' as const) : ('out' as const);
    const event = { kind: 'passage', direction, building: 'A', lane: 'L1', token };
    return storedEvent(fixture.school, fixture.gateways[0]?.id as string, seq, at(day, local), event);
  });
}
const denied = (fixture: SchoolFixture, token: string, day: string, local: string) => {
  seq += 1;
  const event = { kind: 'denied', direction: 'in', building: 'A', lane: 'L1', token, reason: 'card_expired' };
  return storedEvent(fixture.school, fixture.gateways[0]?.id as string, seq, at(day, local), event as never);
};

async function compute(fixture: SchoolFixture, from: string, to: string): Promise<void> {
  const options = { kind: 'rebuild', school: fixture.school, from, to, dryRun: false, cache } as const;
  for await (const _ of runDays(db.jobs, { ...options, now: () => now.getTime() })) {
  }
}

// Four pupils in two classes: 0 and 2 in the first. Pupil 0 lost an exit on Monday and was refused on Tuesday.
const mine = await schoolFixture(db.owner, { pupils: 4, classes: 2 });
const other = await schoolFixture(db.owner, { pupils: 2 });
const power = storedEvent(mine.school, mine.gateways[0]?.id as string, 1, at('2026-11-02', '05:00'), {
  kind: 'power_up',
});
await store(db.ingest, hook, [
  power,
  ...passes(mine, 't0', MONDAY, '07:20'),
  ...passes(mine, 't0', MONDAY, '10:05-13:16'),
  denied(mine, 't0', TUESDAY, '07:28'),
  ...passes(mine, 't2', MONDAY, '07:42-13:17'),
  ...passes(mine, 't1', MONDAY, '07:20-13:20'),
]);
await compute(mine, MONDAY, TUESDAY);

const [first, second] = mine.classes as [string, string];
const [pupil, stranger, late] = mine.persons as [string, string, string];
const teacher = await app.person('teacher@a.example', {
  role: 'homeroom_teacher',
  school: mine.school,
  class: first,
});
const principal = await app.person('principal@a.example', { role: 'principal', school: mine.school });
const guard = await app.person('guard@a.example', { role: 'guard', school: mine.school });
const elsewhere = await app.person('principal@b.example', { role: 'principal', school: other.school });

const week = `?from=${MONDAY}&to=2026-11-13`;
const decide = (decisions: readonly object[]) => ({ decisions });
const unknown = { person: pupil, day: MONDAY, lesson: 1, mark: 'present' };

test('a homeroom teacher sees the own class and what waits in it; the principal all', async () => {
  const own = (await teacher.send('GET', '/lessons/classes')).json.classes;
  assert.deepEqual(
    own.map((each: { id: string; pupils: number; undecided: number }) => [
      each.id,
      each.pupils,
      each.undecided,
    ]),
    [[first, 2, 10]],
  );
  const all = (await principal.send('GET', '/lessons/classes')).json.classes;
  assert.deepEqual(all.map((each: { id: string }) => each.id).sort(), [first, second].sort());
  assert.equal((await guard.send('GET', '/lessons/classes')).json.code, 'not_permitted');
  assert.equal((await app.stranger('GET', '/lessons/classes')).status, 401);
});

test('the queue names days, lessons and the doubts behind them', async () => {
  const { json } = await teacher.send('GET', '/lessons/undecided');
  assert.deepEqual(
    json.items.map((item: { date: string; lessons: number[]; causes: string[] }) => [
      item.date,
      item.lessons,
      item.causes,
    ]),
    [
      [MONDAY, [1, 2, 3], []],
      [TUESDAY, [1, 2, 3, 4, 5, 6, 7], ['denied']],
    ],
  );
  assert.equal((await teacher.send('GET', `/lessons/undecided?class=${second}`)).json.code, 'not_your_class');
});

test('a class over a week: lessons with their hours, and one cell each', async () => {
  const answer = await teacher.send('GET', `/lessons/classes/${first}${week}`);
  assert.equal(answer.status, 200, answer.bytes.toString());
  const { days, pupils } = answer.json;
  assert.deepEqual(
    days.map((day: { date: string; open: boolean; lessons: unknown[] }) => [
      day.date,
      day.open,
      day.lessons.length,
    ])[0],
    [MONDAY, true, 7],
  );
  const row = pupils.find((each: { person: string }) => each.person === late);
  assert.deepEqual(row.days[0].lessons[0], { n: 1, status: 'late' });
  for (const [who, path, code] of [
    [teacher, `/lessons/classes/${second}${week}`, 'not_permitted'],
    [elsewhere, `/lessons/classes/${first}${week}`, 'class_unknown'],
    [teacher, `/lessons/classes/${first}?from=${MONDAY}&to=2027-11-13`, 'date_range'],
    [teacher, `/lessons/classes/${first}?from=2026-02-31&to=2027-11-13`, 'request_invalid'],
  ] as const) {
    assert.equal((await who.send('GET', path)).json.code, code, path);
  }
});

test('the evidence of a day: stays, passages, the refusal with its reason, and the gates’ own proposal', async () => {
  const monday = (await teacher.send('GET', `/lessons/pupils/${pupil}/days/${MONDAY}`)).json;
  assert.deepEqual(
    monday.intervals.map((each: { uncertain: boolean; endQuality: string }) => [
      each.uncertain,
      each.endQuality,
    ]),
    [
      [true, 'missing_exit'],
      [false, 'tap'],
    ],
  );
  assert.deepEqual(
    monday.passes.map((pass: { direction: string; lane: string; gateway: string }) => [
      pass.direction,
      pass.lane,
    ]),
    [
      ['in', 'L1'],
      ['in', 'L1'],
      ['out', 'L1'],
    ],
  );
  const tuesday = (await teacher.send('GET', `/lessons/pupils/${pupil}/days/${TUESDAY}`)).json;
  assert.deepEqual(
    tuesday.refusals.map((each: { reason: string; at: number }) => [each.reason, each.at]),
    [['card_expired', at(TUESDAY, '07:28')]],
  );
  assert.equal(tuesday.doubts[0].cause, 'denied');
  assert.equal(tuesday.lessons[0].proposal, 'unknown');
  assert.equal(
    (await teacher.send('GET', `/lessons/pupils/${stranger}/days/${MONDAY}`)).json.code,
    'not_permitted',
  );
  assert.equal(
    (await elsewhere.send('GET', `/lessons/pupils/${pupil}/days/${MONDAY}`)).json.code,
    'day_unknown',
  );
});

test('the teacher’s mark wins, the gates’ proposal stays beside it, and the history says who', async () => {
  const done = await teacher.send('POST', '/lessons/decisions', decide([unknown, { ...unknown, lesson: 2 }]));
  assert.equal(done.status, 200, done.bytes.toString());
  assert.deepEqual(done.json.days[0].lessons.slice(0, 3), [
    { n: 1, status: 'present', decided: true },
    { n: 2, status: 'present', decided: true },
    { n: 3, status: 'unknown' },
  ]);
  await principal.send(
    'POST',
    '/lessons/decisions',
    decide([{ ...unknown, mark: 'late', note: 'видях го' }]),
  );
  const evidence = (await teacher.send('GET', `/lessons/pupils/${pupil}/days/${MONDAY}`)).json;
  const [lesson] = evidence.lessons;
  assert.deepEqual([lesson.status, lesson.proposal], ['late', 'unknown']);
  assert.deepEqual(
    lesson.history.map((each: { mark: string; by: { role: string }; note: string; withdrawnAt?: number }) => [
      each.mark,
      each.by.role,
      each.note,
      each.withdrawnAt === undefined,
    ]),
    [
      ['late', 'principal', 'видях го', true],
      ['present', 'homeroom_teacher', '', false],
    ],
  );
  const undone = await teacher.send('POST', '/lessons/decisions', decide([{ ...unknown, mark: 'undo' }]));
  assert.deepEqual(undone.json.days[0].lessons[0], { n: 1, status: 'unknown' });
});

test('many decisions are one: a wrong one among them leaves all undone', async () => {
  const wrong = decide([
    { ...unknown, lesson: 3 },
    { ...unknown, person: stranger },
  ]);
  const answer = await teacher.send('POST', '/lessons/decisions', wrong);
  assert.deepEqual([answer.status, answer.json.code], [403, 'not_your_class']);
  const evidence = (await teacher.send('GET', `/lessons/pupils/${pupil}/days/${MONDAY}`)).json;
  assert.equal(evidence.lessons[2].status, 'unknown');
  for (const [who, body, code] of [
    [guard, decide([unknown]), 'not_permitted'],
    [elsewhere, decide([unknown]), 'day_unknown'],
    [teacher, decide([{ ...unknown, lesson: 9 }]), 'lesson_unknown'],
    [teacher, decide([{ ...unknown, mark: 'excused' }]), 'reason_missing'],
    [teacher, decide([]), 'request_invalid'],
    [teacher, { decisions: [unknown], more: 1 }, 'request_invalid'],
  ] as const) {
    assert.equal((await who.send('POST', '/lessons/decisions', body)).json.code, code);
  }
});

test('a decision that is sent twice with one key is made once', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const body = decide([{ ...unknown, lesson: 3 }]);
  const once = await teacher.send('POST', '/lessons/decisions', body, key);
  const again = await teacher.send('POST', '/lessons/decisions', body, key);
  assert.deepEqual([again.status, again.json], [once.status, once.json]);
  const rows = await db.owner
    .selectFrom('lesson_mark')
    .select('id')
    .where('person', '=', pupil)
    .where('lesson', '=', 3)
    .execute();
  assert.equal(rows.length, 1);
});

test('a family’s budget is shown, enforced, and counts what another school granted', async () => {
  const before = (await teacher.send('GET', `/lessons/pupils/${late}/excuses`)).json;
  assert.deepEqual(before.budget, { perYear: 15, atOnce: 5, used: 0, left: 15 });
  await db.owner
    .insertInto('excuse')
    .values({
      school: other.school,
      person: late,
      kind: 'family',
      first_day: '2026-10-05',
      last_day: '2026-10-19',
      filed_on: '2026-10-01',
      note: 'пътуване',
      school_days: 11,
      account: null,
    })
    .execute();
  const shown = (await teacher.send('GET', `/lessons/pupils/${late}/excuses`)).json;
  assert.deepEqual([shown.budget.used, shown.budget.left, shown.excuses.length], [11, 4, 0]);
  const family = { persons: [late], kind: 'family', filedOn: '2026-11-01', note: 'пътуване' };
  const five = { ...family, firstDay: '2026-11-16', lastDay: '2026-11-20' };
  assert.equal((await teacher.send('POST', '/lessons/excuses', five)).json.code, 'family_budget_spent');
  const four = { ...family, firstDay: '2026-11-16', lastDay: '2026-11-19' };
  const made = await teacher.send('POST', '/lessons/excuses', four);
  assert.equal(made.status, 201, made.bytes.toString());
  assert.equal((await teacher.send('GET', `/lessons/pupils/${late}/excuses`)).json.budget.left, 0);
  assert.equal(
    (await elsewhere.send('DELETE', `/lessons/excuses/${made.json.ids[0]}`)).json.code,
    'excuse_unknown',
  );
  assert.equal((await teacher.send('DELETE', `/lessons/excuses/${made.json.ids[0]}`)).status, 204);
  const after = (await teacher.send('GET', `/lessons/pupils/${late}/excuses`)).json;
  assert.equal(after.budget.left, 4);
  assert.equal(after.excuses[0].withdrawnAt !== undefined, true, 'it stays in the history');
});

test('an excuse for several pupils is for all of them, or for none', async () => {
  const medical = { kind: 'quarantine', firstDay: MONDAY, lastDay: TUESDAY, note: 'заповед 12' };
  const mixed = { ...medical, persons: [pupil, stranger] };
  assert.equal((await teacher.send('POST', '/lessons/excuses', mixed)).json.code, 'not_your_class');
  const count = () => db.owner.selectFrom('excuse').select('id').where('school', '=', mine.school).execute();
  const before = (await count()).length;
  const made = await teacher.send('POST', '/lessons/excuses', { ...medical, persons: [pupil, late] });
  assert.equal(made.json.ids.length, 2);
  assert.equal((await count()).length, before + 2);
  const days = await teacher.send('GET', `/lessons/classes/${first}${week}`);
  const row = days.json.pupils.find((each: { person: string }) => each.person === late);
  assert.equal(row.days[1].lessons[0].status, 'excused');
});

test('R15: a signed month is closed to decisions, and an excuse with a document becomes a correction', async () => {
  await db.owner
    .insertInto('month_submission')
    .values({ school: mine.school, month: '2026-11-01', state: 'signed', file_hash: null })
    .execute();
  const decision = await teacher.send('POST', '/lessons/decisions', decide([{ ...unknown, lesson: 1 }]));
  assert.equal(decision.json.code, 'month_signed');
  const excuse = { persons: [pupil], kind: 'other', firstDay: MONDAY, lastDay: MONDAY };
  assert.equal((await teacher.send('POST', '/lessons/excuses', excuse)).json.code, 'month_signed');
  const note = { ...excuse, kind: 'medical', number: '1', doctor: '2' };
  const made = await teacher.send('POST', '/lessons/excuses', note);
  assert.deepEqual([made.status, made.json.signed], [201, ['2026-11']]);
  assert.equal((await teacher.send('DELETE', `/lessons/excuses/${made.json.ids[0]}`)).status, 204);
  const { json } = await teacher.send('GET', `/lessons/classes/${first}${week}`);
  assert.equal(json.days[0].open, false);
  assert.deepEqual((await teacher.send('GET', '/lessons/undecided')).json.items, []);
});

test('who saw names and days is in the audit log, in whole chains', async () => {
  for await (const report of verifyAudit(db.jobs)) assert.equal(report.problem, undefined);
  const seen = await db.owner
    .selectFrom('audit_entry')
    .select(['action', 'subject'])
    .where('account', '=', teacher.account)
    .where('action', 'in', ['name_seen', 'day_seen'])
    .execute();
  const subjects = new Set(seen.map(({ action, subject }) => `${action} ${subject}`));
  for (const wanted of [`name_seen class:${first}`, `day_seen person:${pupil}`, `name_seen person:${late}`]) {
    assert.ok(subjects.has(wanted), wanted);
  }
});
