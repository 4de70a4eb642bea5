import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { VratarError } from '@vratar/protocol/errors';
import { sql } from 'kysely';
import { pino } from 'pino';
import type { Actor } from '../../src/attendance/decide/actor.ts';
import { decideLessons, type LessonDecision } from '../../src/attendance/decide/decide-lessons.ts';
import {
  addExcuse,
  type EnteredExcuse,
  type NewExcuse,
  withdrawExcuse,
} from '../../src/attendance/decide/excuses.ts';
import { COMPARE_SIGNED_TASK } from '../../src/attendance/decide/late-evidence.ts';
import { attendanceHook } from '../../src/attendance/follow/attendance-hook.ts';
import { recompute } from '../../src/attendance/rebuild/recompute.ts';
import { runDays } from '../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../src/attendance/store/school-cache.ts';
import { inSchool } from '../../src/db/index.ts';
import type { StoredEvent } from '../../src/ingest/stored.ts';
import { raiseAlerts } from '../../src/month/alerts/raise-alerts.ts';
import { answerCorrection } from '../../src/month/corrections/answer.ts';
import { proposeCorrections } from '../../src/month/corrections/propose.ts';
import { checkClass } from '../../src/month/submission/check-class.ts';
import { type ActContext, actOnMonth } from '../../src/month/submission/submit.ts';
import { monthTasks } from '../../src/month/tasks.ts';
import { carriedTo } from '../../src/month/totals/carried.ts';
import { monthTotals } from '../../src/month/totals/month-totals.ts';
import { utc } from '../attendance/support/case-dsl.ts';
import { store, storedEvent } from '../attendance/support/journal.ts';
import { addCard, type SchoolFixture, schoolFixture } from '../attendance/support/school-fixture.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
const vault = testVault();
await vault.prepare(db.jobs);
after(() => db.close());
const cache = new SchoolCache();
const hook = attendanceHook(new SchoolCache());
const NOVEMBER = '2026-11-01';
const MONTH_END = new Date('2026-11-30T20:00:00Z');
const WEEK = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'];
const AFTER = Date.parse('2026-12-02T08:00:00Z');
const at = (day: string, local: string) => Date.parse(utc(local, day));

const actorOf = (fixture: SchoolFixture, more: Partial<Actor> = {}): Actor => ({
  school: fixture.school,
  account: randomUUID(),
  classes: 'all',
  signs: true,
  ...more,
});

let seq = 1;
/** A pupil's stay of a day: `07:20-13:20`. */
function stay(fixture: SchoolFixture, token: string, day: string, times: string): StoredEvent[] {
  const gateway = fixture.gateways[0]?.id as string;
  return times.split('-').map((local, index) => {
    seq += 1;
    const direction = index % 2 === 0 ? ('in' as const) : ('out' as const);
    return storedEvent(fixture.school, gateway, seq, at(day, local), {
      kind: 'passage',
      direction,
      building: 'A',
      token,
    });
  });
}

/** A school whose gate works since 2 November, with these stays of `t0` in the week, computed and settled. */
async function schoolWith(days: Readonly<Record<string, string>>, pupils = 1): Promise<SchoolFixture> {
  const fixture = await schoolFixture(db.owner, { pupils });
  const gateway = fixture.gateways[0]?.id as string;
  const first = storedEvent(fixture.school, gateway, 1, at('2026-11-02', '05:00'), { kind: 'power_up' });
  const stays = Object.entries(days).flatMap(([day, times]) => stay(fixture, 't0', day, times));
  await store(db.ingest, hook, [first, ...stays]);
  await compute(fixture, WEEK);
  return fixture;
}

async function compute(fixture: SchoolFixture, days: readonly string[]): Promise<void> {
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const options = { kind: 'rebuild', school: fixture.school, from, to, dryRun: false, cache } as const;
  for await (const _ of runDays(db.jobs, { ...options, now: () => AFTER })) {
  }
}

