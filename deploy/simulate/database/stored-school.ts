import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../cloud-api/src/db/index.ts';
import {
  type SchoolFixture,
  schoolFixture,
} from '../../../cloud-api/test/attendance/support/school-fixture.ts';
import { SETTINGS } from '../lessons/check-lessons.ts';
import type { Classroom } from '../lessons/classroom.ts';
import { STRETCH, stretched } from './stretched.ts';

/** Half a second after the gate's first start. */
const OPENS_MS = 500;

/** Enters the school of a morning: pupils with their cards, bells, hours and settings. */
export async function storeSchool(
  db: Kysely<Database>,
  { holders, lessons }: Classroom,
): Promise<SchoolFixture> {
  const fixture = await schoolFixture(db, { pupils: holders.length });
  const { school } = fixture;
  const periods = lessons.map(({ n, start, end }) => ({
    number: n,
    start: clockTime(start),
    end: clockTime(end),
  }));
  const weekdays = [1, 2, 3, 4, 5];
  const timetable = weekdays.flatMap((weekday) =>
    lessons.map(({ n }) => ({ weekday, period: n, subject: 'math' })),
  );
  await sql`update bell_schedule set periods = ${JSON.stringify(periods)}::jsonb where school = ${school}`.execute(
    db,
  );
  await sql`update timetable set lessons = ${JSON.stringify(timetable)}::jsonb where school = ${school}`.execute(
    db,
  );
  await sql`update building set opens = ${clockTime(OPENS_MS)}::time where school = ${school}`.execute(db);
  await db
    .insertInto('attendance_settings')
    .values({
      school,
      settings: JSON.stringify({
        lateMaxSeconds: seconds(SETTINGS.lateMaxMs),
        absentMissedSeconds: seconds(SETTINGS.absentMissedMs),
        doubleTapSeconds: seconds(SETTINGS.doubleTapMs),
        regroupSeconds: seconds(SETTINGS.regroupMs),
      }),
    })
    .execute();
  for (const [index, { until }] of holders.entries()) {
    if (until === Number.POSITIVE_INFINITY) continue;
    await db
      .updateTable('credential_holding')
      .set({ ended_at: new Date(stretched(until)), end_reason: 'lost' })
      .where('person', '=', fixture.persons[index]!)
      .execute();
  }
  return fixture;
}

const seconds = (ms: number): number => (STRETCH * ms) / 1_000;

/** Wall clock of a moment of the morning. */
const clockTime = (ms: number): string =>
  new Date(stretched(ms)).toLocaleTimeString('en-GB', { timeZone: 'Europe/Sofia', hour12: false });
