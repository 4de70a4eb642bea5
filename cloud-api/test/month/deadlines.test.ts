import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { pino } from 'pino';
import { addAccount, assignRole } from '../../src/accounts/index.ts';
import { raiseAlerts } from '../../src/month/alerts/raise-alerts.ts';
import { giveReminders } from '../../src/month/deadlines/give-reminders.ts';
import { openCampaigns } from '../../src/month/deadlines/open-campaigns.ts';
import { closeMonths } from '../../src/month/submission/close-month.ts';
import { MONTH_HOURLY, monthTasks } from '../../src/month/tasks.ts';
import { schoolFixture } from '../attendance/support/school-fixture.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());
const vault = testVault();
await vault.prepare(db.jobs);
const NOVEMBER = '2026-11-01';
const at = (text: string) => Date.parse(`${text}+02:00`);

/** A school whose pupils had settled days in November, and its principal's account. */
async function schoolInNovember(lessons: string, halves: number) {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const { school } = fixture;
  const [pupil, classId] = [fixture.persons[0] as string, fixture.classes[0] as string];
  for (const day of ['2026-11-09', '2026-11-10']) {
    await sql`insert into school_day (school, day, revision, doubts, fires, settled)
      values (${school}, ${day}, 1, '', '', true)`.execute(db.owner);
    await sql`insert into person_day (school, day, person, class, revision, tracked, excused, marks, trail, intervals,
        lessons, flags, doubts, unexcused_halves, excused_hours, review_lessons)
      values (${school}, ${day}, ${pupil}, ${classId}, 1, true, false, '', '', '', ${lessons}, '', '', ${halves}, 0,
        0)`.execute(db.owner);
  }
  const principal = await account({ role: 'principal', school });
  return { ...fixture, pupil, classId, principal };
}

async function account(role: object): Promise<string> {
  const id = await addAccount(db.jobs, vault, {
    login: `${randomUUID()}@a.example`,
    password: 'дълга парола за проверка',
  });
  await db.jobs
    .transaction()
    .execute((trx) =>
      assignRole(trx, vault, { account: id, from: new Date(0), ...role } as never, new Date()),
    );
  return id;
}

const noticesOf = async (id: string): Promise<string[]> =>
  (
    await db.owner
      .selectFrom('account_notice')
      .select('kind')
      .where('account', '=', id)
      .orderBy('at')
      .execute()
  ).map(({ kind }) => kind);
const stateOf = async (school: string): Promise<string | undefined> =>
  (
    await db.owner
      .selectFrom('month_submission')
      .select('state')
      .where('school', '=', school)
      .where('month', '=', NOVEMBER)
      .executeTakeFirst()
  )?.state;

test('a campaign opens by the clock, reminds, and ends as an alarm for who never signed', async () => {
  const { school, principal } = await schoolInNovember('1A2P', 2);
  assert.deepEqual(await openCampaigns(db.jobs, at('2026-11-30T23:59')), []);
  assert.equal(await stateOf(school), undefined);
  const opened = await openCampaigns(db.jobs, at('2026-12-01T00:00'));
  assert.ok(opened.some((each) => each.school === school));
  assert.equal(await stateOf(school), 'draft');
  assert.deepEqual(await openCampaigns(db.jobs, at('2026-12-01T01:00')), [], 'once');
  await giveReminders(db.jobs, at('2026-12-03T12:00'));
  await giveReminders(db.jobs, at('2026-12-03T13:00'));
  assert.deepEqual(await noticesOf(principal), ['month_opened', 'month_reminder']);
  assert.deepEqual(await closeMonths(db.jobs, at('2026-12-04T23:59')), []);
  const closed = await closeMonths(db.jobs, at('2026-12-05T00:00'));
  assert.deepEqual(
    closed.filter((each) => each.school === school).map(({ state }) => state),
    ['expired'],
  );
  assert.equal((await noticesOf(principal)).at(-1), 'month_expired');
});

