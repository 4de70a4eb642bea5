import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { noteDirty } from '../../../src/attendance/follow/dirty.ts';
import { rebuildDay } from '../../../src/attendance/rebuild/rebuild-day.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { readGaps } from '../../../src/attendance/store/evidence.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import { Bench, Journal } from '../../ingest/support.ts';
import { testDatabase } from '../../support/database.ts';
import { DATE, utc } from '../support/case-dsl.ts';
import { type SchoolFixture, schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
let now = 0;
const bench = await new Bench(db, [attendanceHook(new SchoolCache())], () => now).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const at = (local: string) => Date.parse(utc(local));
const [MINUTE, DAY, YEAR] = [60_000, 86_400_000, 365 * 86_400_000];
const FUTURE_MS = 300_000;
const THE_DAY_BEFORE = '2026-11-06';
const THE_DAY_AFTER = '2026-11-10';
const ALL_ABSENT = '1A2A3A4A5A6A7A';
const FROM_THE_THIRD = '1A2A3U4U5U6U7U';

interface Boot {
  readonly boot: string;
  readonly from: string;
  readonly until: string;
  /** What its clock is ahead by. */
  readonly ahead: number;
}

/** The journal of boots one after the other: `alive` each minute; the event of `damaged` cannot be read. */
function journalOf(boots: readonly Boot[], damaged?: string): Journal {
  const journal = new Journal();
  for (const { boot, from, until, ahead } of boots) {
    for (let time = at(from); time <= at(until); time += MINUTE) {
      const seq = journal.lines.length + 1;
      const event = { seq, at: time + ahead, boot, mono: time - at(from), clock: 'synced', kind: 'alive' };
      const isDamaged = damaged !== undefined && time === at(damaged);
      journal.addLine(isDamaged ? `{"seq":${seq},"at":` : JSON.stringify(event));
    }
  }
  return journal;
}

async function measure({ school, gateways }: SchoolFixture, { boot, from, ahead }: Boot): Promise<void> {
  const measurement = { gateway: gateways[0]!.id, school, boot, mono: 0, round_trip_ms: 0 };
  const times = { device_at: at(from) + ahead, cloud_at: at(from), recorded_at: at(from) };
  await db.owner
    .insertInto('clock_measurement')
    .values({ ...measurement, ...times })
    .execute();
}

async function lessonsOf({ school, persons }: SchoolFixture, day = DATE): Promise<string | undefined> {
  await recompute(db.jobs, school, { cache: new SchoolCache(), now: () => now });
  const row = await db.owner
    .selectFrom('person_day')
    .select('lessons')
    .where('person', '=', persons[0]!)
    .where('day', '=', day)
    .executeTakeFirst();
  return row?.lessons;
}

const begin = ({ school }: SchoolFixture, day: string) =>
  noteDirty(sqlOver(db.jobs), [{ school, from: day, to: day, cause: 'begin' }]);

/** What a computation from nothing would change. */
async function differing({ school }: SchoolFixture, day: string): Promise<number> {
  const options = { cache: new SchoolCache(), now: () => now, dryRun: true };
  const report = await rebuildDay(db.jobs, school, day, options);
  assert.ok(report);
  return report.missing + report.different + report.surplus;
}

async function send(gateway: string, journal: Journal, first: number, last: number): Promise<void> {
  for (let next = first; next <= last; next += 100)
    await bench.ask(gateway, 'events', journal.batch(next, Math.min(next + 99, last)));
}

for (const [name, ahead, measured] of [
  ['began at 1970', Date.UTC(1970, 0, 1) - at('06:00'), true],
  ['is a day ahead', DAY, true],
  ['is a day ahead, which nobody measured', DAY, false],
] as const) {
  test(`I8 R14 R17: events lost at 09:05 doubt today at once when the gateway's clock ${name}`, async () => {
    const fixture = await schoolFixture(db.owner, { pupils: 1 });
    const gateway = fixture.gateways[0]!.id;
    const boot = { boot: 'b1', from: '06:00', until: '09:10', ahead };
    const journal = journalOf([boot], '09:05');
    if (measured) await measure(fixture, boot);
    now = at('09:04');
    await bench.ask(gateway, 'hello', journal.hello());
    await send(gateway, journal, 1, 185);
    await begin(fixture, DATE);
    // Nothing bounds when the first event of a clock that nobody measured came, either.
    assert.equal(await lessonsOf(fixture), measured ? ALL_ABSENT : '1U2U3U4U5U6U7U');
    now = at('09:06');
    await bench.ask(gateway, 'events', journal.batch(186, 186));
    const doubted = await lessonsOf(fixture);
    // Nothing bounds when the events of a clock that nobody measured were lost.
    assert.equal(doubted, measured ? FROM_THE_THIRD : '1U2U3U4U5U6U7U');
    await bench.ask(gateway, 'events', journal.batch(187, 187));
    assert.equal(await lessonsOf(fixture), doubted);
    assert.equal(await differing(fixture, DATE), 0);
  });
}

test('I6 R14: a restart of a gateway whose clock ran a year ahead doubts the hour it was off, and no earlier day', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  now = at('10:01');
  await begin(fixture, THE_DAY_BEFORE);
  await begin(fixture, DATE);
  const before = await lessonsOf(fixture, THE_DAY_BEFORE);
  const boots = [
    { boot: 'b1', from: '06:00', until: '09:00', ahead: YEAR },
    { boot: 'b2', from: '10:00', until: '10:01', ahead: YEAR },
  ];
  const journal = journalOf(boots);
  await measure(fixture, boots[1]!);
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  await lessonsOf(fixture);
  const gaps = await readGaps(db.jobs, [gateway], at('06:00'), at('20:00'), false, FUTURE_MS);
  // Nobody measured the boot that was first.
  const first = { gateway, from: at('06:00'), until: at('10:01') };
  assert.deepEqual(gaps, [first, { gateway, from: at('09:00'), until: at('10:00') }]);
  for (const days of [1, 3, 30]) {
    const [starts, ends] = [at('06:00') - days * DAY, at('20:00') - days * DAY];
    assert.deepEqual(await readGaps(db.jobs, [gateway], starts, ends, true, FUTURE_MS), []);
  }
  assert.equal(await lessonsOf(fixture, THE_DAY_BEFORE), before);
  for (const day of [THE_DAY_BEFORE, DATE]) assert.equal(await differing(fixture, day), 0);
});

