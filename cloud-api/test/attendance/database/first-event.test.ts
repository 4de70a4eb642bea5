import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { noteDirty } from '../../../src/attendance/follow/dirty.ts';
import { rebuildDay } from '../../../src/attendance/rebuild/rebuild-day.ts';
import { recompute } from '../../../src/attendance/rebuild/recompute.ts';
import { readGaps } from '../../../src/attendance/store/evidence.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { sqlOver } from '../../../src/attendance/store/sql.ts';
import { presence } from '../../../src/attendance/today/presence-view.ts';
import { readDayPicture } from '../../../src/attendance/today/read-today.ts';
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

/** Often enough not to be silent. */
const ALIVE_MS = 120_000;
const [FRIDAY, TUESDAY] = ['2026-11-06', '2026-11-10'];
/** Of the day, of the next one by `+1`, or of the Friday before by `-3`. */
const at = (local: string): number =>
  Date.parse(local.startsWith('-3 ') ? utc(local.slice(3), FRIDAY) : utc(local));
const DAYS = [FRIDAY, DATE, TUESDAY];
const [ALL_ABSENT, ALL_UNKNOWN, NO_GATE] = ['A', 'U', 'G'].map((state) =>
  [1, 2, 3, 4, 5, 6, 7].map((lesson) => `${lesson}${state}`).join(''),
);

/** `alive` all the time of some stretches. */
function alive(...stretches: readonly (readonly [boot: string, from: string, until: string])[]): Journal {
  const journal = new Journal();
  for (const [boot, from, until] of stretches) {
    for (let time = at(from); time <= at(until); time += ALIVE_MS) {
      const clocks = { at: time, boot, mono: time - at(from), clock: 'synced' };
      journal.addLine(JSON.stringify({ seq: journal.lines.length + 1, ...clocks, kind: 'alive' }));
    }
  }
  return journal;
}

async function send(gateway: string, journal: Journal, epoch = 1, through = journal.lines.length) {
  await bench.ask(gateway, 'hello', journal.hello(epoch));
  for (let first = 1; first <= through; first += 100)
    await bench.ask(gateway, 'events', journal.batch(first, Math.min(first + 99, through), epoch));
}

async function compute({ school }: SchoolFixture, days: readonly string[] = []): Promise<void> {
  const notes = days.map((day) => ({ school, from: day, to: day, cause: 'begin' }));
  await noteDirty(sqlOver(db.jobs), notes);
  await recompute(db.jobs, school, { cache: new SchoolCache(), now: () => now });
}

async function lessons({ school, persons }: SchoolFixture, days = DAYS): Promise<(string | undefined)[]> {
  const rows = await db.owner
    .selectFrom('person_day')
    .select(['day', 'lessons'])
    .where('person', '=', persons[0]!)
    .execute();
  for (const day of days) {
    const options = { cache: new SchoolCache(), now: () => now, dryRun: true };
    const report = await rebuildDay(db.jobs, school, day, options);
    assert.equal(report!.missing + report!.different + report!.surplus, 0, `${day} as from nothing`);
  }
  return days.map((of) => rows.find(({ day }) => day === of)?.lessons);
}

/** Whom the pages of the school show as what, now. */
async function shown({ school, persons }: SchoolFixture) {
  const read = await db.jobs
    .transaction()
    .execute((trx) => readDayPicture(trx, new SchoolCache(), school, DATE, now));
  const person = presence(read!, new Map(), now, now).people.find(({ id }) => id === persons[0])!;
  return person.state === 'unknown' ? [person.state, person.why] : [person.state];
}

test('I8 R17 R18: who may have come in before the first gateway was there is absent on no lesson of that day', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  now = at('+1 21:00');
  await compute(fixture, DAYS);
  await send(fixture.gateways[0]!.id, alive(['b1', '09:00', '+1 20:40']));
  await compute(fixture);
  assert.deepEqual(await lessons(fixture), [NO_GATE, ALL_UNKNOWN, ALL_ABSENT]);
});

test('I8 R17: a second gateway leaves in doubt who came in before it that day, live and settled, and no other day', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1, buildings: 2 });
  const [old, young] = fixture.gateways.map(({ id }) => id) as [string, string];
  now = at('09:00');
  await send(old, alive(['b1', '-3 05:00', '-3 20:40'], ['b2', '05:00', '09:00']));
  await compute(fixture, DAYS);
  assert.deepEqual(await shown(fixture), [
    'unknown',
    { cause: 'gateway_silent', gateway: young, since: at('00:00') },
  ]);
  await send(young, alive(['y1', '09:00', '09:00']));
  await compute(fixture);
  assert.deepEqual(await shown(fixture), [
    'unknown',
    { cause: 'coverage_gap', gateway: young, since: at('00:00') },
  ]);
  assert.deepEqual(await lessons(fixture, [FRIDAY, DATE]), [ALL_ABSENT, ALL_UNKNOWN]);
});

test('I8 R17: a journal that begins anew on an empty disk leaves in doubt all since the last event of the old one', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const { id } = fixture.gateways[0]!;
  now = at('-3 12:00');
  await send(id, alive(['b1', '-3 05:00', '-3 12:00']));
  now = at('+1 21:00');
  await compute(fixture, DAYS);
  await send(id, alive(['n1', '09:00', '+1 20:40']), 2);
  await compute(fixture);
  const gaps = await readGaps(db.jobs, [id], at('-3 00:00'), at('+1 20:00'), false, 300_000);
  assert.deepEqual(gaps[1], { gateway: id, from: at('-3 12:00'), until: at('09:00') });
  assert.deepEqual(await lessons(fixture), ['1A2A3A4A5A6U7U', ALL_UNKNOWN, ALL_ABSENT]);
});

test('I8 R17: a restored disk that sends its first events again begins nothing anew', async () => {
  const fixture = await schoolFixture(db.owner, { pupils: 1 });
  const { id } = fixture.gateways[0]!;
  const journal = alive(['b1', '-3 05:00', '-3 20:40'], ['b2', '05:00', '09:00']);
  now = at('09:00');
  await send(id, journal);
  now = at('09:10');
  await send(id, journal, 2);
  const causes = await db.owner
    .selectFrom('coverage_gap')
    .select(['epoch', 'cause'])
    .where('gateway', '=', id)
    .execute();
  assert.deepEqual(
    causes.filter(({ cause }) => cause === 'first'),
    [{ epoch: 1, cause: 'first' }],
  );
});
