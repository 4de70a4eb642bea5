import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { rebuildDay } from '../../../src/attendance/rebuild/rebuild-day.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { testDatabase } from '../../support/database.ts';
import { DATE, utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());
const at = (local: string) => Date.parse(utc(local));
const now = () => at('12:00');
const options = { cache: new SchoolCache(), now };
const hook = attendanceHook(new SchoolCache());

const rowsOf = async ({ school }: SchoolFixture) => {
  const rows = await db.owner.selectFrom('person_day').selectAll().where('school', '=', school).execute();
  return new Map(rows.map((row) => [row.person, row]));
};

const event = (fixture: SchoolFixture, seq: number, when: number, kind: string, token?: string) =>
  storedEvent(fixture.school, fixture.gateways[0]?.id ?? '', seq, when, {
    kind,
    direction: 'in',
    building: 'A',
    lane: 'L1',
    ...(token === undefined ? { reason: 'pupil' } : { token }),
  });

test('R10 R17: a release of a pupil writes the days of those who were outside, and no other', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 3 });
  const [inside, outside] = fixture.persons as [string, string];
  await store(db.ingest, hook, [event(fixture, 1, at('07:20'), 'passage', fixture.tokens[0])]);
  await rebuildDay(db.jobs, fixture.school, DATE, options);
  const before = await rowsOf(fixture);
  assert.match(before.get(outside)?.lessons ?? '', /^1A2A/);
  await store(db.ingest, hook, [event(fixture, 2, at('07:33'), 'guard_release')]);
  await recompute(db.jobs, fixture.school, options);
  const rows = await rowsOf(fixture);
  assert.deepEqual(rows.get(inside), before.get(inside));
  assert.match(rows.get(outside)?.lessons ?? '', /^1U2U/);
  assert.match(rows.get(outside)?.doubts ?? '', /guard_release/);
});

test('I6: releases and passages that are stored at the same time leave what a rebuild from nothing finds', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 20 });
  await rebuildDay(db.jobs, fixture.school, DATE, options);
  let seq = 0;
  const storing = async () => {
    for (let round = 0; round < 15; round += 1) {
      const token = fixture.tokens[round % fixture.tokens.length];
      const when = at('07:20') + round * 20_000;
      seq += 2;
      await store(db.ingest, hook, [
        event(fixture, seq - 1, when, 'passage', token),
        event(fixture, seq, when + 5_000, 'guard_release'),
      ]);
    }
  };
  let stored = false;
  const computing = async () => {
    while (!stored) await recompute(db.jobs, fixture.school, options);
  };
  const done = storing().finally(() => {
    stored = true;
  });
  await Promise.all([done, computing(), computing()]);
  await recompute(db.jobs, fixture.school, options);
  const report = await rebuildDay(db.jobs, fixture.school, DATE, { ...options, dryRun: true });
  assert.deepEqual(
    { missing: report?.missing, different: report?.different, shared: report?.sharedChanged },
    { missing: 0, different: 0, shared: false },
  );
});
