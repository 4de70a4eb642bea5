import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { auditCapability } from '../../src/audit/capability.ts';
import { viewsOf } from '../../src/audit/read-views.ts';
import { inSchool } from '../../src/db/index.ts';
import { peopleCapability } from '../../src/roster/capability.ts';
import { subjectsCapability } from '../../src/subjects/capability.ts';
import { testDatabase } from '../support/database.ts';
import { routeApp } from '../support/route-app.ts';
import { twoSchools } from '../support/two-schools.ts';
import { everyPart } from './support/every-part.ts';

// A copy of everything that a school holds of a person (GDPR 15, D16).

const now = new Date('2026-11-09T10:00:00Z');
const db = await testDatabase();
const app = await routeApp(db, [peopleCapability, auditCapability, subjectsCapability], () => now);
after(() => app.close().then(() => db.close()));
const { a, b } = await twoSchools(db, app.vault, now);
const officer = await app.person('officer@a.example', { role: 'card_officer', school: a.school });
const principal = await app.person('principal@a.example', { role: 'principal', school: a.school });
const dpo = await app.person('dpo@a.example', { role: 'dpo', school: a.school });
const dpoB = await app.person('dpo@b.example', { role: 'dpo', school: b.school });
const { child, guardian } = await db.owner
  .selectFrom('guardianship as g')
  .innerJoin('credential_holding as h', 'h.person', 'g.child')
  .innerJoin('credential_token as t', 't.credential', 'h.credential')
  .select(['g.child', 'g.guardian'])
  .where('g.school', '=', a.school)
  .where('h.ended_at', 'is', null)
  .executeTakeFirstOrThrow();
const other = await db.owner
  .selectFrom('person')
  .select('id')
  .where('school', '=', a.school)
  .where('kind', '=', 'student')
  .where('id', '!=', child)
  .executeTakeFirstOrThrow();
const { account_no: personNumber } = await db.owner
  .selectFrom('person')
  .select('account_no')
  .where('id', '=', guardian)
  .executeTakeFirstOrThrow();
const parent = await app.person('parent@a.example', { role: 'parent', school: a.school, personNumber });
await everyPart(db.owner, {
  school: a.school,
  person: child,
  other: other.id,
  by: principal.account,
  to: officer.account,
});

const copyOf = async (person: string) => {
  const { status, json } = await dpo.send('GET', `/people/${person}/export`);
  assert.equal(status, 200, JSON.stringify(json));
  return json;
};

test('a copy of a pupil tells what each table holds, of the pupil alone', async () => {
  await officer.send('GET', `/people/${child}`);
  const { json: shown } = await officer.send('GET', `/people/${child}`);
  const copy = await copyOf(child);
  assert.equal(copy.person.id, child);
  assert.equal(copy.person.last, shown.person?.last ?? shown.last);
  assert.ok(copy.person.identifier.length > 0);
  const filled = Object.keys(copy.held).filter((name) => copy.held[name].length > 0);
  const OF_STAFF = ['employments', 'classesLed', 'lessonsTaught'];
  const OF_ACCOUNTS = [
    ...['accounts', 'roles', 'delegations', 'invitations', 'locks', 'identities'],
    ...['sessions', 'notices', 'signatures', 'ownActs'],
  ];
  const expected = Object.keys(copy.held).filter((name) => ![...OF_STAFF, ...OF_ACCOUNTS].includes(name));
  assert.deepEqual(filled.toSorted(), expected.toSorted());
  const { passages, days, marks, letters, documents, log } = copy.held;
  assert.deepEqual(
    passages.map(({ at, kind, direction, gate }: Record<string, string>) => [at, kind, direction, gate]),
    [
      ['2026-11-09T06:00:00.000Z', 'passage', 'in', passages[0].gate],
      ['2026-11-09T06:05:00.000Z', 'denied', 'in', passages[0].gate],
    ],
    'not what came before the card was the pupil’s',
  );
  assert.deepEqual(days[0].lessons[1], { lesson: 2, status: 'late', leftEarly: false });
  assert.equal(days[0].stays[0].from, '2026-11-09T06:00:00.000Z');
  assert.equal(days[0].unexcused, 0.5);
  assert.deepEqual(marks[0].by, ['principal']);
  assert.equal(letters[0].number, documents[0].number);
  assert.ok(log.some((entry: { action: string; by: string[] }) => entry.by.includes('card_officer')));
  assert.ok(!JSON.stringify(copy).includes('ДРУГ'), 'nothing of another pupil');
});

test('others are told by relation and initials, and by no name, contact or account', async () => {
  const { relatives, marks } = (await copyOf(child)).held;
  assert.match(relatives[0].initials, /^\p{L}\. \p{L}\.$/u);
  const text = JSON.stringify(await copyOf(child));
  const mine = await copyOf(guardian);
  for (const word of [mine.person.last, mine.person.phone, mine.person.email, mine.person.id])
    assert.ok(word === undefined || word === (await copyOf(child)).person.last || !text.includes(word), word);
  assert.ok(!text.includes(principal.account) && marks.length > 0);
});

test('a copy of a guardian tells the account, its sessions and what it did', async () => {
  await parent.send('GET', '/me');
  const { accounts, roles, sessions, ownActs, relatives } = (await copyOf(guardian)).held;
  assert.equal(accounts[0].login, 'parent@a.example');
  assert.equal(roles[0].role, 'parent');
  assert.ok(sessions.length > 0 && relatives[0].side === 'child');
  assert.ok(ownActs.some(({ action }: { action: string }) => action === 'signed_in'));
});

test('the document is a PDF in each language, and in the one of the school unless asked', async () => {
  for (const query of ['', '?language=bg', '?language=ru', '?language=en']) {
    const { status, bytes, headers } = await dpo.send('GET', `/people/${child}/export/document${query}`);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/pdf');
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  }
  assert.equal((await dpo.send('GET', `/people/${child}/export/document?language=de`)).status, 400);
});

test('only whoever protects the data of this school gets a copy, and the log says so', async () => {
  for (const path of ['export', 'export/document']) {
    assert.equal((await dpoB.send('GET', `/people/${child}/${path}`)).json.code, 'person_not_here');
    for (const who of [officer, principal, parent])
      assert.equal((await who.send('GET', `/people/${child}/${path}`)).json.code, 'not_permitted');
  }
  const { entry } = await copyOf(child);
  const views = await inSchool(db.api, { school: a.school }, (trx) =>
    viewsOf(trx, a.school, child).execute(),
  );
  const mine = JSON.parse(views.find(({ n }) => Number(n) === entry)!.line);
  assert.deepEqual(
    [mine.action, mine.account, mine.subject],
    ['subject_export', dpo.account, `person:${child}`],
  );
  assert.equal(mine.detail.format, 'json');
  const refused = await db.owner
    .selectFrom('audit_entry')
    .select('n')
    .where('school', '=', b.school)
    .where('action', '=', 'subject_export')
    .execute();
  assert.deepEqual(refused, []);
});

test('of somebody erased there is nothing to copy', async () => {
  await db.owner.deleteFrom('person_key').where('person', '=', other.id).execute();
  const nothing = { profile: null, identifier_type: null, identifier_index: null };
  await db.owner
    .updateTable('person')
    .set({ ...nothing, erased_at: now })
    .where('id', '=', other.id)
    .execute();
  assert.equal((await dpo.send('GET', `/people/${other.id}/export`)).json.code, 'person_not_here');
});
