import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../../../src/db/index.ts';
import { SHIFT_1 } from './case-dsl.ts';

export interface FixtureOptions {
  /** Pupils; each has the token `t<index>` at the site. */
  readonly pupils?: number;
  readonly classes?: number;
  readonly staff?: number;
  /** Buildings A, B …, each with a gateway `<prefix>-A` and a lane `L1`. */
  readonly buildings?: number;
}

export interface FixtureGateway {
  readonly id: string;
  readonly building: string;
}

/** A small school with shift 1, five days a week, of the year 2026/27. */
export interface SchoolFixture {
  readonly school: string;
  readonly site: string;
  readonly gateways: readonly FixtureGateway[];
  readonly classes: readonly string[];
  /** Person of each token, in order; staff after pupils. */
  readonly persons: readonly string[];
  readonly tokens: readonly string[];
  readonly shift: string;
}

let made = 0;

/** @param db connected as the owner */
export async function schoolFixture(
  db: Kysely<Database>,
  options: FixtureOptions = {},
): Promise<SchoolFixture> {
  const { pupils = 4, classes = 1, staff = 0, buildings = 1 } = options;
  made += 1;
  const prefix = `f${made}-${randomUUID().slice(0, 6)}`;
  const region = await db
    .insertInto('region')
    .values({ code: prefix, name: prefix })
    .returning('id')
    .executeTakeFirstOrThrow();
  const code = String(2_000_000 + made);
  const { id: school } = await db
    .insertInto('school')
    .values({ region: region.id, code, name: `Училище ${made}`, settings: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: site } = await db
    .insertInto('site')
    .values({ school, name: 'site' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const gateways = await places(db, school, site, prefix, buildings);
  const { classIds, shift } = await calendar(db, school, classes);
  const persons = await people(db, school, classIds, pupils, staff);
  const tokens = await cards(db, school, site, persons, pupils);
  return { school, site, gateways, classes: classIds, persons, tokens, shift };
}

async function places(db: Kysely<Database>, school: string, site: string, prefix: string, buildings: number) {
  const gateways: FixtureGateway[] = [];
  for (const code of ['A', 'B', 'C'].slice(0, buildings)) {
    const building = await db
      .insertInto('building')
      .values({ school, code, name: code })
      .returning('id')
      .executeTakeFirstOrThrow();
    const zone = await db
      .insertInto('zone')
      .values({ school, building: building.id, code: 'hall', name: `Фоайе ${code}` })
      .returning('id')
      .executeTakeFirstOrThrow();
    const id = `${prefix}-${code}`;
    await db
      .insertInto('gateway')
      .values({ id, school, site, building: building.id, name: `Вход ${code}` })
      .execute();
    await db
      .insertInto('lane')
      .values({
        gateway: id,
        id: 'L1',
        school,
        building: building.id,
        zone: zone.id,
        name: 'L1',
        kind: 'tripod',
      })
      .execute();
    gateways.push({ id, building: code });
  }
  return gateways;
}

/** A lesson-hour that no class has, unless a test gives it one: the building closes at 20:00. */
const EVENING = { number: 8, start: '20:10', end: '20:50' };

async function calendar(db: Kysely<Database>, school: string, classes: number) {
  const year = await db
    .insertInto('school_year')
    .values({ school, start_year: 2026, first_day: '2026-09-15', last_day: '2027-06-30' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('term')
    .values([
      { school, school_year: year.id, number: 1, first_day: '2026-09-15', last_day: '2027-02-03' },
      { school, school_year: year.id, number: 2, first_day: '2027-02-04', last_day: '2027-06-30' },
    ])
    .execute();
  const { id: shift } = await db
    .insertInto('shift')
    .values({ school, code: '1', name: 'Първа смяна' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const periods = SHIFT_1.map(([start, end], index) => ({ number: index + 1, start, end }));
  await db
    .insertInto('bell_schedule')
    .values({
      school,
      shift,
      holds_from: '2026-09-15',
      only_on: null,
      periods: JSON.stringify([...periods, EVENING]),
    })
    .execute();
  const lessons = [1, 2, 3, 4, 5].flatMap((weekday) =>
    periods.map(({ number }) => ({ weekday, period: number, subject: 'math' })),
  );
  const classIds: string[] = [];
  for (let index = 0; index < classes; index += 1) {
    const { id } = await db
      .insertInto('class')
      .values({ school, school_year: year.id, name: `${5 + index}а`, grade: 5 + index })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('class_shift')
      .values({ school, class: id, shift, holds_from: '2026-09-15' })
      .execute();
    await db
      .insertInto('timetable')
      .values({
        school,
        class: id,
        holds_from: '2026-09-15',
        only_on: null,
        lessons: JSON.stringify(lessons),
      })
      .execute();
    classIds.push(id);
  }
  return { classIds, shift };
}

async function people(
  db: Kysely<Database>,
  school: string,
  classes: readonly string[],
  pupils: number,
  staff: number,
): Promise<string[]> {
  const ids = Array.from({ length: pupils + staff }, () => randomUUID());
  const rows = ids.map((id, index) => ({
    id,
    school,
    kind: index < pupils ? ('student' as const) : ('staff' as const),
  }));
  for (let start = 0; start < rows.length; start += 5_000) {
    await db
      .insertInto('person')
      .values(rows.slice(start, start + 5_000))
      .execute();
  }
  const enrolments = ids.slice(0, pupils).map((person, index) => ({
    school,
    person,
    class: classes[index % classes.length] as string,
    first_day: '2026-09-15',
  }));
  for (let start = 0; start < enrolments.length; start += 5_000) {
    await db
      .insertInto('enrolment')
      .values(enrolments.slice(start, start + 5_000))
      .execute();
  }
  return ids;
}

async function cards(
  db: Kysely<Database>,
  school: string,
  site: string,
  persons: readonly string[],
  pupils: number,
): Promise<string[]> {
  const tokens: string[] = [];
  for (const [index, person] of persons.entries()) {
    tokens.push(
      await addCard(db, {
        school,
        site,
        person,
        kind: index < pupils ? 'pupil' : 'staff',
        token: `t${index}`,
      }),
    );
  }
  return tokens;
}

export interface FixtureCard {
  readonly school: string;
  readonly site: string;
  readonly person: string | null;
  readonly kind: 'pupil' | 'staff' | 'visitor' | 'pass_only';
  readonly token: string;
  readonly from?: string;
  readonly endedAt?: string;
}

/** A credential with its token at a site; returns the token. */
export async function addCard(db: Kysely<Database>, card: FixtureCard): Promise<string> {
  const { school, site, person, kind, token, from = '2026-09-01T00:00:00Z', endedAt } = card;
  const { id: credential } = await db
    .insertInto('credential')
    .values({
      school,
      type: 'card',
      uid: Buffer.from('x'),
      uid_version: 1,
      uid_index: Buffer.from(randomUUID()),
      state: 'issued',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('credential_holding')
    .values({
      school,
      credential,
      person,
      kind,
      valid_from: new Date(from),
      ...(endedAt === undefined ? {} : { ended_at: new Date(endedAt), end_reason: 'lost' as const }),
    })
    .execute();
  await db
    .insertInto('credential_token')
    .values({ site, token, credential, key_version: 1, school })
    .execute();
  return token;
}