const decide = (fixture: SchoolFixture, decisions: readonly LessonDecision[], actor = actorOf(fixture)) =>
  inSchool(db.api, actor, (trx) => decideLessons({ trx, cache, actor, now: AFTER }, decisions));
const excuse = (fixture: SchoolFixture, wanted: Omit<NewExcuse, 'person'>) => {
  const actor = actorOf(fixture);
  const whole = { person: fixture.persons[0] as string, ...wanted };
  return inSchool(db.api, actor, (trx) => addExcuse({ trx, cache, actor, now: AFTER }, whole));
};
const inMonth = <T>(
  fixture: SchoolFixture,
  work: (context: ActContext) => Promise<T>,
  actor = actorOf(fixture),
) => inSchool(db.api, actor, (trx) => work({ trx, vault, cache, actor, now: AFTER }));
const dayOf = (person: string, day: string) =>
  db.owner
    .selectFrom('person_day')
    .selectAll()
    .where('person', '=', person)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
const refusedWith = (code: string) => (error: unknown) => (error as VratarError).code === code;
const FULL = '07:20-13:20';
const ALL_WEEK = Object.fromEntries(WEEK.map((day) => [day, FULL]));

test('M1: four absences and two latenesses of a month are 5.00', async () => {
  const fixture = await schoolWith({
    ...ALL_WEEK,
    [WEEK[0] as string]: '07:40-10:55',
    [WEEK[1] as string]: '07:40-12:32',
  });
  const [row] = await monthTotals(db.jobs, fixture.school, NOVEMBER);
  assert.deepEqual([row?.unexcusedHalves, row?.lates, row?.review], [10, 2, 0]);
});

test('M3: after a transfer each school has its own row, the new one is told, and the alert is the person’s', async () => {
  const first = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:20-11:45' });
  const person = first.persons[0] as string;
  const second = await schoolWith({}, 1);
  await db.owner
    .updateTable('enrolment')
    .set({ last_day: '2026-11-15' })
    .where('person', '=', person)
    .execute();
  await db.owner
    .insertInto('enrolment')
    .values({ school: second.school, person, class: second.classes[0] as string, first_day: '2026-11-16' })
    .execute();
  await addCard(db.owner, {
    school: second.school,
    site: second.site,
    person,
    kind: 'pupil',
    token: 'moved',
  });
  await store(db.ingest, hook, stay(second, 'moved', '2026-11-16', '07:20-10:55'));
  await compute(second, ['2026-11-16']);
  await store(db.ingest, hook, [
    storedEvent(first.school, first.gateways[0]?.id as string, 900, at('2026-11-17', '07:20'), {
      kind: 'denied',
      reason: 'not_enrolled',
      direction: 'in',
      building: 'A',
      token: 't0',
    }),
  ]);
  await compute(second, ['2026-11-17']);
  const own = await monthTotals(db.jobs, first.school, NOVEMBER);
  assert.equal(own.find((row) => row.person === person)?.unexcusedHalves, 4);
  const there = (await monthTotals(db.jobs, second.school, NOVEMBER)).find((row) => row.person === person);
  assert.equal(there?.unexcusedHalves, 6 + 14);
  assert.deepEqual(await carriedTo(db.jobs, second.school, person, '2026-09-15', '2026-12-01'), {
    unexcusedHalves: 4,
    excusedHalves: 0,
  });
  const raised = (await raiseAlerts(db.jobs, second.school, NOVEMBER, MONTH_END)).filter(
    (each) => each.person === person,
  );
  assert.deepEqual(
    raised.map(({ threshold }) => threshold).sort((a, b) => a - b),
    [6, 9, 10],
  );
  assert.deepEqual(await raiseAlerts(db.jobs, first.school, NOVEMBER, MONTH_END), []);
});

