import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { Insertable } from 'kysely';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { noteDirty } from '../../../src/attendance/follow/dirty.ts';
import { rebuildDay } from '../../../src/attendance/rebuild/rebuild-day.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import type { Database } from '../../../src/db/index.ts';
import type { StoredHook } from '../../../src/ingest/stored.ts';
import { testDatabase } from '../../support/database.ts';
import { begunBy, store } from '../support/journal.ts';
import { type Change, DAYS, type History, history } from '../support/random-history.ts';
import { type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());
const now = () => Date.parse('2026-12-01T00:00:00Z');

async function contents(school: string, days: readonly string[]) {
  const rows = await db.owner
    .selectFrom('person_day')
    .selectAll()
    .where('school', '=', school)
    .where('day', 'in', days)
    .orderBy('day')
    .orderBy('person')
    .execute();
  const shared = await db.owner
    .selectFrom('school_day')
    .select(['day', 'doubts', 'fires', 'settled'])
    .where('school', '=', school)
    .where('day', 'in', days)
    .orderBy('day')
    .execute();
  return { rows: rows.map(({ revision: _revision, ...row }) => row), shared };
}

/** What a run of the property leaves behind. */
async function forget({ school, persons }: SchoolFixture): Promise<void> {
  for (const table of [
    'event',
    'odd_event',
    'person_day',
    'school_day',
    'attendance_dirty',
    'lesson_mark',
  ] as const) {
    await db.owner.deleteFrom(table).where('school', '=', school).execute();
  }
  for (const table of ['excuse', 'clock_measurement', 'coverage_gap', 'calendar_day'] as const) {
    await db.owner.deleteFrom(table).where('school', '=', school).execute();
  }
  await db.owner
    .deleteFrom('timetable')
    .where('school', '=', school)
    .where('only_on', 'is not', null)
    .execute();
  await db.owner
    .deleteFrom('credential_holding')
    .where('person', 'in', [...persons])
    .where('valid_from', '>=', new Date(DAYS[0]))
    .execute();
  await db.owner
    .updateTable('credential_holding')
    .set({ ended_at: null, end_reason: null })
    .where('person', 'in', [...persons])
    .execute();
}

async function change(fixture: SchoolFixture, hook: StoredHook, { table, values }: Change): Promise<void> {
  if (table === 'end_card') {
    const ended = await db.owner
      .updateTable('credential_holding')
      .set({ ended_at: values.at, end_reason: 'lost' })
      .where('person', '=', values.person)
      .where('ended_at', 'is', null)
      .where('valid_from', '<', values.at)
      .returning(['school', 'credential', 'kind'])
      .execute();
    const { to, at } = values;
    if (to === undefined || ended.length === 0) return;
    // The card goes to somebody else at once.
    await db.owner
      .insertInto('credential_holding')
      .values(ended.map((card) => ({ ...card, person: to, valid_from: at })))
      .execute();
  } else if (table === 'coverage_gap') {
    await db.ingest.transaction().execute(async (trx) => {
      const gap = values as unknown as Insertable<Database['coverage_gap']>;
      const added = await trx
        .insertInto('coverage_gap')
        .values(values as never)
        .onConflict((conflict) => conflict.doNothing())
        .returning('gateway')
        .execute();
      if (added.length === 0) return;
      const { gateway, epoch, before_seq: beforeSeq, recorded_at: receivedAt } = gap;
      const from = { at: gap.from_at!, mono: gap.from_mono!, boot: gap.from_boot! };
      const until = { at: gap.until_at, mono: gap.until_mono, boot: gap.until_boot };
      const place = { school: fixture.school, gateway, epoch, beforeSeq, receivedAt };
      await hook.onStored(trx, [], [{ ...place, what: 'gap', from, until }]);
    });
  } else {
    await db.owner
      .insertInto(table)
      .values(values as never)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

const begin = (school: string, days: readonly string[]) =>
  noteDirty(
    sqlOver(db.jobs),
    days.map((day) => ({ school, from: day, to: day, cause: 'begin' })),
  );

async function play(fixture: SchoolFixture, { steps, days }: History, ends: boolean): Promise<void> {
  const hook = attendanceHook(new SchoolCache());
  const cache = new SchoolCache();
  // As the clock does each morning, whether or not anything happened.
  await begin(fixture.school, days);
  for (const step of steps) {
    if (step.kind === 'store') await store(db.ingest, hook, step.events, begunBy(step.events));
    else if (step.kind === 'again')
      await db.ingest.transaction().execute((trx) => hook.onStored(trx, step.events, []));
    else if (step.kind === 'job') await recompute(db.jobs, fixture.school, { cache, now });
    else await change(fixture, hook, step.change);
  }
  if (ends) await begin(fixture.school, days);
  await recompute(db.jobs, fixture.school, { cache, now });
}

async function assertAsFromNothing(random: History, fixture: SchoolFixture, ends: boolean): Promise<void> {
  await forget(fixture);
  await play(fixture, random, ends);
  const incremental = await contents(fixture.school, random.days);
  await db.owner.deleteFrom('person_day').where('school', '=', fixture.school).execute();
  await db.owner.deleteFrom('school_day').where('school', '=', fixture.school).execute();
  const cache = new SchoolCache();
  for (const day of random.days) await rebuildDay(db.jobs, fixture.school, day, { cache, now });
  assert.deepEqual(incremental, await contents(fixture.school, random.days));
}

/** A history that fails is long: another seed soon finds a shorter one, sooner than shrinking it does. */
const RUNS = { numRuns: Number(process.env.VRATAR_RUNS ?? 8), endOnFailure: true };
const SCHOOL = { pupils: 6, classes: 2, staff: 1, buildings: 2 };

test('I6: shuffled, delayed, doubled and split histories equal the rebuild from nothing, byte for byte', async () => {
  const fixture = await schoolFixture(db.owner, SCHOOL);
  await fc.assert(
    fc.asyncProperty(history(fixture), (random) => assertAsFromNothing(random, fixture, true)),
    RUNS,
  );
});

test('I6: what was followed event by event equals the rebuild from nothing before the day is over', async () => {
  const fixture = await schoolFixture(db.owner, SCHOOL);
  await fc.assert(
    fc.asyncProperty(history(fixture, { clocks: fc.constant('good') }), (random) =>
      assertAsFromNothing(random, fixture, false),
    ),
    RUNS,
  );
});
