import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { registersCapability } from '../../src/registers/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [registersCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const installer = await app.person('installer@a.example', { role: 'installer', school: a.school });
const stranger = await app.person('officer@b.example', { role: 'card_officer', school: b.school });

async function made(path: string, body: object, who = officer): Promise<string> {
  const { status, json } = await who.send('POST', path, body);
  assert.equal(status, 201, JSON.stringify(json));
  return json.id;
}

test('a new year from its terms to the lessons of one day, each version from its own day on', async () => {
  const terms = [
    { firstDay: '2027-09-15', lastDay: '2028-01-31' },
    { firstDay: '2028-02-01', lastDay: '2028-06-30' },
  ];
  const schoolYear = await made('/school-years', { startYear: 2027, terms });
  assert.equal(
    (await officer.send('POST', '/school-years', { startYear: 2027, terms })).json.code,
    'year_known',
  );
  const of = await made('/classes', { schoolYear, name: '5в', grade: 5 });
  assert.equal(
    (await officer.send('POST', '/classes', { schoolYear, name: '5в', grade: 5 })).json.code,
    'register_known',
  );
  const shift = await made('/shifts', { code: 'вечерна', name: 'Вечерна' });
  const subject = 'МАТ-Р';
  await made('/subjects', { code: subject, name: 'Математика' });
  assert.equal(
    (await officer.send('POST', `/classes/${of}/shift`, { shift, holdsFrom: '2027-09-15' })).status,
    204,
  );
  const bells = (start: string, end: string, holdsFrom: string, more = {}) =>
    made('/bells', { shift, holdsFrom, periods: [{ number: 1, start, end }], ...more });
  await bells('13:30', '14:10', '2027-09-15');
  await bells('14:00', '14:40', '2027-11-01');
  const short = await bells('13:30', '14:00', '2027-10-11', { onlyThatDay: true });
  const lessons = [{ weekday: 1, period: 1, subject }];
  await made('/timetables', { class: of, holdsFrom: '2027-09-15', lessons });
  const on = async (day: string) => (await officer.send('GET', `/classes/${of}/days/${day}`)).json;
  assert.equal((await on('2027-10-04')).items[0].start, '2027-10-04T10:30:00.000Z');
  assert.equal((await on('2027-10-11')).items[0].end, '2027-10-11T11:00:00.000Z', 'shortened that day');
  assert.equal((await on('2027-11-08')).items[0].start, '2027-11-08T12:00:00.000Z', 'the later bells');
  assert.equal((await officer.send('DELETE', `/bells/${short}`)).status, 204);
  assert.equal((await on('2027-10-11')).items[0].end, '2027-10-11T11:10:00.000Z', 'taken back');
  assert.equal((await officer.send('DELETE', `/bells/${short}`)).json.code, 'fact_unknown');

  const holiday = { from: '2027-10-04', to: '2027-10-05', kind: 'holiday', note: 'Патронен празник' };
  const { json } = await officer.send('POST', '/calendar-days', holiday);
  assert.equal(json.days, 2);
  assert.deepEqual((await on('2027-10-04')).items, []);
  const { json: days } = await officer.send('GET', '/calendar-days?from=2027-10-01&to=2027-10-31');
  await officer.send('DELETE', `/calendar-days/${days.items[0].id}`);
  assert.equal((await on('2027-10-04')).items.length, 1);
  const rest = days.items.slice(1).map(({ id }: { id: string }) => id);
  const takeBack = (ids: string[]) => officer.send('POST', '/calendar-days/withdrawals', { ids });
  assert.equal(
    (await takeBack([...rest, days.items[0].id])).json.code,
    'fact_unknown',
    'one is gone already',
  );
  assert.equal((await on('2027-10-05')).items.length, 0, 'all or none');
  assert.equal(
    (await stranger.send('POST', '/calendar-days/withdrawals', { ids: rest })).json.code,
    'fact_unknown',
  );
  assert.equal((await takeBack(rest)).status, 204);
  assert.equal(
    (await officer.send('GET', '/calendar-days?from=2027-10-01&to=2027-10-31')).json.items.length,
    0,
  );
  const { line } = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('school', '=', a.school)
    .where('subject', '=', 'calendar:2027-10-05')
    .executeTakeFirstOrThrow();
  const taken = { withdrawn: true, to: '2027-10-05', kinds: ['holiday'], days: ['2027-10-05'] };
  assert.deepEqual(JSON.parse(line).detail, { ...taken, entries: rest });
  const backwards = await officer.send('POST', '/calendar-days', { ...holiday, to: '2027-10-01' });
  assert.equal(backwards.json.code, 'days_range');
});

test('another school’s classes and shifts are unknown, to read and to write', async () => {
  const { json } = await officer.send('GET', '/classes');
  const [own] = json.items;
  const foreign = await stranger.send('POST', '/timetables', {
    class: own.id,
    holdsFrom: '2026-11-09',
    lessons: [],
  });
  assert.deepEqual(
    [foreign.status, foreign.json.code, foreign.json.field],
    [404, 'register_unknown', 'body/class'],
  );
  const others = (await stranger.send('GET', '/classes')).json.items;
  assert.ok(!others.some((one: { id: string }) => one.id === own.id));
});

test('an installer enters building, zone and gateway; an officer may look and no more', async () => {
  const building = await made('/buildings', { code: 'Б', name: 'Корпус Б' }, installer);
  const zone = await made('/zones', { building, code: 'стол', name: 'Столова' }, installer);
  const [site] = (await installer.send('GET', '/sites')).json.items;
  const lane = { id: 'lane-b', name: 'Вход Б', kind: 'tripod', zone };
  const gateway = { id: 'gateway-b', site: site.id, building, name: 'Б', lanes: [lane] };
  assert.equal((await officer.send('POST', '/gateways', gateway)).json.code, 'not_permitted');
  const twice = await installer.send('POST', '/gateways', { ...gateway, lanes: [lane, lane] });
  assert.equal(twice.json.code, 'register_known');
  assert.equal((await installer.send('POST', '/gateways', gateway)).status, 204);
  assert.equal((await installer.send('POST', '/gateways', gateway)).json.code, 'gateway_known');
  const { json } = await officer.send('GET', '/gateways');
  const added = json.items.find((one: { id: string }) => one.id === 'gateway-b');
  assert.deepEqual(added.lanes, [lane]);
});
