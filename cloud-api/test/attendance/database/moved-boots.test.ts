import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { attendanceHook } from '../../../src/attendance/follow/attendance-hook.ts';
import { SchoolCache } from '../../../src/attendance/store/school-cache.ts';
import { Bench, Journal } from '../../ingest/support.ts';
import { testDatabase } from '../../support/database.ts';
import { utc } from '../support/case-dsl.ts';
import { schoolFixture } from '../support/school-fixture.ts';

const db = await testDatabase();
let now = 0;
const bench = await new Bench(db, [attendanceHook(new SchoolCache())], () => now).start();
after(async () => {
  await bench.stop();
  await db.close();
});

const [SECOND, DAY] = [1_000, 86_400_000];
const BOOTED = Date.parse(utc('07:00')) - 60 * DAY;
const FIRST_DAY = new Date(BOOTED).toISOString().slice(0, 10);

/**
 * A boot of 60 days, one event a day, whose clock is ahead by each of `steps` in turn, half a minute from the next one.
 * @param measured on these days, and right then
 * @returns the first days that each step makes a job compute
 */
async function notedBySteps(steps: readonly number[], measured: readonly number[]) {
  const { school, gateways } = await schoolFixture(db.owner, { pupils: 1 });
  const gateway = gateways[0]!.id;
  const journal = new Journal();
  const add = (mono: number, ahead: number) => {
    const seq = journal.lines.length + 1;
    const event = { seq, at: BOOTED + mono + ahead, boot: 'b1', mono, clock: 'synced', kind: 'alive' };
    journal.addLine(JSON.stringify(event));
    return BOOTED + mono;
  };
  for (let day = 0; day < 60; day += 1) now = add(day * DAY, 0) + SECOND;
  await bench.ask(gateway, 'hello', journal.hello());
  await bench.ask(gateway, 'events', journal.batch(1, 60));
  for (const day of measured) {
    const clocks = { device_at: BOOTED + day * DAY, cloud_at: BOOTED + day * DAY };
    const measurement = { gateway, school, boot: 'b1', mono: day * DAY, round_trip_ms: 40, recorded_at: now };
    await db.owner
      .insertInto('clock_measurement')
      .values({ ...measurement, ...clocks })
      .execute();
  }
  const noted: string[][] = [];
  for (const [index, ahead] of steps.entries()) {
    await db.owner.deleteFrom('attendance_dirty').where('school', '=', school).execute();
    now = add(59 * DAY + (index + 1) * 30 * SECOND, ahead) + SECOND;
    await bench.ask(gateway, 'events', journal.batch(61 + index, 61 + index));
    const query = db.owner.selectFrom('attendance_dirty').select(['from_day', 'cause']);
    const notes = await query.where('school', '=', school).execute();
    noted.push(notes.filter(({ cause }) => cause === 'stepped').map(({ from_day }) => from_day));
  }
  return noted;
}

test('R14: a clock that is stepped in a boot that was measured moves no day of it', async () => {
  assert.deepEqual(await notedBySteps([600, 9 * SECOND, -9 * SECOND, -DAY], [0, 20, 40, 59]), [
    [],
    [],
    [],
    [],
  ]);
});

test('R14: a step that nobody can tell from a slow network moves no day', async () => {
  assert.deepEqual(await notedBySteps([600, 0, 1_200, 1_900], []), [[], [], [], []]);
});

test('I8 R14: a step of a clock that nobody measured moves all of its boot, once', async () => {
  assert.deepEqual(await notedBySteps([9 * SECOND, 0, 9 * SECOND], []), [[FIRST_DAY], [], []]);
});

test('I8 R14: small steps add up', async () => {
  assert.deepEqual(await notedBySteps([1_500, 3_000], []), [[], [FIRST_DAY]]);
});
