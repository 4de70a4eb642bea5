import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { buildList, listSnapshot } from '../../src/cards/lists/index.ts';
import { inSchool } from '../../src/db/index.ts';
import { calendarOf, classDay, countSchoolDays, datesBetween } from '../../src/people/index.ts';
import {
  addCalendarDays,
  addGateway,
  addSchool,
  addYear,
  setBells,
  setShift,
  setTimetable,
  withdrawFact,
} from '../../src/registers/index.ts';
import type { RosterContext } from '../../src/roster/index.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const vault = testVault();
await vault.prepare(db.jobs);
const added = await addSchool(db.jobs, {
  region: 'PDV',
  regionName: 'Пловдив',
  code: '9999960',
  name: 'ОУ „Нова“',
});
const { school } = added;
let clock = Date.now();
const desk = <T>(work: (context: RosterContext) => Promise<T>) => {
  clock += 1_000;
  return inSchool(db.api, { school }, (trx) => work({ trx, vault, school, now: new Date(clock) }));
};

await desk((context) =>
  addYear(context, {
    startYear: 2026,
    terms: [
      { firstDay: '2026-09-15', lastDay: '2027-02-01' },
      { firstDay: '2027-02-03', lastDay: '2027-06-30' },
    ],
  }),
);
const { shift, of } = await desk(async ({ trx }) => {
  const year = await trx.selectFrom('school_year').select('id').executeTakeFirstOrThrow();
  const row = { school, school_year: year.id, name: '7а', grade: 7 };
  const made = await trx.insertInto('class').values(row).returning('id').executeTakeFirstOrThrow();
  const first = await trx
    .insertInto('shift')
    .values({ school, code: 'first', name: 'I' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { shift: first.id, of: made.id };
});
const dayOn = async (date: string, asOf?: Date) =>
  classDay((await calendarOf(db.jobs, school, asOf))!, of, date)!;

test('from an empty school to lessons', async () => {
  await desk((context) => setShift(context, { class: of, shift, holdsFrom: '2026-09-15' }));
  await desk((context) =>
    setBells(context, {
      shift,
      holdsFrom: '2026-09-15',
      periods: [{ number: 1, start: '08:00', end: '08:40' }],
    }),
  );
  const lessons = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, period: 1, subject: 'mat' }));
  await desk((context) => setTimetable(context, { class: of, holdsFrom: '2026-09-15', lessons }));
  const day = await dayOn('2026-11-09');
  assert.equal(day.lessons.length, 1);
  assert.equal(new Date(day.lessons[0]!.start).toISOString(), '2026-11-09T06:00:00.000Z');
});

test('shortened lessons hold on their one day', async () => {
  await desk((context) =>
    setBells(context, {
      shift,
      holdsFrom: '2026-11-11',
      onlyThatDay: true,
      periods: [{ number: 1, start: '08:00', end: '08:25' }],
    }),
  );
  const length = async (date: string) =>
    (await dayOn(date)).lessons.map((one) => (one.end - one.start) / 60_000);
  assert.deepEqual(
    [await length('2026-11-10'), await length('2026-11-11'), await length('2026-11-12')],
    [[40], [25], [40]],
  );
});

test('a holiday can be entered and taken back, and what was known in between is still known', async () => {
  const before = new Date(clock + 500);
  await desk((context) =>
    addCalendarDays(context, { from: '2026-11-16', to: '2026-11-22', kind: 'off_day' }),
  );
  const between = new Date(clock + 500);
  assert.equal((await dayOn('2026-11-16')).day.kind, 'off_day');
  const rows = await db.owner
    .selectFrom('calendar_day')
    .select(['id', 'day'])
    .where('school', '=', school)
    .execute();
  assert.deepEqual(
    rows
      .map((row) => row.day)
      .sort()
      .at(-1),
    '2026-11-20',
    'the weekend needs no entry',
  );
  const monday = rows.find((row) => row.day === '2026-11-16')!;
  await desk((context) => withdrawFact(context, 'calendar_day', monday.id));
  assert.equal((await dayOn('2026-11-16')).day.kind, 'school');
  assert.equal((await dayOn('2026-11-16', between)).day.kind, 'off_day');
  assert.equal((await dayOn('2026-11-16', before)).day.kind, 'school');
  await assert.rejects(
    desk((context) => withdrawFact(context, 'calendar_day', monday.id)),
    { code: 'fact_unknown' },
  );
});

