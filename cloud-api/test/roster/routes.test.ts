import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { impossibleEgn } from '../../src/demo-school/identifier.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { signMonths } from '../support/sign-months.ts';
import { twoSchools } from '../support/two-schools.ts';

const now = new Date('2026-11-09T05:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
await signMonths(db.owner, a.school, '2026-09', '2026-10', '2026-11');
const officer = await app.person('p1@school.example', { role: 'card_officer', school: a.school });
const principal = await app.person('p2@school.example', { role: 'principal', school: b.school });
const [classA, classB] = [await someClass(a.school), await someClass(b.school)];
const teacher = await app.person('p3@school.example', {
  role: 'homeroom_teacher',
  school: a.school,
  class: classA,
});

async function someClass(school: string): Promise<string> {
  const row = await db.owner
    .selectFrom('class')
    .select('id')
    .where('school', '=', school)
    .orderBy('name')
    .executeTakeFirstOrThrow();
  return row.id;
}
const seen = async (subject: string) => {
  const rows = await db.owner
    .selectFrom('audit_entry')
    .select('line')
    .where('action', '=', 'name_seen')
    .where('subject', '=', subject)
    .execute();
  return rows.map((row) => JSON.parse(row.line).detail);
};

test('all pupils of the school, a page at a time, each once and none of another school', async () => {
  const all: { id: string; accountNo: string }[] = [];
  for (let cursor = ''; ; ) {
    const { json, status } = await officer.send('GET', `/people?kind=student&limit=10${cursor}`);
    assert.equal(status, 200, JSON.stringify(json));
    all.push(...json.items);
    if (json.next === undefined) break;
    cursor = `&cursor=${json.next}`;
  }
  const rows = await db.owner
    .selectFrom('person')
    .select('id')
    .where('school', '=', a.school)
    .where('kind', '=', 'student')
    .orderBy('account_no')
    .execute();
  assert.deepEqual(
    all.map((person) => person.id),
    rows.map((row) => row.id),
  );
  assert.deepEqual(
    (await seen(`school:${a.school}`))[0].people,
    all.slice(0, 10).map((person) => person.id),
  );
});

test('pupils of a class are listed by name to its teacher, and no other class', async () => {
  const { json } = await teacher.send('GET', `/classes/${classA}/students`);
  assert.equal(json.items.length, 12);
  const names = json.items.map((one: { last: string }) => one.last);
  assert.deepEqual(names, names.toSorted(new Intl.Collator('bg').compare));
  const others = await db.owner.selectFrom('class').select('id').where('school', '=', a.school).execute();
  for (const { id } of others.filter((one) => one.id !== classA))
    assert.equal((await teacher.send('GET', `/classes/${id}/students`)).json.code, 'not_permitted');
  assert.equal((await teacher.send('GET', '/people?kind=student')).json.code, 'not_permitted');
  assert.equal((await officer.send('GET', `/people?kind=student&class=${classA}`)).json.items.length, 12);
  assert.equal((await principal.send('GET', `/classes/${classA}/students`)).json.code, 'register_unknown');
});

test('a pupil is entered once, found by the beginning of the name, corrected, and leaves', async () => {
  const identifier = impossibleEgn('2013-04-05', 'f', 321);
  const body = { first: 'Ясмина', last: 'Проверкова', identifier, birthDate: '2013-04-05', class: classA };
  const key = { 'idempotency-key': 'enter-yasmina' };
  const { json: made, status } = await officer.send('POST', '/students', body, key);
  assert.equal(status, 201, JSON.stringify(made));
  assert.deepEqual((await officer.send('POST', '/students', body, key)).json, made, 'the same again');
  assert.equal((await officer.send('POST', '/students', body)).json.code, 'identifier_known');
  const abroad = await principal.send('POST', '/students', { ...body, class: classB });
  assert.equal(abroad.json.code, 'identifier_elsewhere');
  const wrong = await officer.send('POST', '/students', { ...body, identifier: '1234567891' });
  assert.deepEqual([wrong.json.code, wrong.json.field], ['identifier_invalid', 'body/identifier']);
  assert.equal(
    (await officer.send('POST', '/students', { ...body, class: classB })).json.code,
    'register_unknown',
  );

  const { json: found } = await officer.send('GET', `/people/search?text=${encodeURIComponent('ясм пров')}`);
  assert.deepEqual(
    found.items.map((one: { id: string }) => one.id),
    [made.id],
  );
  assert.equal(found.items[0].class.id, classA);
  const change = { phone: '+359999111222', middle: 'Петрова' };
  assert.equal((await officer.send('PATCH', `/people/${made.id}`, change)).status, 204);
  const { json: page } = await officer.send('GET', `/people/${made.id}`);
  assert.deepEqual(
    [page.person.middle, page.phone, page.identifierEnd],
    ['Петрова', change.phone, identifier.slice(-4)],
  );
  assert.ok(!JSON.stringify(page).includes(identifier), 'the identifier stays in the vault');
  assert.equal((await seen(`person:${made.id}`)).length, 1);
  const before = (await officer.send('GET', `/people/${made.id}`)).json;
  assert.equal((await officer.send('PATCH', `/people/${made.id}`, {})).json.code, 'request_invalid');
  assert.deepEqual((await officer.send('GET', `/people/${made.id}`)).json, before);
  await officer.send('PATCH', `/people/${made.id}`, { phone: null });
  assert.equal((await officer.send('GET', `/people/${made.id}`)).json.phone, undefined);

  assert.equal(
    (await officer.send('POST', `/people/${made.id}/leave`, { lastDay: '2026-11-13' })).status,
    204,
  );
  const again = await officer.send('POST', `/people/${made.id}/leave`, { lastDay: '2026-11-20' });
  assert.equal(again.json.code, 'person_not_enrolled');
  assert.equal((await officer.send('GET', `/people/${made.id}`)).json.enrolments[0].last, '2026-11-13');
});

test('staff who leave open nothing after their last day', async () => {
  const { person, credential } = await db.owner
    .selectFrom('credential_holding as h')
    .innerJoin('person as p', 'p.id', 'h.person')
    .select(['h.person', 'h.credential'])
    .where('p.school', '=', a.school)
    .where('p.kind', '=', 'staff')
    .where('h.ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  assert.equal(
    (await officer.send('POST', `/people/${person}/leave`, { lastDay: '2026-11-30' })).status,
    204,
  );
  const held = await db.owner
    .selectFrom('credential_holding')
    .select('valid_until')
    .where('credential', '=', credential)
    .executeTakeFirstOrThrow();
  assert.equal(held.valid_until?.toISOString(), '2026-11-30T22:00:00.000Z', 'midnight in Sofia');
  const noted = await db.owner
    .selectFrom('allow_list_change')
    .select('id')
    .where('credential', '=', credential)
    .execute();
  assert.ok(noted.length > 0, 'the gates are told');
});

test('guardians are entered, linked once, and end', async () => {
  const child = (await officer.send('GET', `/people?kind=student&class=${classA}`)).json.items[0].id;
  const body = { first: 'Вера', last: 'Опекунова', child, relation: 'guardian' };
  const guardian = (await officer.send('POST', '/guardians', body)).json.id;
  const page = (await officer.send('GET', `/people/${child}`)).json;
  const link = page.guardians.find((one: { person: { id: string } }) => one.person.id === guardian);
  assert.equal(link.relation, 'guardian');
  const twice = await officer.send('POST', `/people/${child}/guardians`, { guardian, relation: 'mother' });
  assert.equal(twice.json.code, 'guardianship_known');
  assert.equal((await officer.send('POST', `/guardianships/${link.guardianship}/end`, {})).status, 204);
  const after = (await officer.send('GET', `/people/${child}`)).json.guardians;
  assert.ok(!after.some((one: { guardianship: string }) => one.guardianship === link.guardianship));
});

test('a transfer is immediate: the new school sees the pupil, the old one loses access', async () => {
  const pupil = a.plan.classes[1]!.students[0]!.profile;
  const { json: found } = await officer.send('GET', `/people/search?text=${encodeURIComponent(pupil.last)}`);
  const body = { identifierType: 0, identifier: pupil.identifier, class: classB };
  const { json: moved, status } = await principal.send('POST', '/transfers', body);
  assert.equal(status, 201, JSON.stringify(moved));
  assert.ok(found.items.some((one: { id: string }) => one.id === moved.id));
  assert.equal((await principal.send('GET', `/people/${moved.id}`)).json.person.last, pupil.last);
  assert.equal((await officer.send('GET', `/people/${moved.id}`)).json.code, 'person_not_here');
  assert.equal((await principal.send('POST', '/transfers', body)).json.code, 'person_here');
  const unknown = { ...body, identifier: '0000000000' };
  assert.equal((await principal.send('POST', '/transfers', unknown)).json.code, 'person_unknown');
});

test('a family that refuses processing gives the card back first', async () => {
  const { person } = await db.owner
    .selectFrom('credential_holding as h')
    .innerJoin('person as p', 'p.id', 'h.person')
    .select('h.person')
    .where('p.school', '=', a.school)
    .where('p.kind', '=', 'student')
    .where('h.ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  const answer = await officer.send('PATCH', `/people/${person}`, { tracking: 'pass_only' });
  assert.deepEqual([answer.status, answer.json.code], [409, 'person_has_card']);
});

test('erasure is for the one who protects data, and only after leaving', async () => {
  const dpo = await app.person('p4@school.example', { role: 'dpo', school: a.school });
  const person = (await officer.send('GET', `/people?kind=student&class=${classA}`)).json.items[2].id;
  assert.equal((await officer.send('POST', `/people/${person}/erasure`, {})).json.code, 'not_permitted');
  assert.equal((await dpo.send('POST', `/people/${person}/erasure`, {})).json.code, 'person_enrolled');
  await officer.send('POST', `/people/${person}/leave`, { lastDay: '2026-11-06' });
  assert.equal((await dpo.send('POST', `/people/${person}/erasure`, {})).status, 204);
  assert.equal((await officer.send('GET', `/people/${person}`)).json.code, 'person_not_here');
});

test('nobody who works here, or answers for a child who attends, is erased; afterwards they are', async () => {
  const dpo = await app.person('p5@school.example', { role: 'dpo', school: a.school });
  const erase = async (id: string) => {
    const { status, json } = await dpo.send('POST', `/people/${id}/erasure`, {});
    return json?.code ?? status;
  };
  const works = await officer.send('POST', '/staff', {
    first: 'Ада',
    last: 'Кратка',
    post: 'учител',
    from: '2026-11-02',
  });
  assert.equal(await erase(works.json.id), 'person_enrolled');
  await officer.send('POST', `/people/${works.json.id}/leave`, { lastDay: '2026-11-08' });
  assert.equal(await erase(works.json.id), 204);
  const link = await db.owner
    .selectFrom('guardianship as g')
    .innerJoin('enrolment as e', 'e.person', 'g.child')
    .select(['g.id', 'g.guardian'])
    .where('g.school', '=', a.school)
    .where('g.valid_until', 'is', null)
    .where('e.withdrawn_at', 'is', null)
    .where('e.last_day', 'is', null)
    .executeTakeFirstOrThrow();
  assert.equal(await erase(link.guardian), 'person_enrolled');
  await db.owner
    .updateTable('guardianship')
    .set({ valid_until: '2026-11-09' })
    .where('guardian', '=', link.guardian)
    .execute();
  assert.equal(await erase(link.guardian), 204);
});
