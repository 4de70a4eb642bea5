import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { registersCapability } from '../../src/registers/capability.ts';
import { addSchool } from '../../src/registers/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [registersCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a } = await twoSchools(db, app.vault, now);
await addSchool(db.jobs, { region: 'BGS', regionName: 'Бургас', code: '9999980', name: 'Първо' });
const { school } = await addSchool(db.jobs, { region: 'SOF', code: '9999981', name: 'Грешнo' });
const operator = await app.person('operator@network.example', { role: 'operator' });
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });

const correct = async (body: object, of = school, who = operator) => {
  const { status, json } = await who.send('PATCH', `/schools/${of}`, body);
  return json?.code ?? status;
};
const row = (of = school) =>
  db.owner
    .selectFrom('school as s')
    .innerJoin('region as r', 'r.id', 's.region')
    .select(['s.name', 's.city', 's.code', 's.timezone', 'r.code as region'])
    .where('s.id', '=', of)
    .executeTakeFirstOrThrow();

test('an operator corrects a school that has nothing yet in everything, and it is in its log', async () => {
  const right = { name: 'Грешно', city: 'Бургас', code: '9999982', timezone: 'Europe/Athens' };
  assert.equal(await correct({ ...right, region: ' bgs' }), 204);
  assert.deepEqual(await row(), { ...right, region: 'BGS' });
  const log = await db.owner
    .selectFrom('audit_entry')
    .select(['line', 'account'])
    .where('subject', '=', `school:${school}`)
    .where('action', '=', 'register_changed')
    .where('school', '=', school)
    .execute();
  const fields = log.flatMap(({ line }) => JSON.parse(line).detail?.fields ?? []);
  assert.deepEqual(fields.toSorted(), ['city', 'code', 'name', 'region', 'timezone']);
});

test('what is wrong is refused with its reason and changes nothing', async () => {
  const before = await row();
  assert.equal(await correct({}), 'request_invalid');
  assert.equal(await correct({ code: '12' }), 'request_invalid');
  assert.equal(await correct({ name: 'Друго', code: '9999980' }), 'school_known');
  assert.equal(await correct({ name: 'Друго', timezone: 'Europe/Nowhere' }), 'timezone_unknown');
  assert.equal(await correct({ name: 'Друго', region: 'XYZ' }), 'register_unknown');
  assert.equal(await correct({ name: 'Друго' }, '00000000-0000-4000-8000-000000000000'), 'school_unknown');
  assert.equal(await correct({ name: 'Друго' }, a.school, principal), 'not_permitted');
  assert.deepEqual(await row(), before);
});

test('the code stays once a month was made with it, the time zone once a gateway delivered; the rest goes on', async () => {
  const before = await row(a.school);
  await db.owner
    .insertInto('month_submission')
    .values({ school: a.school, month: '2026-10-01', state: 'checked' })
    .execute();
  assert.equal(await correct({ code: '9999990' }, a.school), 204, 'nobody has its file yet');
  await db.owner.updateTable('month_submission').set({ state: 'generated' }).execute();
  assert.equal(await correct({ code: '9999991' }, a.school), 'school_code_used');
  assert.equal(await correct({ code: '9999990', city: 'Русе' }, a.school), 204, 'the same code is no change');
  assert.equal(await correct({ timezone: 'Europe/Athens' }, a.school), 204);
  const mark = { gateway: a.gateway, epoch: 1, through: 1, school: a.school, hash: Buffer.alloc(32) };
  const at = now.getTime();
  await db.owner
    .insertInto('event_mark')
    .values({ ...mark, begun_at: at, moved_at: at, last_at: at })
    .execute();
  assert.equal(await correct({ timezone: 'Europe/Sofia' }, a.school), 'school_zone_used');
  assert.equal(await correct({ timezone: 'Europe/Athens', name: 'Ново име' }, a.school), 204);
  const { name, code, city } = await row(a.school);
  assert.deepEqual([name, code, city], ['Ново име', '9999990', 'Русе']);
  assert.notEqual(before.name, name);
});
