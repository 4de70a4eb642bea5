import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../../cloud-api/src/db/index.ts';
import { seedPlaces } from '../../../cloud-api/src/demo-school/seed-places.ts';
import { SETTINGS } from '../lessons/check-lessons.ts';
import type { Classroom } from '../lessons/classroom.ts';
import { type StoredPupils, storePupils } from './stored-pupils.ts';
import { STRETCH, stretched } from './stretched.ts';

/** Half a second after the gate's first start. */
const OPENS_MS = 500;
const FIRST_DAY = '2026-09-15';
const LAST_DAY = '2027-06-30';

/** The school of one morning, as the cloud knows it. */
export interface StoredSchool extends StoredPupils {
  readonly school: string;
  readonly gateway: string;
}

let made = 0;

/** Enters the school of a morning: one class with its pupils and their cards, bells, hours and settings. */
export async function storeSchool(
  db: Kysely<Database>,
  { holders, lessons }: Classroom,
): Promise<StoredSchool> {
  made += 1;
  const code = String(2_000_000 + made);
  const gateway = `simulated-${made}`;
  const plan = { seed: made, code, name: `School ${made}`, city: '', startYear: 2026 };
  return db.transaction().execute(async (trx) => {
    const { school, site } = await seedPlaces(
      trx,
      { ...plan, classes: [], staff: [], loose: [] },
      { gateway, lanes: ['L1'] },
    );
    await trx
      .updateTable('building')
      .set({ opens: clockTime(OPENS_MS) })
      .where('school', '=', school)
      .execute();
    await trx
      .insertInto('attendance_settings')
      .values({ school, settings: JSON.stringify(RULES) })
      .execute();
    const classId = await storeClass(trx, school, lessons);
    const pupils = await storePupils(trx, { school, site, classId, from: FIRST_DAY }, holders);
    return { school, gateway, ...pupils };
  });
}

const seconds = (ms: number): number => (STRETCH * ms) / 1_000;

const RULES = {
  lateMaxSeconds: seconds(SETTINGS.lateMaxMs),
  absentMissedSeconds: seconds(SETTINGS.absentMissedMs),
  doubleTapSeconds: seconds(SETTINGS.doubleTapMs),
  regroupSeconds: seconds(SETTINGS.regroupMs),
};

async function storeClass(
  trx: Transaction<Database>,
  school: string,
  lessons: Classroom['lessons'],
): Promise<string> {
  const { id: school_year } = await trx
    .insertInto('school_year')
    .values({ school, start_year: 2026, first_day: FIRST_DAY, last_day: LAST_DAY })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('term')
    .values({ school, school_year, number: 1, first_day: FIRST_DAY, last_day: LAST_DAY })
    .execute();
  const { id: shift } = await trx
    .insertInto('shift')
    .values({ school, code: '1', name: '1' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await trx
    .insertInto('class')
    .values({ school, school_year, name: '5а', grade: 5 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const from = { school, holds_from: FIRST_DAY };
  const periods = lessons.map(({ n, start, end }) => ({
    number: n,
    start: clockTime(start),
    end: clockTime(end),
  }));
  const timetable = [1, 2, 3, 4, 5].flatMap((weekday) =>
    lessons.map(({ n }) => ({ weekday, period: n, subject: 'math' })),
  );
  await trx
    .insertInto('bell_schedule')
    .values({ ...from, shift, periods: JSON.stringify(periods) })
    .execute();
  await trx
    .insertInto('class_shift')
    .values({ ...from, class: id, shift })
    .execute();
  await trx
    .insertInto('timetable')
    .values({ ...from, class: id, lessons: JSON.stringify(timetable) })
    .execute();
  return id;
}

/** Wall clock of a moment of the morning. */
const clockTime = (ms: number): string =>
  new Date(stretched(ms)).toLocaleTimeString('en-GB', { timeZone: 'Europe/Sofia', hour12: false });
