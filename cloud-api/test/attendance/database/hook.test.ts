import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { testDatabase } from '../../support/database.ts';
import { DATE, utc } from '../support/case-dsl.ts';
import { store, storedEvent } from '../support/journal.ts';
import { addCard, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
after(() => db.close());
const cache = new SchoolCache();
const hook = attendanceHook(cache);
const at = (local: string) => Date.parse(utc(local));

const dayOf = (person: string, day = DATE) =>
  db.owner
    .selectFrom('person_day')
    .selectAll()
    .where('person', '=', person)
    .where('day', '=', day)
    .executeTakeFirst();

test('I4 I6: a passage makes its student-day in the transaction that stores it', async () => {
  const fixture = await schoolFixture(db.owner);
  const [gateway] = fixture.gateways as [(typeof fixture.gateways)[0]];
  const tap = (seq: number, local: string, kind: string, direction: 'in' | 'out') =>
    storedEvent(fixture.school, gateway.id, seq, at(local), {
      kind,
      direction,
      building: 'A',
      lane: 'L1',
      token: 't0',
    });
  await store(db.ingest, hook, [tap(1, '07:35', 'granted', 'in')]);
  assert.equal(await dayOf(fixture.persons[0] as string), undefined);
  await store(db.ingest, hook, [tap(2, '07:35:02', 'passage', 'in')]);
  const first = await dayOf(fixture.persons[0] as string);
  assert.equal(first?.lessons, '1L2P3P4P5P6P7P');
  await store(db.ingest, hook, [tap(3, '11:00', 'passage', 'out')]);
  const second = await dayOf(fixture.persons[0] as string);
  assert.equal(second?.lessons, '1L2P3P4P5A6A7A');
  assert.equal(second?.unexcused_halves, 7);
  assert.equal(second?.revision, 2);
});

test('R2: a hook that is called again with the same events changes nothing', async () => {
  const fixture = await schoolFixture(db.owner);
  const [gateway] = fixture.gateways as [(typeof fixture.gateways)[0]];
  const events = [
    storedEvent(fixture.school, gateway.id, 1, at('07:20'), {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token: 't1',
    }),
    storedEvent(fixture.school, gateway.id, 2, at('07:21'), {
      kind: 'denied',
      direction: 'in',
      building: 'A',
      token: 't1',
    }),
  ];
  await store(db.ingest, hook, events);
  const first = await dayOf(fixture.persons[1] as string);
  await db.ingest.transaction().execute((trx) => hook.onStored(trx, events, []));
  assert.deepEqual(await dayOf(fixture.persons[1] as string), first);
});

test('R11 R22: visitors and pass-only cards leave no day', async () => {
  const fixture = await schoolFixture(db.owner);
  const [gateway] = fixture.gateways as [(typeof fixture.gateways)[0]];
  const { school, site } = fixture;
  await addCard(db.owner, { school, site, person: null, kind: 'visitor', token: 'guest' });
  await addCard(db.owner, { school, site, person: null, kind: 'pass_only', token: 'refused' });
  const events = ['guest', 'refused', 'nobody'].map((token, index) =>
    storedEvent(school, gateway.id, index + 1, at('07:20'), {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token,
    }),
  );
  await store(db.ingest, hook, events);
  const { count } = await db.owner
    .selectFrom('person_day')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('school', '=', school)
    .executeTakeFirstOrThrow();
  assert.equal(Number(count), 0);
});

test('R13: at a gate of another school nobody of ours is moved', async () => {
  const [ours, theirs] = [await schoolFixture(db.owner), await schoolFixture(db.owner)];
  const person = ours.persons[0] as string;
  await addCard(db.owner, {
    school: theirs.school,
    site: theirs.site,
    person,
    kind: 'pupil',
    token: 'stale',
  });
  const gateway = theirs.gateways[0]?.id as string;
  await store(db.ingest, hook, [
    storedEvent(theirs.school, gateway, 1, at('07:20'), {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token: 'stale',
    }),
  ]);
  const day = await dayOf(person);
  assert.equal(day?.trail ?? '', '');
});

test('R13: on the local date of a transfer, half past midnight counts at the new school, and no mark of the old one', async () => {
  const [old, next] = [await schoolFixture(db.owner), await schoolFixture(db.owner)];
  const person = old.persons[0] as string;
  await db.owner
    .updateTable('enrolment')
    .set({ last_day: '2026-11-08' })
    .where('person', '=', person)
    .execute();
  const to = { school: next.school, class: next.classes[0] as string, first_day: '2026-11-09' };
  await db.owner
    .insertInto('enrolment')
    .values({ ...to, person })
    .execute();
  for (const { school, site } of [old, next])
    await addCard(db.owner, { school, site, person, kind: 'pupil', token: `moves-${school}` });
  await db.owner
    .insertInto('lesson_mark')
    .values({ school: old.school, person, day: '2026-11-09', lesson: 2, mark: 'absent', account: null })
    .execute();
  const midnight = Date.parse('2026-11-08T22:30:00Z');
  const tap = ({ school, gateways }: typeof old) =>
    storedEvent(school, gateways[0]?.id as string, 1, midnight, {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token: `moves-${school}`,
    });
  await store(db.ingest, hook, [tap(old)]);
  assert.equal((await dayOf(person))?.trail ?? '', '', 'the old school’s gate moves nobody of the new one');
  await store(db.ingest, hook, [tap(next)]);
  const day = await dayOf(person);
  assert.equal(day?.school, next.school);
  assert.deepEqual([day?.trail === '', day?.marks], [false, '']);
});

test('R13: at a site that the school shares its pupils are seen', async () => {
  const [ours, theirs] = [await schoolFixture(db.owner), await schoolFixture(db.owner)];
  const person = ours.persons[0] as string;
  await db.owner.insertInto('site_guest').values({ site: theirs.site, school: ours.school }).execute();
  await addCard(db.owner, { school: ours.school, site: theirs.site, person, kind: 'pupil', token: 'shared' });
  const gateway = theirs.gateways[0]?.id as string;
  await store(db.ingest, hook, [
    storedEvent(theirs.school, gateway, 1, at('07:20'), {
      kind: 'passage',
      direction: 'in',
      building: 'A',
      token: 'shared',
    }),
  ]);
  const day = await dayOf(person);
  assert.equal(day?.school, ours.school);
  assert.equal(day?.lessons, '1P2P3P4P5P6P7P');
});

test('R13 R14: a measured clock concerns every school whose people go in there', async () => {
  const [ours, theirs] = [await schoolFixture(db.owner), await schoolFixture(db.owner)];
  await db.owner.insertInto('site_guest').values({ site: theirs.site, school: ours.school }).execute();
  await db.owner.deleteFrom('attendance_dirty').execute();
  const gateway = theirs.gateways[0]?.id as string;
  const times = { device_at: at('09:00'), cloud_at: at('08:00'), recorded_at: at('08:00') };
  await db.ingest
    .insertInto('clock_measurement')
    .values({ gateway, school: theirs.school, boot: 'b', mono: 60_000, round_trip_ms: 0, ...times })
    .execute();
  const dirty = await db.owner
    .selectFrom('attendance_dirty')
    .select(['school', 'cause'])
    .distinct()
    .execute();
  const expected = [ours.school, theirs.school].map((school) => ({ school, cause: 'clock_measurement' }));
  const bySchool = (a: { school: string }, b: { school: string }) => (a.school < b.school ? -1 : 1);
  assert.deepEqual(dirty.sort(bySchool), expected.sort(bySchool));
});

test('R10 R17: what concerns everybody is noted for a job in the same transaction', async () => {
  const fixture = await schoolFixture(db.owner);
  const gateway = fixture.gateways[0]?.id as string;
  await db.owner.deleteFrom('attendance_dirty').execute();
  await store(db.ingest, hook, [
    storedEvent(fixture.school, gateway, 1, at('08:30'), {
      kind: 'guard_release',
      direction: 'in',
      building: 'A',
      reason: 'pupil',
    }),
  ]);
  const dirty = await db.owner.selectFrom('attendance_dirty').selectAll().execute();
  assert.deepEqual(
    dirty.map(({ school, from_day, to_day, cause }) => ({ school, from_day, to_day, cause })),
    [{ school: fixture.school, from_day: DATE, to_day: DATE, cause: 'guard_release' }],
  );
});

test('I6: what arrives late is noted once for a job, and computed by it', async () => {
  const fixture = await schoolFixture(db.owner);
  const gateway = fixture.gateways[0]?.id as string;
  await db.owner.deleteFrom('attendance_dirty').execute();
  const late = (seq: number, local: string, direction: 'in' | 'out') =>
    storedEvent(
      fixture.school,
      gateway,
      seq,
      at(local),
      { kind: 'passage', direction, building: 'A', token: 't0' },
      at('15:00'),
    );
  await store(db.ingest, hook, [late(1, '07:20', 'in'), late(2, '11:00', 'out')]);
  assert.equal(await dayOf(fixture.persons[0] as string), undefined);
  const dirty = await db.owner.selectFrom('attendance_dirty').select(['cause', 'from_day']).execute();
  assert.deepEqual(dirty, [{ cause: 'late', from_day: DATE }]);
  await recompute(db.jobs, fixture.school, { cache, now: () => at('15:00') });
  assert.equal((await dayOf(fixture.persons[0] as string))?.lessons, '1P2P3P4P5A6A7A');
});

test('two workers that write one student-day at once lose nothing', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 20, buildings: 2 });
  const [a, b] = fixture.gateways as [(typeof fixture.gateways)[0], (typeof fixture.gateways)[0]];
  const passes = (gateway: string, building: string, locals: readonly string[]) =>
    locals.map((local, index) =>
      fixture.tokens.map((token, person) =>
        storedEvent(fixture.school, gateway, index * 20 + person + 1, at(local), {
          kind: 'passage',
          direction: index % 2 === 0 ? 'in' : 'out',
          building,
          token,
        }),
      ),
    );
  await Promise.all([
    ...passes(a.id, 'A', ['07:20', '09:05', '11:45', '13:20']).map((events) =>
      store(db.ingest, hook, events),
    ),
    ...passes(b.id, 'B', ['09:10', '11:40']).map((events) => store(db.ingest, hook, events.toReversed())),
  ]);
  for (const person of fixture.persons) {
    const day = await dayOf(person);
    assert.equal(day?.lessons, '1P2P3P4P5P6P7P');
    assert.equal(JSON.parse(day?.trail ?? '{}').p.length, 6);
  }
});
