import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Ack } from '@vratar/protocol/delivery';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { noteDirty } from '../../../src/attendance/follow/dirty.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import { Bench, Journal } from '../../ingest/support.ts';
import { testDatabase } from '../../support/database.ts';
import { DATE, utc } from '../support/case-dsl.ts';
import { schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
const bench = await new Bench(db, [attendanceHook(new SchoolCache())]).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const at = (local: string) => Date.parse(utc(local));
const MINUTE = 60_000;
const MORNING = at('06:00');
const nextDay = () => at('+1 06:00');

interface Way {
  /** When the gateway journals nothing: from, until. */
  readonly silent?: readonly [string, string];
  /** When it is switched off and on. */
  readonly restart?: string;
  /** When its line was damaged. */
  readonly damaged?: string;
  /** When it journals for the last time. */
  readonly end?: string;
}

/** A gateway's day: `alive` each minute, and the passage of one pupil at 07:20. */
function dayOf({ silent, restart, damaged, end = '15:00' }: Way): Journal {
  const journal = new Journal();
  const passage = { kind: 'passage', direction: 'in', building: 'A', lane: 'L1', token: 't0' };
  for (let time = MORNING; time <= at(end); time += MINUTE) {
    if (silent !== undefined && time > at(silent[0]) && time < at(silent[1])) continue;
    const boot = restart !== undefined && time >= at(restart) ? 'b2' : 'b1';
    const base = { seq: journal.lines.length + 1, at: time, boot, mono: time - MORNING, clock: 'synced' };
    const rest = time === at('07:20') ? passage : { kind: 'alive' };
    const isDamaged = damaged !== undefined && time === at(damaged);
    journal.addLine(isDamaged ? `{"seq":${base.seq},"at":` : JSON.stringify({ ...base, ...rest }));
  }
  return journal;
}

const BATCH = 100;

/** As a gateway delivers: halves what is rejected until the bad event is alone. */
async function deliver(gateway: string, journal: Journal, from: number, through: number): Promise<void> {
  for (let first = from, count = BATCH; first <= through; ) {
    const last = Math.min(first + count - 1, through);
    const ack = await bench.ask<Ack>(gateway, 'events', journal.batch(first, last));
    if (ack.result === 'rejected') count = Math.max(1, count >> 1);
    else {
      first = last + 1;
      count = Math.min(BATCH, count * 2);
    }
  }
}

/** Lessons of the pupil who passed, and of one whom no gate saw. */
async function lessonsAfter(
  act: (gateway: string) => Promise<void>,
): Promise<readonly [seen: string | undefined, unseen: string | undefined]> {
  const { school, gateways, persons } = await schoolFixture(db.owner, { pupils: 2 });
  await act(gateways[0]!.id);
  await noteDirty(sqlOver(db.jobs), [{ school, from: DATE, to: DATE, cause: 'begin' }]);
  await recompute(db.jobs, school, { cache: new SchoolCache(), now: nextDay });
  const rows = await db.owner
    .selectFrom('person_day')
    .select(['person', 'lessons'])
    .where('school', '=', school)
    .execute();
  const of = (person: string | undefined) => rows.find((row) => row.person === person)?.lessons;
  return [of(persons[0]), of(persons[1])];
}

const whole = (way: Way) => async (gateway: string) => {
  const journal = dayOf(way);
  await bench.ask(gateway, 'hello', journal.hello());
  await deliver(gateway, journal, 1, journal.lines.length);
};

const PRESENT = '1P2P3P4P5P6P7P';
const FROM_THE_THIRD = '1A2A3U4U5U6U7U';

test('without a gap in the evidence who was not seen is absent', async () => {
  assert.deepEqual(await lessonsAfter(whole({})), [PRESENT, '1A2A3A4A5A6A7A']);
});

test('I8 R17: while a gateway was silent somebody may have come: unknown, not absent', async () => {
  assert.deepEqual(await lessonsAfter(whole({ silent: ['09:02', '09:12'] })), [PRESENT, FROM_THE_THIRD]);
});

test('I8 R17: a gateway that fell silent for good leaves the rest of its day unknown', async () => {
  assert.deepEqual(await lessonsAfter(whole({ end: '09:05' })), [PRESENT, FROM_THE_THIRD]);
});

test('I8 R17: what happened while a gateway started again is unknown', async () => {
  assert.deepEqual(await lessonsAfter(whole({ restart: '09:05' })), [PRESENT, FROM_THE_THIRD]);
});

test('I5 I8: an event in quarantine is a hole in the evidence', async () => {
  assert.deepEqual(await lessonsAfter(whole({ damaged: '09:05' })), [PRESENT, FROM_THE_THIRD]);
});

test('I5 I8: events that a gateway no longer has are a hole in the evidence', async () => {
  const lessons = await lessonsAfter(async (gateway) => {
    const journal = dayOf({});
    const lost = { from: 183, through: 187 };
    await bench.ask(gateway, 'hello', journal.hello());
    await deliver(gateway, journal, 1, lost.from - 1);
    const gone = { v: 1, epoch: 1, ...lost, hash: journal.hashes[lost.through] };
    assert.equal((await bench.ask<Ack>(gateway, 'gone', gone)).through, lost.through);
    await deliver(gateway, journal, lost.through + 1, journal.lines.length);
  });
  assert.deepEqual(lessons, [PRESENT, FROM_THE_THIRD]);
});

test('I8: evidence that comes late takes its doubt back', async () => {
  const lessons = await lessonsAfter(async (gateway) => {
    const journal = dayOf({});
    await bench.ask(gateway, 'hello', journal.hello());
    await deliver(gateway, journal, 1, 185);
    const { school } = await db.owner
      .selectFrom('gateway')
      .select('school')
      .where('id', '=', gateway)
      .executeTakeFirstOrThrow();
    await noteDirty(sqlOver(db.jobs), [{ school, from: DATE, to: DATE, cause: 'begin' }]);
    await recompute(db.jobs, school, { cache: new SchoolCache(), now: nextDay });
    const rows = await db.owner
      .selectFrom('person_day')
      .select('lessons')
      .where('school', '=', school)
      .orderBy('lessons')
      .execute();
    assert.deepEqual(
      rows.map(({ lessons: shown }) => shown),
      [FROM_THE_THIRD, PRESENT],
    );
    await deliver(gateway, journal, 186, journal.lines.length);
  });
  assert.deepEqual(lessons, [PRESENT, '1A2A3A4A5A6A7A']);
});

test('I8 R17: a hole in the evidence is doubt as soon as it is found, not when the day is over', async () => {
  let now = at('09:04');
  const live = await new Bench(db, [attendanceHook(new SchoolCache())], () => now).start();
  try {
    const { school, gateways, persons } = await schoolFixture(db.owner, { pupils: 1 });
    const gateway = gateways[0]!.id;
    const journal = new Journal();
    for (const line of dayOf({ damaged: '09:05' }).lines) journal.addLine(line.replace('"t0"', '"nobody"'));
    const follow = async () => {
      await recompute(db.jobs, school, { cache: new SchoolCache(), now: () => now });
      const row = await db.owner
        .selectFrom('person_day')
        .select('lessons')
        .where('person', '=', persons[0]!)
        .executeTakeFirst();
      return row?.lessons;
    };
    await live.ask(gateway, 'hello', journal.hello());
    await live.ask(gateway, 'events', journal.batch(1, 185));
    await noteDirty(sqlOver(db.jobs), [{ school, from: DATE, to: DATE, cause: 'begin' }]);
    assert.equal(await follow(), '1A2A3A4A5A6A7A');
    now = at('09:06');
    assert.equal((await live.ask<Ack>(gateway, 'events', journal.batch(186, 186))).through, 186);
    await live.ask(gateway, 'events', journal.batch(187, 187));
    assert.equal(await follow(), FROM_THE_THIRD);
  } finally {
    await live.stop();
  }
});