test('school days of a month', async () => {
  const calendar = (await calendarOf(db.jobs, school))!;
  assert.equal(
    countSchoolDays(calendar, calendar.classes.get(of)!, datesBetween('2026-11-01', '2026-11-30')),
    21 - 4,
  );
});

test('a gateway gets a key and a list, and holidays reach it', async () => {
  const gateway = {
    id: 'nova-1',
    site: added.site,
    building: added.building,
    name: 'Вход',
    lanes: [{ id: 'l1', name: '1', kind: 'tripod' as const }],
  };
  await desk((context) => addGateway(context, gateway));
  await assert.rejects(
    desk((context) => addGateway(context, gateway)),
    { code: 'gateway_known' },
  );
  const { rows } = await sql<{
    key: string;
  }>`select key from graphile_worker.jobs where key like 'allow_list:%'`.execute(db.jobs);
  assert.deepEqual(
    rows.map((row) => row.key),
    [`allow_list:${added.site}`],
  );
  await buildList(db.jobs, vault, added.site, new Date());
  const list = (await listSnapshot(db.jobs, added.site))!;
  assert.deepEqual(list.policy.holidays, [{ from: '2026-11-17', to: '2026-11-20' }]);
});

test('a region is one, however its code is written, and is named once', async () => {
  const add = (code: string, region: string, regionName?: string) =>
    addSchool(db.jobs, { region, code, name: 'x', ...(regionName && { regionName }) });
  await add('9999963', ' rse ');
  await add('9999964', 'RSE', 'Русе');
  await add('9999965', 'Rse', 'Русе ');
  const regions = await db.owner
    .selectFrom('region')
    .select(['code', 'name'])
    .where(sql`upper(trim(code))`, '=', 'RSE')
    .execute();
  assert.deepEqual(regions, [{ code: 'RSE', name: 'Русе' }]);
  const { name } = await db.owner
    .selectFrom('region')
    .select('name')
    .where('code', '=', 'PDV')
    .executeTakeFirstOrThrow();
  assert.equal(name, 'Пловдив');
});

test('what makes no sense is refused by name', async () => {
  await assert.rejects(addSchool(db.jobs, { region: 'X', code: '9999960', name: 'x' }), {
    code: 'school_known',
  });
  await assert.rejects(addSchool(db.jobs, { region: 'X', code: '12', name: 'x' }), { code: 'school_code' });
  await assert.rejects(
    addSchool(db.jobs, { region: 'X', code: '9999961', name: 'x', timezone: 'Europe/Sofya' }),
    { code: 'timezone_unknown' },
  );
  await assert.rejects(
    addSchool(db.jobs, { region: 'PDV', regionName: 'Друга', code: '9999962', name: 'x' }),
    { code: 'region_known', place: { field: 'body/regionName' } },
  );
  const terms = [
    { firstDay: '2027-09-15', lastDay: '2028-02-01' },
    { firstDay: '2028-02-01', lastDay: '2028-06-30' },
  ];
  await assert.rejects(
    desk((context) => addYear(context, { startYear: 2027, terms })),
    { code: 'terms_overlap', place: { field: 'body/terms/1' } },
  );
  const periods = [
    { number: 1, start: '08:00', end: '08:40' },
    { number: 2, start: '08:30', end: '09:10' },
  ];
  await assert.rejects(
    desk((context) => setBells(context, { shift, holdsFrom: '2026-09-15', periods })),
    { code: 'periods_overlap' },
  );
});

test('each change of a register is in the log', async () => {
  const entries = await db.owner
    .selectFrom('audit_entry')
    .select('subject')
    .where('action', '=', 'register_changed')
    .execute();
  const kinds = new Set(entries.map((entry) => entry.subject!.split(':')[0]));
  for (const kind of [
    'school_year',
    'bell_schedule',
    'timetable',
    'calendar',
    'calendar_day',
    'gateway',
    'class',
  ])
    assert.ok(kinds.has(kind), kind);
});
