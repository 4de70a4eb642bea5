import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, test } from 'node:test';
import { readHolders } from '../../src/demo-school/history/read-holders.ts';
import { DEMO, inventSchool, openDay, seedSchool } from '../../src/demo-school/index.ts';
import { calendarOf, classDay, enrolledOn } from '../../src/people/index.ts';
import { fullName } from '../../src/vault/index.ts';
import { testDatabase } from '../support/database.ts';
import { testVault } from '../support/vault.ts';

const db = await testDatabase();
after(() => db.close());

const vault = testVault();
const plan = inventSchool({ ...DEMO, startYear: 2026 });
const place = { gateway: 'demo-1', lanes: ['lane-1', 'lane-2', 'lane-3', 'lane-4'] };
const now = new Date('2026-11-09T05:00:00Z');
const seeded = await seedSchool(db.jobs, vault, plan, place, now);

test('a second seeding finds the first and writes nothing', async () => {
  const again = await seedSchool(db.jobs, vault, plan, place, now);
  assert.deepEqual(again, { ...seeded, created: false });
});

test('600 students in 24 classes with lessons in two shifts', async () => {
  const enrolled = await enrolledOn(db.jobs, seeded.school, '2026-11-09');
  assert.equal(enrolled.length, 600);
  const calendar = (await calendarOf(db.jobs, seeded.school))!;
  const days = [...calendar.classes.keys()].map((id) => classDay(calendar, id, '2026-11-09')!);
  assert.equal(days.length, 24);
  assert.ok(days.every((day) => day.lessons.length >= 4 && day.withoutBell.length === 0));
  assert.equal(new Set(days.map((day) => day.shift)).size, 2);
});

test('a weekend becomes a school day once, an ordinary day stays as it is', async () => {
  assert.equal(await openDay(db.jobs, seeded.school, '2026-11-09'), false);
  assert.equal(await openDay(db.jobs, seeded.school, '2026-11-21'), true);
  assert.equal(await openDay(db.jobs, seeded.school, '2026-11-21'), false);
});

test('holders come in the order in which they were entered, so that a past is drawn the same way each time', async () => {
  const entered = await db.owner
    .selectFrom('person')
    .select('id')
    .orderBy((eb) => eb.fn('length', ['account_no']))
    .orderBy('account_no')
    .execute();
  const place = new Map(entered.map(({ id }, index) => [id, index]));
  const places = (await readHolders(db.jobs, seeded.school)).map(({ person }) => place.get(person)!);
  assert.ok(places.length > 500);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
});

test('names and identifiers lie in the database only sealed', async () => {
  const people = await db.owner.selectFrom('person').selectAll().execute();
  assert.ok(people.length > 1_200);
  const student = plan.classes[0]!.students[0]!.profile;
  const bytes = Buffer.concat(people.map((row) => row.profile!));
  assert.equal(bytes.includes(student.last), false);
  assert.equal(bytes.includes(student.identifier!), false);

  const index = (await vault.network(db.owner)).identifier(0, student.identifier!);
  const row = people.find((found) => found.identifier_index!.equals(index))!;
  const key = await db.owner
    .selectFrom('person_key')
    .selectAll()
    .where('person', '=', row.id)
    .executeTakeFirstOrThrow();
  const opened = (await vault.school(db.owner, seeded.school)).openProfile(row.id, key, row.profile!);
  assert.equal(fullName(opened), fullName(student));
});

test('each issued card has the token that a gateway computes from its number and the site key', async () => {
  const { card } = plan.staff[0]!.card;
  const key = Buffer.from(seeded.siteKey, 'base64url');
  const token = createHmac('sha256', key).update(`vratar card token 1\n${card}`).digest('base64url');
  const row = await db.owner
    .selectFrom('credential_token')
    .innerJoin('credential_holding', 'credential_holding.credential', 'credential_token.credential')
    .select(['credential_holding.kind', 'credential_token.site'])
    .where('token', '=', token)
    .executeTakeFirst();
  assert.deepEqual(row, { kind: 'staff', site: seeded.site });
});

test('some cards are lost, blocked and pass-only, and the list builder has been told', async () => {
  const states = await db.owner
    .selectFrom('credential')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const count = Object.fromEntries(states.map((row) => [row.state, row.count]));
  assert.ok(
    count.lost! > 2 && count.blocked! > 2 && count.issued! > 580 && count.stock! >= 30,
    JSON.stringify(count),
  );
  const journal = await db.owner.selectFrom('card_journal').select('number').orderBy('number').execute();
  assert.deepEqual(
    journal.map((row) => row.number),
    journal.map((_, index) => index + 1),
  );
  const changes = await db.owner.selectFrom('allow_list_change').select('id').execute();
  assert.ok(changes.length > 600);
});