test('a school that never looked at its month is late, too', async () => {
  const { school, principal } = await schoolInNovember('1P2P', 0);
  await closeMonths(db.jobs, at('2026-12-05T00:00'));
  assert.equal(await stateOf(school), 'expired');
  assert.deepEqual(await noticesOf(principal), ['month_expired']);
});

test('M13: when every class is checked and nobody has unexcused absences, the declaration is due, told once', async () => {
  const { school, principal } = await schoolInNovember('1P2P', 0);
  await db.owner
    .insertInto('month_submission')
    .values({ school, month: NOVEMBER, state: 'checked', file_hash: null })
    .execute();
  await openCampaigns(db.jobs, at('2026-12-02T10:00'));
  await openCampaigns(db.jobs, at('2026-12-02T11:00'));
  assert.deepEqual((await noticesOf(principal)).sort(), ['declaration_due', 'month_opened']);
});

test('R21: just after midnight a pupil is told of where the day of the school says that they are', async () => {
  const first = await schoolInNovember('1A2A', 4);
  const second = await schoolInNovember('1P2P', 0);
  await db.owner
    .updateTable('enrolment')
    .set({ last_day: '2026-11-15' })
    .where('person', '=', first.pupil)
    .execute();
  await db.owner
    .insertInto('enrolment')
    .values({ school: second.school, person: first.pupil, class: second.classId, first_day: '2026-11-16' })
    .execute();
  const midnight = Date.parse('2026-11-16T00:30:00+02:00');
  assert.deepEqual(await raiseAlerts(db.jobs, first.school, NOVEMBER, new Date(midnight)), []);
  const before = await raiseAlerts(db.jobs, first.school, NOVEMBER, new Date(midnight - 3_600_000));
  assert.equal(before.length, 1);
});

test('R21: who answers for a pupil is told what is reached, once a threshold', async () => {
  const { school, pupil, classId, principal } = await schoolInNovember('1A2L', 3);
  const teacher = await account({ role: 'homeroom_teacher', school, class: classId });
  const other = await account({ role: 'guard', school });
  await raiseAlerts(db.jobs, school, NOVEMBER, new Date(at('2026-11-10T20:00')));
  await raiseAlerts(db.jobs, school, NOVEMBER, new Date(at('2026-11-10T21:00')));
  for (const id of [principal, teacher]) assert.deepEqual(await noticesOf(id), ['absences_reached']);
  assert.deepEqual(await noticesOf(other), []);
  const { detail } = await db.owner
    .selectFrom('account_notice')
    .select('detail')
    .where('account', '=', teacher)
    .executeTakeFirstOrThrow();
  assert.deepEqual(detail, { school, person: pupil, month: '2026-11', reached: 3 });
});

test('the hourly job does all of it, and the agency’s campaign ends by the clock', async () => {
  const { school, principal } = await schoolInNovember('1P2P', 0);
  await db.owner
    .insertInto('asp_campaign')
    .values({
      school,
      month: NOVEMBER,
      opens_at: new Date(at('2026-12-22T00:00')),
      closes_at: new Date(at('2026-12-29T00:00')),
      state: 'started',
      signed_by: null,
      signed_at: null,
    })
    .execute();
  let now = at('2026-12-26T01:00');
  const log = pino({ level: 'silent' });
  const hourly = monthTasks({ jobs: db.jobs, log, now: () => new Date(now) })[MONTH_HOURLY];
  const run = () => hourly?.({}, undefined as never);
  await run();
  assert.ok((await noticesOf(principal)).includes('asp_reminder'));
  now = at('2026-12-29T00:07');
  await run();
  assert.ok((await noticesOf(principal)).includes('asp_expired'));
  const { state } = await db.owner
    .selectFrom('asp_campaign')
    .select('state')
    .where('school', '=', school)
    .executeTakeFirstOrThrow();
  assert.equal(state, 'expired');
});
