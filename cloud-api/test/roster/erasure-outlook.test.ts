import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { signMonths } from '../support/sign-months.ts';
import { twoSchools } from '../support/two-schools.ts';

// What whoever protects data is told before somebody is erased, and how the person of a request is found.

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const dpo = await app.person('dpo@a.example', { role: 'dpo', school: a.school });
const dpoB = await app.person('dpo@b.example', { role: 'dpo', school: b.school });
const { items: pupils } = (await officer.send('GET', '/people?kind=student')).json;
const find = (accountNo: string, last: string, who = dpo) =>
  who.send('POST', '/erasures/search', { accountNo, last });

test('the person of a request is found by account number and family name together, and by neither alone', async () => {
  const [pupil, other] = [
    pupils[0],
    pupils.find((one: { last: string }) => one.last.slice(0, 5) !== pupils[0].last.slice(0, 5)),
  ];
  const { status, json } = await find(pupil.accountNo, ` ${pupil.last.toUpperCase()} `);
  assert.equal(status, 200, JSON.stringify(json));
  assert.equal(json.person, pupil.id);
  assert.ok(!JSON.stringify(json).includes(pupil.last), 'no name is told');
  for (const [number, name] of [
    [pupil.accountNo, other.last],
    [pupil.accountNo, pupil.last.slice(0, 3)],
    [other.accountNo, pupil.last],
    ['1', pupil.last],
  ] as const)
    assert.deepEqual(
      [(await find(number, name)).status, (await find(number, name)).json.code],
      [404, 'person_unnamed'],
    );
  assert.equal((await find(pupil.accountNo, '—')).json.code, 'person_unnamed');
  assert.equal((await find(pupil.accountNo, pupil.last, dpoB)).json.code, 'person_unnamed', 'another school');
  assert.equal((await find(pupil.accountNo, pupil.last, officer)).json.code, 'not_permitted');
  assert.equal((await dpoB.send('GET', `/people/${pupil.id}/erasure`)).json.code, 'person_not_here');
});

test('what goes and what stays is told before, and why it cannot be done yet', async () => {
  const { person: id } = await db.owner
    .selectFrom('credential_holding as h')
    .innerJoin('guardianship as g', 'g.child', 'h.person')
    .select('h.person')
    .where('h.school', '=', a.school)
    .where('h.ended_at', 'is', null)
    .executeTakeFirstOrThrow()
    .then(({ person }) => ({ person: person! }));
  const look = async () => (await dpo.send('GET', `/people/${id}/erasure`)).json;
  const links = await db.owner
    .selectFrom('guardianship')
    .select('guardian')
    .where('child', '=', id)
    .execute();
  const before = await look();
  assert.deepEqual(before.refused, ['attends']);
  assert.ok(before.cards >= 1);
  const { guardian } = links[0]!;
  assert.deepEqual((await dpo.send('GET', `/people/${guardian}/erasure`)).json.refused, ['answers']);

  await officer.send('POST', `/people/${id}/leave`, { lastDay: '2026-11-06' });
  const left = await look();
  assert.deepEqual([left.refused, left.signedMonths], [['unsigned'], 0]);
  const refused = await dpo.send('POST', `/people/${id}/erasure`, {});
  assert.deepEqual([refused.status, refused.json.code], [409, 'person_month_open']);
  await signMonths(db.owner, a.school, '2026-09', '2026-11');
  assert.deepEqual((await look()).refused, ['unsigned'], 'October would lack the pupil');
  await signMonths(db.owner, a.school, '2026-10');
  const row = { school: a.school, person: id, class: id, preschool: false };
  const signed = { ...row, unexcused_halves: 0, excused_halves: 2 };
  await db.owner
    .insertInto('signed_row')
    .values([
      { ...signed, month: '2026-10-01' },
      { ...signed, month: '2026-11-01' },
    ])
    .execute();
  const after = await look();
  assert.deepEqual([after.refused, after.signedMonths], [[], 2]);

  assert.equal((await dpo.send('POST', `/people/${id}/erasure`, {})).status, 204);
  assert.equal((await look()).code, 'person_not_here');
  const gone = await db.owner
    .selectFrom('person')
    .select('id')
    .where('id', 'in', [...new Set(links.map((link) => link.guardian))])
    .where('erased_at', 'is not', null)
    .execute();
  assert.equal(gone.length, after.guardians, 'as many guardians as were told');
  const kept = db.owner.selectFrom('signed_row').selectAll().where('person', '=', id);
  assert.equal((await kept.execute()).length, after.signedMonths, 'and as many months stay');
});

test('a member of staff is told as one who works here', async () => {
  const { json } = await officer.send('GET', '/people?kind=staff');
  const { refused, kind } = (await find(json.items[0].accountNo, json.items[0].last)).json;
  assert.deepEqual([refused, kind], [['works'], 'staff']);
});
