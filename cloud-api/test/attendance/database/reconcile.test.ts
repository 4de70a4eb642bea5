import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { dayAccounts } from '../../../src/attendance/reconcile/day-accounts.ts';
import { type DayDone, type RunOptions, runDays } from '../../../src/attendance/reconcile/run.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import { testDatabase } from '../../support/database.ts';
import { utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());
const hook = attendanceHook(new SchoolCache());
const at = (local: string) => Date.parse(utc(local));

async function dayWithPasses(): Promise<{ fixture: SchoolFixture; gateway: string }> {
  const fixture = await schoolFixture(db.owner);
  const gateway = fixture.gateways[0]?.id as string;
  await store(db.ingest, hook, [
    storedEvent(fixture.school, gateway, 1, at('05:00'), { kind: 'power_up' }),
    storedEvent(fixture.school, gateway, 2, at('07:20'), {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token: 't0',
    }),
    storedEvent(fixture.school, gateway, 3, at('23:00'), { kind: 'alive' }),
  ]);
  return { fixture, gateway };
}

async function runAll(options: Partial<RunOptions> & Pick<RunOptions, 'school'>): Promise<DayDone[]> {
  const done: DayDone[] = [];
  const days = runDays(db.jobs, {
    kind: 'rebuild',
    from: '2026-11-09',
    to: '2026-11-10',
    dryRun: false,
    cache: new SchoolCache(),
    now: () => at('+2 12:00'),
    ...options,
  });
  for await (const day of days) done.push(day);
  return done;
}

test('a rebuild gives every pupil a day, a second one finds nothing to write', async () => {
  const { fixture } = await dayWithPasses();
  const first = await runAll({ school: fixture.school });
  assert.deepEqual(
    first.map(({ report }) => [report.day, report.missing]),
    [
      ['2026-11-09', 3],
      ['2026-11-10', 4],
    ],
  );
  const second = await runAll({ school: fixture.school });
  assert.deepEqual(
    second.map(({ report }) => report.missing + report.different + report.surplus),
    [0, 0],
  );
});

test('a dry run names what differs and writes nothing', async () => {
  const { fixture } = await dayWithPasses();
  await runAll({ school: fixture.school });
  const person = fixture.persons[0] as string;
  await db.owner.updateTable('person_day').set({ lessons: '1A' }).where('person', '=', person).execute();
  const [day] = await runAll({ school: fixture.school, dryRun: true });
  assert.deepEqual([day?.report.different, day?.report.columns], [1, ['lessons']]);
  const row = await db.owner
    .selectFrom('person_day')
    .select('lessons')
    .where('person', '=', person)
    .executeTakeFirst();
  assert.equal(row?.lessons, '1A');
});

test('a run that was interrupted goes on after the last day that it did', async () => {
  const { fixture } = await dayWithPasses();
  const days = runDays(db.jobs, {
    kind: 'rebuild',
    school: fixture.school,
    from: '2026-11-09',
    to: '2026-11-10',
    dryRun: false,
    cache: new SchoolCache(),
    now: () => at('+2 12:00'),
  });
  await days.next();
  await days.return(undefined);
  const rest = await runAll({ school: fixture.school });
  assert.deepEqual(
    rest.map(({ report }) => report.day),
    ['2026-11-10'],
  );
});

test('I5: a day is closed when everything that its gateway counted is here', async () => {
  const { fixture, gateway } = await dayWithPasses();
  const state = async () => (await dayAccounts(sqlOver(db.jobs), [gateway], ['2026-11-09']))[0];
  assert.equal((await state())?.state, 'not_closed');
  const { hash } = await db.owner
    .selectFrom('event')
    .select('hash')
    .where('gateway', '=', gateway)
    .where('seq', '=', 3)
    .executeTakeFirstOrThrow();
  const account = { date: '2026-11-09', from: 1, through: 3, count: 3, head: hash.toString('hex') };
  await store(db.ingest, hook, [
    storedEvent(fixture.school, gateway, 4, at('+1 00:00'), { kind: 'day_close', data: account }),
  ]);
  assert.equal((await state())?.state, 'closed');
  await db.owner.deleteFrom('event').where('gateway', '=', gateway).where('seq', '=', 2).execute();
  assert.deepEqual([(await state())?.state, (await state())?.missing], ['differs', 1]);
});

test('I5: the last event with another chain value is a difference, too', async () => {
  const { fixture, gateway } = await dayWithPasses();
  const account = { date: '2026-11-09', from: 1, through: 3, count: 3, head: '0'.repeat(64) };
  await store(db.ingest, hook, [
    storedEvent(fixture.school, gateway, 4, at('+1 00:00'), { kind: 'day_close', data: account }),
  ]);
  const [found] = await dayAccounts(sqlOver(db.jobs), [gateway], ['2026-11-09']);
  assert.equal(found?.state, 'differs');
});

test('I8: before the first gateway works nobody is absent', async () => {
  const fixture = await schoolFixture(db.owner);
  await runAll({ school: fixture.school });
  const rows = await db.owner
    .selectFrom('person_day')
    .select(['lessons', 'unexcused_halves'])
    .where('school', '=', fixture.school)
    .execute();
  assert.equal(rows.length, 8);
  assert.ok(rows.every((row) => row.unexcused_halves === 0 && row.lessons.startsWith('1G')));
});