test('M3 R21: 2.0 hours at one school and 3.0 at the next are the person’s 5.0', async () => {
  const first = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:20-11:45' });
  const person = first.persons[0] as string;
  const second = await schoolFixture(db.owner, { pupils: 0 });
  await db.owner
    .updateTable('enrolment')
    .set({ last_day: '2026-11-15' })
    .where('person', '=', person)
    .execute();
  const classId = second.classes[0] as string;
  await db.owner
    .insertInto('enrolment')
    .values({ school: second.school, person, class: classId, first_day: '2026-11-16' })
    .execute();
  const card = { school: second.school, site: second.site, person, kind: 'pupil' as const, token: 'moved-3' };
  await addCard(db.owner, card);
  const start = storedEvent(second.school, second.gateways[0]?.id as string, 1, at('2026-11-16', '05:00'), {
    kind: 'power_up',
  });
  await store(db.ingest, hook, [start, ...stay(second, 'moved-3', '2026-11-16', '07:20-10:55')]);
  await compute(second, ['2026-11-16']);
  const hours = async ({ school }: SchoolFixture) =>
    (await monthTotals(db.jobs, school, NOVEMBER)).find((row) => row.person === person)?.unexcusedHalves;
  assert.deepEqual([await hours(first), await hours(second)], [4, 6]);
  const gone = await raiseAlerts(db.jobs, first.school, NOVEMBER, MONTH_END);
  assert.deepEqual(
    gone,
    [],
    'told where somebody answers for the pupil now, also when the first school comes first',
  );
  const raised = await raiseAlerts(db.jobs, second.school, NOVEMBER, MONTH_END);
  assert.deepEqual(
    raised.map(({ threshold }) => threshold).sort((a, b) => a - b),
    [6, 9, 10],
  );
  assert.deepEqual(
    await raiseAlerts(db.jobs, first.school, NOVEMBER, MONTH_END),
    [],
    'once for both schools',
  );
});

test('R21: preschool counts days: told at 2, at 3, and above 3', async () => {
  const fixture = await schoolWith(ALL_WEEK);
  await db.owner.updateTable('class').set({ grade: -1 }).where('school', '=', fixture.school).execute();
  const person = fixture.persons[0] as string;
  const told: number[][] = [];
  for (const day of WEEK.slice(0, 4)) {
    await decide(fixture, [{ person, day, lesson: 2, mark: 'absent' }]);
    told.push((await raiseAlerts(db.jobs, fixture.school, NOVEMBER)).map(({ threshold }) => threshold / 2));
  }
  assert.deepEqual(told, [[], [2], [3], [4]]);
});

test('R21: an alert is raised once, and the next when more is reached', async () => {
  const fixture = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:20-10:55' });
  const thresholds = async () =>
    (await raiseAlerts(db.jobs, fixture.school, NOVEMBER)).map((each) => each.threshold);
  assert.deepEqual(await thresholds(), [6]);
  assert.deepEqual(await thresholds(), []);
  const person = fixture.persons[0] as string;
  await decide(
    fixture,
    [1, 2].map((lesson) => ({ person, day: WEEK[1] as string, lesson, mark: 'absent' as const })),
  );
  assert.deepEqual(
    (await thresholds()).sort((a, b) => a - b),
    [10, 9].sort((a, b) => a - b),
  );
});

test('M5: in preschool five latenesses are no day, one absence is one', async () => {
  const fixture = await schoolWith(Object.fromEntries(WEEK.map((day) => [day, '07:40-13:20'])));
  await db.owner.updateTable('class').set({ grade: 32 }).where('school', '=', fixture.school).execute();
  const [late] = await monthTotals(db.jobs, fixture.school, NOVEMBER);
  assert.deepEqual([late?.preschool, late?.unexcusedHalves, late?.lates], [true, 0, 5]);
  const person = fixture.persons[0] as string;
  await decide(
    fixture,
    [3, 4].map((lesson) => ({ person, day: WEEK[0] as string, lesson, mark: 'absent' as const })),
  );
  const [absent] = await monthTotals(db.jobs, fixture.school, NOVEMBER);
  assert.equal(absent?.unexcusedHalves, 2);
});

