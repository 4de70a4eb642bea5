import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { numbersCapability } from '../../src/numbers/capability.ts';
import { countRisk } from '../../src/numbers/count-risk.ts';
import { regionNumbers } from '../../src/numbers/index.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-16T09:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [numbersCapability], () => now);
after(() => app.close().then(() => db.close()));

const { a, b } = await twoSchools(db, app.vault, now);
const { region } = await db.owner
  .selectFrom('school')
  .select('region')
  .where('id', '=', a.school)
  .executeTakeFirstOrThrow();
const other = await db.owner
  .insertInto('region')
  .values({ code: 'VAR', name: 'Варна' })
  .returning('id')
  .executeTakeFirstOrThrow();
const officer = await app.person('region@sofia.example', { role: 'regional_officer', region });
const elsewhere = await app.person('region@varna.example', { role: 'regional_officer', region: other.id });
const operator = await app.person('operator@net.example', { role: 'operator' });
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });

/** Lets so many pupils of a school have been seen by a gate today, and so many be far over the limit. */
async function pretend(school: string, seen: number, unexcused: number): Promise<void> {
  const pupils = await db.owner
    .selectFrom('enrolment')
    .select(['person', 'class'])
    .where('school', '=', school)
    .orderBy('person')
    .execute();
  const day = (date: string, index: number) => ({
    school,
    day: date,
    person: pupils[index]!.person,
    class: pupils[index]!.class,
    revision: 1,
    tracked: true,
    excused: false,
    marks: '',
    trail: 'something',
    intervals: '',
    lessons: '',
    flags: '',
    doubts: '',
    unexcused_halves: date === '2026-11-16' ? 0 : 200,
    excused_hours: 0,
    review_lessons: 0,
  });
  const rows = [
    ...Array.from({ length: seen }, (_, index) => day('2026-11-16', index)),
    ...Array.from({ length: unexcused }, (_, index) => day('2026-11-13', index)),
  ];
  await db.owner
    .insertInto('person_day')
    .values(rows as never)
    .execute();
  await db.owner
    .insertInto('school_day')
    .values({ school, day: '2026-11-13', revision: 1, doubts: '', fires: '', settled: true } as never)
    .execute();
}
await pretend(a.school, 20, 7);
await pretend(b.school, 33, 8);
await countRisk(db.jobs, now, app.parts.log);

test('a region sees how many pupils there are, came, and are at risk; and never who', async () => {
  const { status, json, bytes } = await officer.send('GET', `/regions/${region}/numbers`);
  assert.equal(status, 200, bytes.toString());
  assert.deepEqual(
    json.schools.map((row: { code: string; pupils: number; atRisk: number }) => [
      row.code,
      row.pupils,
      row.atRisk,
    ]),
    [
      ['9999901', 36, 7],
      ['9999902', 36, 8],
    ],
  );
  assert.deepEqual([json.totals.pupils, json.totals.atRisk, json.totals.droppingOut], [72, 15, 15]);
  for (const { plan } of [a, b]) {
    for (const { profile } of plan.classes.flatMap((of) => of.students))
      assert.ok(!bytes.toString().includes(profile.last));
  }
  const entry = await db.owner
    .selectFrom('audit_entry')
    .select(['chain', 'account'])
    .where('action', '=', 'numbers_seen')
    .executeTakeFirstOrThrow();
  assert.deepEqual(entry, { chain: 'network', account: officer.account });
});

test('D5: three who did not come are not told, neither by the row nor by the column', async () => {
  const { schools, totals } = await regionNumbers(db.jobs, now, region);
  assert.equal(totals.seenToday, 53);
  assert.deepEqual(
    schools.map((row) => row.seenToday),
    [undefined, undefined],
  );
});

test('an officer of another region, a principal and somebody unknown get nothing; an operator does', async () => {
  assert.deepEqual(
    (await officer.send('GET', '/regions')).json.items.map((one: { id: string }) => one.id),
    [region],
  );
  assert.deepEqual((await elsewhere.send('GET', '/regions')).json.items, []);
  for (const who of [elsewhere, principal]) {
    const { status, json } = await who.send('GET', `/regions/${region}/numbers`);
    assert.deepEqual([status, json.code], [403, 'not_permitted']);
  }
  assert.equal((await app.stranger('GET', `/regions/${region}/numbers`)).status, 401);
  assert.equal((await operator.send('GET', `/regions/${region}/numbers`)).status, 200);
  assert.deepEqual((await regionNumbers(db.jobs, now, other.id)).schools, []);
});

test('a principal is there to the moment in which the role ends, and has been there afterwards', async () => {
  const role = db.owner.updateTable('role_assignment').where('account', '=', principal.account);
  const [first] = (await regionNumbers(db.jobs, now, region)).schools;
  assert.deepEqual([first!.hasPrincipal, first!.hadPrincipal], [true, true]);
  for (const [until, has] of [
    ['2026-11-16T09:00:01Z', true],
    ['2026-11-16T09:00:00Z', false],
  ] as const) {
    await role.set({ valid_until: new Date(until) }).execute();
    const [at, never] = (await regionNumbers(db.jobs, now, region)).schools;
    assert.deepEqual([at!.hasPrincipal, at!.hadPrincipal], [has, true], until);
    assert.deepEqual([never!.hasPrincipal, never!.hadPrincipal], [false, false]);
  }
  await role.set({ valid_until: null }).execute();
});

test('a school that cannot be counted stops none of those that follow', async () => {
  const [first, second] = [a, b].toSorted((one, two) => (one.school < two.school ? -1 : 1));
  const zone = (timezone: string) =>
    db.owner.updateTable('school').set({ timezone }).where('id', '=', first!.school).execute();
  await db.owner.deleteFrom('risk_count').execute();
  await zone('Nowhere/Land');
  await assert.rejects(countRisk(db.jobs, now, app.parts.log), AggregateError);
  await zone('Europe/Sofia');
  const counted = await db.owner.selectFrom('risk_count').select('school').execute();
  assert.deepEqual(counted, [{ school: second!.school }]);
});