test('R14 R17: a new gateway whose second boot has a slow clock puts no earlier day in doubt', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  const journal = journalOf([
    { boot: 'b1', from: '09:00', until: '09:05', ahead: 0 },
    { boot: 'b2', from: '09:10', until: '09:15', ahead: -2 * 60 * MINUTE },
  ]);
  now = at('09:16');
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  const query = db.owner.selectFrom('attendance_dirty').select('from_day').where('cause', '=', 'coverage');
  const notes = await query.where('school', '=', fixture.school).where('to_day', '<', '2999-01-01').execute();
  assert.deepEqual([...new Set(notes.map(({ from_day }) => from_day))], [DATE]);
  // Before the end that its clock tells everything of the day is in doubt, by the first event and by the restart.
  const gaps = await readGaps(db.jobs, [gateway], at('06:00'), at('20:00'), false, FUTURE_MS);
  assert.deepEqual(
    gaps.map(({ from, until }) => [from, until]),
    [
      [at('06:00'), at('09:00')],
      [at('06:00'), at('07:10')],
    ],
  );
  for (const days of [1, 30, 300]) {
    const [starts, ends] = [at('06:00') - days * DAY, at('20:00') - days * DAY];
    assert.deepEqual(await readGaps(db.jobs, [gateway], starts, ends, true, FUTURE_MS), []);
  }
});

test('R14 R17: a new gateway whose first boot never had a time leaves no day in doubt before it was registered', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  const registered = new Date(at('08:00') - 2 * DAY);
  await db.owner.updateTable('gateway').set({ created_at: registered }).where('id', '=', gateway).execute();
  const journal = journalOf([
    { boot: 'b1', from: '08:30', until: '08:35', ahead: -at('08:30') },
    { boot: 'b2', from: '09:00', until: '09:05', ahead: 0 },
  ]);
  now = at('09:06');
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  const query = db.owner.selectFrom('attendance_dirty').select('from_day').where('cause', '=', 'coverage');
  const notes = await query.where('school', '=', fixture.school).where('to_day', '<', '2999-01-01').execute();
  const first = notes.map(({ from_day }) => from_day).sort()[0];
  assert.equal(first, registered.toISOString().slice(0, 10));
  const gapsBefore = (days: number) =>
    readGaps(db.jobs, [gateway], at('06:00') - days * DAY, at('20:00') - days * DAY, true, FUTURE_MS);
  const ends = (await gapsBefore(0)).map(({ until }) => until);
  assert.ok(ends.includes(at('09:00')), 'the stop until somebody told the time');
  assert.deepEqual(
    (await gapsBefore(2)).map(({ from }) => from),
    [registered.getTime()],
  );
  for (const days of [3, 30, 300]) assert.deepEqual(await gapsBefore(days), []);
});

test('R14 R17: a restart of a clock that was a minute fast, and is right since, doubts what lies behind the last event', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  const journal = journalOf([
    { boot: 'b1', from: '06:00', until: '10:00', ahead: MINUTE },
    { boot: 'b2', from: '10:00:40', until: '10:05', ahead: 0 },
  ]);
  now = at('10:05');
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  const gaps = await readGaps(db.jobs, [gateway], at('06:30'), at('20:00'), false, FUTURE_MS);
  assert.deepEqual(gaps, [{ gateway, from: at('10:00'), until: at('10:00:40') }]);
});

test('R14 R17: overnight between a right clock and one that began at 1970 the gap is found on both days', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  const next = { boot: 'b2', from: '+1 07:00', until: '+1 07:05', ahead: -at('+1 07:00') };
  const journal = journalOf([{ boot: 'b1', from: '06:00', until: '15:00', ahead: 0 }, next]);
  await measure(fixture, next);
  now = at('+1 07:05');
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  const gapsOn = async (starts: string, ends: string) =>
    (await readGaps(db.jobs, [gateway], at(starts), at(ends), false, FUTURE_MS)).map(({ from, until }) => [
      from,
      until,
    ]);
  assert.deepEqual(await gapsOn('06:00', '20:00'), [[at('15:00'), at('20:00')]]);
  assert.deepEqual(await gapsOn('+1 06:00', '+1 20:00'), [[at('+1 06:00'), at('+1 07:00')]]);
});