test('M11: half past midnight of 1 November belongs to November', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]?.id as string;
  await store(db.ingest, hook, [
    storedEvent(fixture.school, gateway, 1, Date.parse('2026-10-31T22:30:00Z'), {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token: 't0',
    }),
  ]);
  assert.equal((await dayOf(fixture.persons[0] as string, '2026-11-01')).intervals.startsWith('[["A"'), true);
});

test('M16: two subgroups of one lesson are one absence', async () => {
  const fixture = await schoolWith(ALL_WEEK);
  const groups = ['1', '2'].map((group) => ({ weekday: 1, period: 1, subject: 'english', group }));
  await db.owner
    .insertInto('timetable')
    .values({
      school: fixture.school,
      class: fixture.classes[0] as string,
      holds_from: '2026-11-16',
      only_on: '2026-11-16',
      lessons: JSON.stringify(groups),
    })
    .execute();
  await compute(fixture, ['2026-11-16']);
  const day = await dayOf(fixture.persons[0] as string, '2026-11-16');
  assert.deepEqual([day.lessons, day.unexcused_halves], ['1A', 2]);
});

test('R18 R19: a teacher decides, the history stays, a lateness is not excused', async () => {
  const fixture = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:40-11:45' });
  const [person, day] = [fixture.persons[0] as string, WEEK[0] as string];
  assert.equal((await dayOf(person, day)).lessons, '1L2P3P4P5P6A7A');
  await assert.rejects(
    decide(fixture, [{ person, day, lesson: 1, mark: 'excused', reason: 'medical' }]),
    refusedWith('late_not_excusable'),
  );
  await decide(fixture, [
    { person, day, lesson: 6, mark: 'excused', reason: 'participation', note: 'състезание' },
    { person, day, lesson: 7, mark: 'late' },
  ]);
  assert.equal((await dayOf(person, day)).lessons, '1L2P3P4P5P6E7L');
  await decide(fixture, [{ person, day, lesson: 7, mark: 'undo' }]);
  assert.equal((await dayOf(person, day)).lessons, '1L2P3P4P5P6E7A');
  const marks = await db.owner.selectFrom('lesson_mark').selectAll().where('person', '=', person).execute();
  assert.deepEqual(
    marks.map((mark) => mark.withdrawn_at === null),
    [true, false],
  );
  const stranger = actorOf(fixture, { classes: new Set([randomUUID()]), signs: false });
  await assert.rejects(
    decide(fixture, [{ person, day, lesson: 6, mark: 'absent' }], stranger),
    refusedWith('not_your_class'),
  );
});

test('a decision survives the computation of the day from nothing', async () => {
  const fixture = await schoolWith(ALL_WEEK);
  const [person, day] = [fixture.persons[0] as string, WEEK[0] as string];
  await decide(fixture, [{ person, day, lesson: 2, mark: 'absent' }]);
  const before = await dayOf(person, day);
  await recompute(db.jobs, fixture.school, { cache, now: () => AFTER });
  assert.deepEqual(await dayOf(person, day), before);
});

test('M15: medical notes and the budget of the family', async () => {
  const fixture = await schoolWith({});
  const person = fixture.persons[0] as string;
  const family = { kind: 'family' as const, filedOn: '2026-11-01', note: 'пътуване' };
  await assert.rejects(
    excuse(fixture, { ...family, firstDay: '2026-11-09', lastDay: '2026-11-16' }),
    refusedWith('family_too_long'),
  );
  await excuse(fixture, { ...family, firstDay: '2026-11-09', lastDay: '2026-11-13' });
  assert.equal((await dayOf(person, '2026-11-13')).lessons, '1E2E3E4E5E6E7E');
  await excuse(fixture, { ...family, firstDay: '2026-11-16', lastDay: '2026-11-20' });
  await excuse(fixture, { ...family, firstDay: '2026-11-23', lastDay: '2026-11-23' });
  await assert.rejects(
    excuse(fixture, { ...family, firstDay: '2026-11-24', lastDay: '2026-11-30' }),
    refusedWith('family_budget_spent'),
  );
  await assert.rejects(
    excuse(fixture, { kind: 'medical', firstDay: '2026-11-24', lastDay: '2026-11-24' }),
    refusedWith('medical_incomplete'),
  );
});