test('I6 R14: a gateway that spoke each minute was never silent, whatever its clock told twice', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  // An hour ahead since it began, set right at 09:21: from 09:22 to 10:21 was told twice.
  const wrong = { boot: 'b1', from: '04:30', until: '09:21', ahead: 60 * MINUTE };
  const journal = journalOf([wrong]);
  for (let time = at('09:22'); time <= at('20:30'); time += MINUTE) {
    const seq = journal.lines.length + 1;
    const event = { seq, at: time, boot: 'b1', mono: time - at('04:30'), clock: 'synced', kind: 'alive' };
    journal.addLine(JSON.stringify(event));
  }
  now = at('20:31');
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  await begin(fixture, DATE);
  assert.equal(await lessonsOf(fixture), ALL_ABSENT);
  assert.deepEqual(await readGaps(db.jobs, [gateway], at('06:30'), at('20:00'), true, FUTURE_MS), []);
  assert.equal(await differing(fixture, DATE), 0);
  // It is right by now: nothing but the step says that it was not.
  await measure(fixture, { ...wrong, ahead: 0 });
  assert.equal(await lessonsOf(fixture), ALL_ABSENT);
  assert.equal(await differing(fixture, DATE), 0);
});

/** A pupil's day before and behind the moment at which a clock that was `ahead` was set right. */
function walkOf(fixture: SchoolFixture, ahead: number, set: string): Journal {
  // A clock that is a day ahead says of no day before that the gateway had come; another boot does.
  const journal = journalOf(ahead < DAY ? [] : [{ boot: 'b0', from: '05:00', until: '05:50', ahead: 0 }]);
  const passages: Record<string, 'in' | 'out'> = {
    '07:25': 'in',
    '10:52': 'out',
    '10:58': 'in',
    '13:17': 'out',
  };
  const moments = new Map(Object.entries(passages).map(([local, direction]) => [at(local), direction]));
  for (let time = at('06:00'); time <= at('20:30'); time += MINUTE) {
    const direction = moments.get(time);
    const told = time < at(set) ? time + ahead : time;
    const clocks = { at: told, boot: 'b1', mono: time - at('06:00'), clock: 'synced' };
    const passage = { kind: 'passage', building: 'A', lane: 'L1', direction, token: fixture.tokens[0] };
    const event = direction === undefined ? { kind: 'alive' } : passage;
    journal.addLine(JSON.stringify({ seq: journal.lines.length + 1, ...clocks, ...event }));
  }
  return journal;
}

for (const [name, ahead] of [
  ['an hour', 60 * MINUTE],
  ['thirty hours', 30 * 60 * MINUTE],
] as const) {
  test(`I6 I8 R14: a clock ${name} ahead that is set back accuses nobody; measured, all find their day`, async () => {
    const fixture = await schoolFixture(db.owner, { pupils: 1 });
    const gateway = fixture.gateways[0]!.id;
    const journal = walkOf(fixture, ahead, '11:30');
    now = at('+1 20:31');
    for (const day of [DATE, THE_DAY_AFTER]) await begin(fixture, day);
    await bench.ask(gateway, 'hello', journal.hello());
    // Before it was set back nothing told that it was ahead.
    await send(gateway, journal, 1, 350);
    await lessonsOf(fixture);
    await send(gateway, journal, 351, journal.lines.length);
    const doubted = await lessonsOf(fixture);
    assert.doesNotMatch(doubted!, /A/);
    assert.match(doubted!, /U/);
    for (const day of [DATE, THE_DAY_AFTER]) assert.equal(await differing(fixture, day), 0);
    await measure(fixture, { boot: 'b1', from: '06:00', until: '20:30', ahead: 0 });
    assert.equal(await lessonsOf(fixture), '1P2P3P4P5P6P7P');
    for (const day of [DATE, THE_DAY_AFTER]) assert.equal(await differing(fixture, day), 0);
  });
}

test('I6 R14 R18: a first event thirty hours ahead leaves its day to no gate, until somebody measures it', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = fixture.gateways[0]!.id;
  const boot = { boot: 'b1', from: '06:00', until: '09:00', ahead: 30 * 60 * MINUTE };
  const journal = journalOf([boot]);
  now = at('+2 20:31');
  for (const day of [DATE, THE_DAY_AFTER]) await begin(fixture, day);
  await bench.ask(gateway, 'hello', journal.hello());
  await send(gateway, journal, 1, journal.lines.length);
  assert.equal(await lessonsOf(fixture), '1G2G3G4G5G6G7G');
  await measure(fixture, boot);
  assert.equal(await lessonsOf(fixture), FROM_THE_THIRD);
  for (const day of [DATE, THE_DAY_AFTER]) assert.equal(await differing(fixture, day), 0);
});