test('R15: a medical note that comes after the signature, of a final month too, is evidence as any other', async () => {
  const fixture = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:20-11:45' });
  const { school } = fixture;
  const person = fixture.persons[0] as string;
  const [before] = await monthTotals(db.jobs, school, NOVEMBER);
  const inState = (state: 'signed' | 'final') =>
    db.owner
      .insertInto('month_submission')
      .values({ school, month: NOVEMBER, state, file_hash: null })
      .onConflict((conflict) => conflict.columns(['school', 'month']).doUpdateSet({ state }))
      .execute();
  const signed = { unexcused_halves: before?.unexcusedHalves ?? 0, excused_halves: 0 };
  const row = { school, month: NOVEMBER, person, class: before?.class ?? '', preschool: false, ...signed };
  await db.owner.insertInto('signed_row').values(row).execute();
  await inState('signed');
  const hourly = monthTasks({ jobs: db.jobs, log: pino({ level: 'silent' }), now: () => new Date(AFTER) });
  const compare = () => hourly[COMPARE_SIGNED_TASK]?.({ school, month: NOVEMBER }, undefined as never);
  const openOnes = () =>
    db.owner
      .selectFrom('correction')
      .select(['signed_unexcused_halves as signed', 'now_unexcused_halves as now'])
      .where('school', '=', school)
      .where('state', '=', 'open')
      .execute();
  const note = {
    kind: 'medical' as const,
    firstDay: WEEK[0] as string,
    lastDay: WEEK[0] as string,
    number: '7',
    doctor: '0100000001',
  };
  const entered = await excuse(fixture, note);
  assert.deepEqual(entered.signed, [NOVEMBER]);
  const { rows: jobs } =
    await sql`select key from graphile_worker.jobs where key like ${`%${school}%`}`.execute(db.owner);
  assert.ok(jobs.some((job) => (job as { key: string }).key.startsWith(COMPARE_SIGNED_TASK)));
  await compare();
  assert.deepEqual(await openOnes(), [{ signed: signed.unexcused_halves, now: signed.unexcused_halves - 4 }]);
  const actor = actorOf(fixture);
  await inSchool(db.api, actor, (trx) => withdrawExcuse({ trx, cache, actor, now: AFTER }, entered.id));
  await compare();
  assert.deepEqual(await openOnes(), [], 'the difference has gone away');
  await inState('final');
  await excuse(fixture, note);
  await compare();
  assert.equal((await openOnes()).length, 1);
  const kept = await db.owner.selectFrom('signed_row').selectAll().where('school', '=', school).execute();
  assert.deepEqual(
    kept.map((each) => each.unexcused_halves),
    [signed.unexcused_halves],
  );
});

test('R15: what rests on a word alone is neither entered nor taken back once the month is signed', async () => {
  const fixture = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:20-11:45' });
  const { school } = fixture;
  const [firstDay, lastDay] = [WEEK[0] as string, WEEK[0] as string];
  const actor = actorOf(fixture);
  const withdraw = (id: string) =>
    inSchool(db.api, actor, (trx) => withdrawExcuse({ trx, cache, actor, now: AFTER }, id));
  const words = [
    { kind: 'other', firstDay, lastDay },
    { kind: 'family', firstDay, lastDay, filedOn: firstDay, note: 'пътуване' },
  ] as const;
  const document = { kind: 'participation', firstDay, lastDay, note: 'протокол 7' } as const;
  const before = await Promise.all(words.map((each) => excuse(fixture, each)));
  const state = 'final';
  await db.owner
    .insertInto('month_submission')
    .values({ school, month: NOVEMBER, state, file_hash: null })
    .execute();
  for (const [index, each] of words.entries()) {
    await assert.rejects(excuse(fixture, each), refusedWith('month_signed'), each.kind);
    const { id } = before[index] as EnteredExcuse;
    await assert.rejects(withdraw(id), refusedWith('month_signed'), `${each.kind} taken back`);
  }
  const { id, signed } = await excuse(fixture, document);
  assert.deepEqual(signed, [NOVEMBER]);
  await withdraw(id);
});

test('R15: the month is signed with every guard, then closed to decisions, and later evidence is a proposal', async () => {
  const fixture = await schoolWith({ ...ALL_WEEK, [WEEK[0] as string]: '07:20-11:45' });
  const days = Array.from({ length: 29 }, (_, index) => `2026-11-${String(index + 2).padStart(2, '0')}`);
  await compute(fixture, days);
  const classId = fixture.classes[0] as string;
  await inMonth(fixture, (context) => checkClass(context, NOVEMBER, classId));
  await inMonth(fixture, (context) => actOnMonth(context, NOVEMBER, { act: 'generate' }));
  await inMonth(fixture, (context) => actOnMonth(context, NOVEMBER, { act: 'mark_imported' }));
  const sign = { act: 'sign' } as const;
  const delegateNoMore = actorOf(fixture, { signs: false });
  await assert.rejects(
    inMonth(fixture, (context) => actOnMonth(context, NOVEMBER, sign), delegateNoMore),
    refusedWith('not_principal'),
  );
  await assert.rejects(
    inMonth(fixture, (context) => actOnMonth(context, NOVEMBER, sign)),
    refusedWith('days_unreconciled'),
  );
  const byName = { act: 'sign', acceptedBy: 'М. Иванова' } as const;
  const signed = await inMonth(fixture, (context) => actOnMonth(context, NOVEMBER, byName));
  assert.equal(signed.state, 'signed');
  const [person, day] = [fixture.persons[0] as string, WEEK[0] as string];
  await assert.rejects(
    decide(fixture, [{ person, day, lesson: 6, mark: 'present' }]),
    refusedWith('month_signed'),
  );
  assert.equal(await proposeCorrections(db.jobs, fixture.school, NOVEMBER), 0);
  await store(db.ingest, hook, stay(fixture, 't0', day, '11:48-13:20'));
  assert.equal(await proposeCorrections(db.jobs, fixture.school, NOVEMBER), 1);
  const [proposal] = await db.owner
    .selectFrom('correction')
    .selectAll()
    .where('person', '=', person)
    .execute();
  assert.equal((proposal?.signed_unexcused_halves ?? 0) - (proposal?.now_unexcused_halves ?? 0), 4);
  const kept = await db.owner.selectFrom('signed_row').selectAll().where('person', '=', person).execute();
  assert.equal(kept[0]?.unexcused_halves, proposal?.signed_unexcused_halves);
  const id = proposal?.id as string;
  const answer = (note: string, actor = actorOf(fixture)) =>
    inMonth(fixture, (context) => answerCorrection(context, id, { state: 'dismissed', note }), actor);
  await assert.rejects(answer('късно', delegateNoMore), refusedWith('not_principal'));
  await assert.rejects(answer(' '), refusedWith('note_required'));
  await answer('Карта на друг ученик.');
  await assert.rejects(answer('още веднъж'), refusedWith('correction_unknown'));
  assert.equal(await proposeCorrections(db.jobs, fixture.school, NOVEMBER), 0, 'what was answered stays so');
  await store(db.ingest, hook, stay(fixture, 't0', WEEK[1] as string, '13:25-13:26'));
  assert.equal(
    await proposeCorrections(db.jobs, fixture.school, NOVEMBER),
    0,
    'nothing of the month changed',
  );
  await db.owner
    .updateTable('person_day')
    .set({ unexcused_halves: 3 })
    .where('person', '=', person)
    .where('day', '=', day)
    .execute();
  assert.equal(
    await proposeCorrections(db.jobs, fixture.school, NOVEMBER),
    1,
    'other numbers are asked again',
  );
});
